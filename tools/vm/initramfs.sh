#!/usr/bin/env bash
# initramfs.sh CACHE: packs the first program of the virtual machine and the kernel modules that it needs in order to see
# the host's root folder. Everything later comes from there.
set -euo pipefail
cache=$1
here=$(cd "$(dirname "$0")" && pwd)
version=$(cat "$cache/boot/version")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/{bin,dev,proc,sys,mnt,modules}
cp "$cache/kernel/bin/busybox" "$root/bin/busybox"
cp "$here/init.sh" "$root/init"
chmod 755 "$root/init"
"$cache/kernel/bin/modprobe" -d "$cache/kernel" -S "$version" --show-depends -a virtio_pci 9pnet_virtio 9p |
  sed -n 's/^insmod \([^ ]*\).*/\1/p' | awk '!seen[$0]++' | while read -r path; do
  name=$(basename "$path" .xz)
  case $path in
    *.xz) xz -dc "$path" > "$root/modules/$name" ;;
    *) cp "$path" "$root/modules/$name" ;;
  esac
  printf '%s\n' "$name" >> "$root/order"
done
"$cache/kernel/bin/busybox" sh -c "cd '$root' && find . | cpio -o -H newc 2> /dev/null | gzip" > "$cache/boot/initramfs"
