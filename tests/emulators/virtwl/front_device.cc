// In front of libc: ioctl, close and the functions that open files.
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdarg>

#include "device.h"
#include "journal.h"
#include "pipes.h"
#include "real.h"
#include "table.h"

namespace {

// The mode of open(2) is there only with these flags.
mode_t mode_argument(int flags, va_list arguments) {
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(arguments, mode_t) : 0;
}

}  // namespace

VIRTWL_EXPORT int ioctl(int fd, unsigned long request, ...) noexcept {
  va_list arguments;
  va_start(arguments, request);
  void* argument = va_arg(arguments, void*);
  va_end(arguments);
  const std::optional<int> result = virtwl::device_ioctl(fd, request, argument);
  return result ? virtwl::with_errno(*result) : VIRTWL_REAL(ioctl, fd, request, argument);
}

VIRTWL_EXPORT int close(int fd) {
  const std::optional<virtwl::Entry> entry = virtwl::find(fd);
  const int result = VIRTWL_REAL(close, fd);
  if (!entry) return result;
  if (entry->kind == virtwl::Kind::Device) virtwl::summary("close");
  if (entry->kind == virtwl::Kind::PipeRead || entry->kind == virtwl::Kind::PipeWrite)
    virtwl::close_orphans();
  return result;
}

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
