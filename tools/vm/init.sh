#!/bin/busybox sh
# The first program of the virtual machine: sees the host's root folder, read-only, and a folder of the run's as
# /run/job; hands over to guest.sh there.
B=/bin/busybox
$B mount -t proc proc /proc
$B mount -t sysfs sys /sys
$B mount -t devtmpfs dev /dev
for module in $($B cat /order); do $B insmod "/modules/$module"; done
$B mount -t 9p -o trans=virtio,version=9p2000.L,ro,msize=262144,cache=loose root /mnt
for each in proc sys dev; do $B mount --move "/$each" "/mnt/$each"; done
$B mkdir -p /mnt/dev/shm /mnt/dev/pts
$B mount -t tmpfs shm /mnt/dev/shm
$B mount -t devpts pts /mnt/dev/pts
$B mount -t tmpfs run /mnt/run
$B mkdir -p /mnt/run/job
$B mount -t 9p -o trans=virtio,version=9p2000.L,rw,msize=262144 job /mnt/run/job
exec $B switch_root -c /dev/console /mnt /bin/bash /run/job/guest.sh
