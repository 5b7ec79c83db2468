#!/usr/bin/env bash
# Unpacks packages of a later Debian suite beside the system, into build/hosts/FIRST, by name; nothing is installed.
# They come with their own C library and loader. Does nothing when all are there; exits 75 if they cannot be had.
# Usage: fetch-newer.sh [NAME PROGRAM], by default sway, weston and two programs.
set -euo pipefail
cd "$(dirname "$0")/../.."
suite=sid
if [ $# -gt 0 ]; then packages=("$1") programs=("${2:-$1}"); else
  packages=(sway weston foot swaylock)
  programs=("${packages[@]}")
fi
target=$PWD/build/hosts/${packages[0]}
missing=0
for program in "${programs[@]}"; do [ -e "$target/usr/bin/$program" ] || missing=1; done
[ "$missing" = 0 ] && exit 0

cannot() { printf 'hosts: %s\n' "$*" >&2; exit 75; }
sources=/etc/apt/sources.list.d/debian.sources
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e "$sources" ] && [ -e "$keyring" ] || cannot "this is no Debian 12: newer ${packages[*]} cannot be fetched"
mirror=$(sed -n 's/^URIs: *//p' "$sources" | head -n 1)

echo "hosts: fetching ${packages[*]} of Debian $suite (about 100 MB)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
echo "deb [signed-by=$keyring] $mirror $suite main" > "$work/sources.list"
apt=(apt-get -qq -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
  -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o Dir::State::status=/dev/null
  -o Acquire::Languages=none -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false -o APT::Sandbox::User=root)
"${apt[@]}" update > /dev/null || cannot 'the package lists of the later suite cannot be had'
# An empty status file makes apt take every dependency along, the C library too.
"${apt[@]}" install -y --no-install-recommends --download-only "${packages[@]}" > /dev/null ||
  cannot "${packages[*]} cannot be downloaded"
rm -rf "$target.new"
mkdir -p "$target.new"
for file in "$work"/cache/archives/*.deb; do dpkg -x "$file" "$target.new"; done
mv "$target.new" "$target"
