// In front of libc: what is done with descriptors of the node.
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdarg>

#include "appearance.h"
#include "device.h"
#include "node.h"
#include "real.h"

VIRTWL_EXPORT int ioctl(int fd, unsigned long request, ...) noexcept {
  va_list arguments;
  va_start(arguments, request);
  void* argument = va_arg(arguments, void*);
  va_end(arguments);
  const std::optional<int> result = virtwl::device_ioctl(fd, request, argument);
  return result ? virtwl::with_errno(*result) : VIRTWL_REAL(ioctl, fd, request, argument);
}

VIRTWL_EXPORT int close(int fd) {
  virtgpu::forget_node(fd);
  return VIRTWL_REAL(close, fd);
}

VIRTWL_EXPORT void* mmap(void* address, size_t length, int protection, int flags, int fd,
                         off_t offset) noexcept {
  const auto mapped = virtgpu::map_node(address, length, protection, flags, fd, offset);
  return mapped ? *mapped : VIRTWL_REAL(mmap, address, length, protection, flags, fd, offset);
}

VIRTWL_EXPORT void* mmap64(void* address, size_t length, int protection, int flags, int fd,
                           off64_t offset) noexcept {
  return mmap(address, length, protection, flags, fd, offset);
}

#define VIRTGPU_FSTAT(name, type)                                                           \
  VIRTWL_EXPORT int name(int fd, struct type* status) noexcept {                            \
    return virtgpu::is_node(fd) ? virtwl::describe(status) : VIRTWL_REAL(name, fd, status); \
  }
VIRTGPU_FSTAT(fstat, stat)
VIRTGPU_FSTAT(fstat64, stat64)
