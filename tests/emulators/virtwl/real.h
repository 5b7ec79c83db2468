// The functions that this library stands in front of. The emulator itself calls only these, so it never meets
// itself.
#pragma once

#include <dlfcn.h>

#include <cerrno>
#include <utility>

namespace virtwl {

// The next definition of `name` in the search order, which is libc's or another preloaded library's.
template <typename Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

// What a system call does with a result: a negative errno value becomes errno and -1.
template <typename Number>
Number with_errno(Number result) {
  if (result >= 0) return result;
  errno = static_cast<int>(-result);
  return -1;
}

}  // namespace virtwl

// Calls the function of this name that would have been called without the emulator.
#define VIRTWL_REAL(name, ...)                                                \
  ([&](auto&&... passed) {                                                    \
    static const auto real_function = virtwl::next<decltype(&::name)>(#name); \
    return real_function(std::forward<decltype(passed)>(passed)...);          \
  }(__VA_ARGS__))

// Marks what programs find before libc's.
#define VIRTWL_EXPORT extern "C" __attribute__((visibility("default")))
