// In front of libc: the functions that ask about a path. The device is a character device that all may read
// and write, whether or not there is a file at its path.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "appearance.h"
#include "device.h"
#include "real.h"

namespace {

using virtwl::describe;
using virtwl::kMajor;

int describe_extended(struct statx* status) {
  *status = {};
  status->stx_mask = STATX_BASIC_STATS;
  status->stx_mode = S_IFCHR | 0666;
  status->stx_rdev_major = kMajor;
  status->stx_nlink = 1;
  status->stx_ino = 1;
  status->stx_blksize = 4096;
  return 0;
}

int may_access(int mode) {
  if ((mode & X_OK) == 0) return 0;
  errno = EACCES;
  return -1;
}

}  // namespace

// Versioned entry points of programs that were linked before glibc 2.33.
VIRTWL_EXPORT int __xstat(int version, const char* path, struct stat* status);
VIRTWL_EXPORT int __lxstat(int version, const char* path, struct stat* status);
VIRTWL_EXPORT int __xstat64(int version, const char* path, struct stat64* status);
VIRTWL_EXPORT int __lxstat64(int version, const char* path, struct stat64* status);

#define VIRTWL_STAT(name, type)                                            \
  VIRTWL_EXPORT int name(const char* path, struct type* status) noexcept { \
    if (virtwl::is_device_path(path)) return describe(status);             \
    return VIRTWL_REAL(name, path, status);                                \
  }
#define VIRTWL_XSTAT(name, type)                                 \
  int name(int version, const char* path, struct type* status) { \
    if (virtwl::is_device_path(path)) return describe(status);   \
    return VIRTWL_REAL(name, version, path, status);             \
  }
#define VIRTWL_STATAT(name, type)                                                                 \
  VIRTWL_EXPORT int name(int folder, const char* path, struct type* status, int flags) noexcept { \
    if (virtwl::is_device_path(path)) return describe(status);                                    \
    return VIRTWL_REAL(name, folder, path, status, flags);                                        \
  }
VIRTWL_STAT(stat, stat)
VIRTWL_STAT(lstat, stat)
VIRTWL_STAT(stat64, stat64)
VIRTWL_STAT(lstat64, stat64)
VIRTWL_XSTAT(__xstat, stat)
VIRTWL_XSTAT(__lxstat, stat)
VIRTWL_XSTAT(__xstat64, stat64)
VIRTWL_XSTAT(__lxstat64, stat64)
VIRTWL_STATAT(fstatat, stat)
VIRTWL_STATAT(fstatat64, stat64)

VIRTWL_EXPORT int statx(int folder, const char* path, int flags, unsigned mask,
                        struct statx* status) noexcept {
  if (virtwl::is_device_path(path)) return describe_extended(status);
  return VIRTWL_REAL(statx, folder, path, flags, mask, status);
}

VIRTWL_EXPORT int access(const char* path, int mode) noexcept {
  return virtwl::is_device_path(path) ? may_access(mode) : VIRTWL_REAL(access, path, mode);
}

VIRTWL_EXPORT int faccessat(int folder, const char* path, int mode, int flags) noexcept {
  return virtwl::is_device_path(path) ? may_access(mode) : VIRTWL_REAL(faccessat, folder, path, mode, flags);
}
