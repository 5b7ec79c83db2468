#!/usr/bin/env bash
# Unpacks Mesa of bookworm-backports beside the system, into build/hosts/mesa, by package name; nothing is installed. With
# it weston takes images without a graphics device, memory files too. Does nothing when it is there; exits 75 if it cannot
# be had.
set -euo pipefail
cd "$(dirname "$0")/../.."
suite=bookworm-backports
target=$PWD/build/hosts/mesa
[ -e "$target/usr/lib/x86_64-linux-gnu/dri" ] && exit 0

cannot() { printf 'hosts: %s\n' "$*" >&2; exit 75; }
sources=/etc/apt/sources.list.d/debian.sources
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e "$sources" ] && [ -e "$keyring" ] || cannot 'this is no Debian 12: a newer Mesa cannot be fetched'
mirror=$(sed -n 's/^URIs: *//p' "$sources" | head -n 1)

echo "hosts: fetching Mesa of Debian $suite (about 10 MB)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/packages"
echo "deb [signed-by=$keyring] $mirror $suite main" > "$work/sources.list"
apt=(apt-get -qq -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
  -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o Dir::State::status=/dev/null
  -o Acquire::Languages=none -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false -o APT::Sandbox::User=root)
"${apt[@]}" update > /dev/null || cannot 'the package lists of the later suite cannot be had'
(cd "$work/packages" && "${apt[@]}" download libegl-mesa0 libgl1-mesa-dri libgbm1 mesa-libgallium libglx-mesa0 \
  libdrm2 libdrm-amdgpu1 libdrm-intel1 libdrm-nouveau2 libdrm-radeon1 > /dev/null) || cannot 'Mesa cannot be downloaded'
rm -rf "$target.new"
mkdir -p "$target.new"
for package in "$work"/packages/*.deb; do dpkg -x "$package" "$target.new"; done
mv "$target.new" "$target"
