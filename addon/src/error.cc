#include "error.h"

#include <cerrno>
#include <cstring>

namespace decant {

namespace {

std::string describe(const char* syscall, int errnum, const std::string& detail) {
  const char* name = strerrorname_np(errnum);
  std::string text =
      std::string(name != nullptr ? name : "unknown error") + ": " + strerrordesc_np(errnum) + ", " + syscall;
  if (!detail.empty()) text += " '" + detail + "'";
  return text;
}

}  // namespace

SystemError::SystemError(const char* syscall, int errnum, const std::string& detail)
    : std::runtime_error(describe(syscall, errnum, detail)), syscall_(syscall), errnum_(errnum) {}

void throw_errno(const char* syscall, const std::string& detail) {
  throw SystemError(syscall, errno, detail);
}

}  // namespace decant
