// In front of libc: the functions that open files.
#include <fcntl.h>
#include <unistd.h>

#include <cstdarg>

#include "device.h"
#include "real.h"

namespace {

// The mode of open(2) is there only with these flags.
mode_t mode_argument(int flags, va_list arguments) {
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(arguments, mode_t) : 0;
}

}  // namespace

#define VIRTWL_OPEN(name)                                                                    \
  VIRTWL_EXPORT int name(const char* path, int flags, ...) {                                 \
    if (virtwl::is_device_path(path)) return virtwl::with_errno(virtwl::open_device(flags)); \
    va_list arguments;                                                                       \
    va_start(arguments, flags);                                                              \
    const mode_t mode = mode_argument(flags, arguments);                                     \
    va_end(arguments);                                                                       \
    return VIRTWL_REAL(name, path, flags, mode);                                             \
  }
#define VIRTWL_OPENAT(name)                                                                  \
  VIRTWL_EXPORT int name(int folder, const char* path, int flags, ...) {                     \
    if (virtwl::is_device_path(path)) return virtwl::with_errno(virtwl::open_device(flags)); \
    va_list arguments;                                                                       \
    va_start(arguments, flags);                                                              \
    const mode_t mode = mode_argument(flags, arguments);                                     \
    va_end(arguments);                                                                       \
    return VIRTWL_REAL(name, folder, path, flags, mode);                                     \
  }
VIRTWL_OPEN(open)
VIRTWL_OPEN(open64)
VIRTWL_OPENAT(openat)
VIRTWL_OPENAT(openat64)

// What open becomes in programs that are compiled with _FORTIFY_SOURCE.
VIRTWL_EXPORT int __open_2(const char* path, int flags) { return open(path, flags); }
VIRTWL_EXPORT int __open64_2(const char* path, int flags) { return open64(path, flags); }
VIRTWL_EXPORT int __openat_2(int folder, const char* path, int flags) { return openat(folder, path, flags); }
VIRTWL_EXPORT int __openat64_2(int folder, const char* path, int flags) {
  return openat64(folder, path, flags);
}
