// A failed system call: what was called and what errno said.
#pragma once

#include <stdexcept>
#include <string>

namespace decant {

class SystemError : public std::runtime_error {
 public:
  // `syscall` must be a literal; `errnum` is an errno value.
  SystemError(const char* syscall, int errnum, const std::string& detail = "");

  const char* syscall() const { return syscall_; }
  int errnum() const { return errnum_; }

 private:
  const char* syscall_;
  int errnum_;
};

// Throws for the current errno.
[[noreturn]] void throw_errno(const char* syscall, const std::string& detail = "");

}  // namespace decant
