#!/usr/bin/env bash
# Fetches what the virtual machines of tests/vm are made of, by package name: an emulator of a later Debian suite with the
# C library it needs, a kernel with its modules, and a busybox for the first program. Prints the folder, which is a
# cache outside of the repository (DECANT_VM_CACHE, else decant/vm in the user's cache folder); quick when all is there.
# Nothing is installed. Exits 75 if it cannot be had.
set -euo pipefail
cd "$(dirname "$0")/../.."
cache=${DECANT_VM_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/decant/vm}
emulator_suite=trixie-backports
kernel_suite=bookworm-backports
# Raise it when the lists below change.
edition=1

cannot() { printf 'vm: %s\n' "$*" >&2; exit 75; }
[ "$(cat "$cache/edition" 2> /dev/null)" = "$edition" ] && { echo "$cache"; exit 0; }

[ "$(dpkg --print-architecture 2> /dev/null)" = amd64 ] || cannot 'only Debian on amd64 is known here'
sources=/etc/apt/sources.list.d/debian.sources
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e "$sources" ] && [ -e "$keyring" ] || cannot 'this is no Debian 12: a kernel and an emulator cannot be fetched'
command -v xz > /dev/null || cannot 'xz is missing'
mirror=$(sed -n 's/^URIs: *//p' "$sources" | head -n 1)
mkdir -p "$cache"
exec 9> "$cache/.lock"
flock 9
[ "$(cat "$cache/edition" 2> /dev/null)" = "$edition" ] && { echo "$cache"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# suite_apt FOLDER SUITE...: makes `apt` of those suites alone, as if nothing were installed.
suite_apt() {
  local at=$work/$1
  shift
  mkdir -p "$at/lists/partial" "$at/cache/archives/partial"
  printf "deb [signed-by=$keyring] $mirror %s main\n" "$@" > "$at/sources.list"
  apt=(apt-get -qq -o "Dir::Etc::sourcelist=$at/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$at/lists" -o "Dir::Cache=$at/cache" -o Dir::State::status=/dev/null
    -o Acquire::Languages=none -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false
    -o APT::Sandbox::User=root)
  "${apt[@]}" update > /dev/null || cannot "the package lists of $* cannot be had"
}

# unpack FOLDER TARGET: all packages that were downloaded there.
unpack() {
  local deb
  mkdir -p "$2"
  for deb in "$work/$1"/cache/archives/*.deb; do dpkg -x "$deb" "$2"; done
  rm -rf "${work:?}/$1"
}

echo "vm: fetching an emulator of Debian $emulator_suite (about 40 MB)" >&2
rm -rf "$cache/emulator" "$cache/kernel" "$cache/boot" "$cache/edition"
suite_apt emulator trixie trixie-backports
"${apt[@]}" -t "$emulator_suite" install -y --no-install-recommends --download-only qemu-system-x86 > /dev/null ||
  cannot 'qemu-system-x86 cannot be downloaded'
unpack emulator "$cache/emulator"

echo "vm: fetching a kernel of Debian $kernel_suite (about 110 MB)" >&2
suite_apt kernel bookworm "$kernel_suite"
lists=("${apt[@]/#Dir::Cache=*/Dir::Cache=$work/kernel/cache}")
kernel=$(apt-cache "${lists[@]:2}" -t "$kernel_suite" depends linux-image-amd64 2> /dev/null |
  sed -n 's/^ *Depends: \(linux-image-[0-9].*\)$/\1/p' | head -n 1)
[ -n "$kernel" ] || cannot 'linux-image-amd64 names no kernel'
(cd "$work/kernel/cache/archives" &&
  "${apt[@]}" -t "$kernel_suite" download "$kernel" busybox-static kmod > /dev/null) || cannot "$kernel cannot be downloaded"
unpack kernel "$cache/kernel"
version=${kernel#linux-image-}
# The first program of the machine, and depmod, which the host may lack.
mkdir -p "$cache/boot"
cp "$cache/kernel/boot/vmlinuz-$version" "$cache/boot/vmlinuz"
"$cache/kernel/bin/kmod" --version > /dev/null 2>&1 || cannot 'kmod does not run here'
ln -sf kmod "$cache/kernel/bin/depmod"
ln -sf kmod "$cache/kernel/bin/modprobe"
"$cache/kernel/bin/depmod" -b "$cache/kernel" "$version"
printf '%s\n' "$version" > "$cache/boot/version"

bash tools/vm/initramfs.sh "$cache"
printf '%s\n' "$edition" > "$cache/edition"
echo "$cache"
