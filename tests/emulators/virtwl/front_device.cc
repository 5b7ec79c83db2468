// In front of libc: ioctl and close.
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdarg>

#include "device.h"
#include "journal.h"
#include "pipes.h"
#include "real.h"
#include "table.h"

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
