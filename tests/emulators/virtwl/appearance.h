// What the device looks like to whoever asks about its path: a character device that all may read and write.
#pragma once

#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace virtwl {

// Any number that is no other device's: 240 to 254 are for local use.
inline constexpr unsigned kMajor = 240;

template <typename Status>
int describe(Status* status) {
  *status = {};
  status->st_mode = S_IFCHR | 0666;
  status->st_rdev = makedev(kMajor, 0);
  status->st_nlink = 1;
  status->st_ino = 1;
  status->st_blksize = 4096;
  return 0;
}

}  // namespace virtwl
