// In front of libc: system calls by number, which is how libuv calls statx and close.
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstdarg>

#include "device.h"
#include "real.h"

VIRTWL_EXPORT long syscall(long number, ...) noexcept {
  va_list list;
  va_start(list, number);
  // As many as any call has: those that the caller did not give are not looked at.
  std::array<long, 6> words{};
  for (long& each : words) each = va_arg(list, long);
  va_end(list);
  const auto* path = reinterpret_cast<const char*>(words[1]);
  if (number == SYS_statx && virtwl::is_device_path(path))
    return statx(static_cast<int>(words[0]), path, static_cast<int>(words[2]),
                 static_cast<unsigned>(words[3]), reinterpret_cast<struct statx*>(words[4]));
  if (number == SYS_close) return close(static_cast<int>(words[0]));
  return VIRTWL_REAL(syscall, number, words[0], words[1], words[2], words[3], words[4], words[5]);
}
