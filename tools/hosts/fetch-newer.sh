#!/usr/bin/env bash
# Unpacks sway of a later Debian suite beside the system, into build/hosts/sway, by package name; nothing is installed.
# It comes with its own C library and loader. Does nothing when it is there; exits 75 if it cannot be had.
set -euo pipefail
cd "$(dirname "$0")/../.."
suite=sid
target=$PWD/build/hosts/sway
[ -e "$target/usr/bin/sway" ] && exit 0

cannot() { printf 'hosts: %s\n' "$*" >&2; exit 75; }
sources=/etc/apt/sources.list.d/debian.sources
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e "$sources" ] && [ -e "$keyring" ] || cannot 'this is no Debian 12: a newer sway cannot be fetched'
mirror=$(sed -n 's/^URIs: *//p' "$sources" | head -n 1)

echo "hosts: fetching sway of Debian $suite (about 80 MB)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
echo "deb [signed-by=$keyring] $mirror $suite main" > "$work/sources.list"
apt=(apt-get -qq -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
  -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o Dir::State::status=/dev/null
  -o Acquire::Languages=none -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false -o APT::Sandbox::User=root)
"${apt[@]}" update > /dev/null || cannot 'the package lists of the later suite cannot be had'
# An empty status file makes apt take every dependency along, the C library too.
"${apt[@]}" install -y --no-install-recommends --download-only sway > /dev/null || cannot 'sway cannot be downloaded'
rm -rf "$target.new"
mkdir -p "$target.new"
for package in "$work"/cache/archives/*.deb; do dpkg -x "$package" "$target.new"; done
mv "$target.new" "$target"
