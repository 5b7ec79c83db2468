// A test is a sentence and a body; main() runs those of its file. A failed check ends the test, not the
// program.
#pragma once

#include <cstdio>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "error.h"

namespace decant::test {

struct Case {
  const char* name;
  void (*body)();
};

inline std::vector<Case>& cases() {
  static std::vector<Case> list;
  return list;
}

inline bool add(const char* name, void (*body)()) {
  cases().push_back({name, body});
  return true;
}

inline void check(bool holds, const char* what, const char* file, int line) {
  if (!holds) throw std::runtime_error(std::string(file) + ":" + std::to_string(line) + ": " + what);
}

// The errno of the SystemError that `work` throws, 0 if it throws none.
template <typename Work>
int errno_of(Work&& work) {
  try {
    work();
  } catch (const SystemError& error) {
    return error.errnum();
  }
  return 0;
}

inline size_t open_descriptors() {
  size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) count++;
  return count;
}

inline int run() {
  int failed = 0;
  for (const Case& each : cases()) {
    try {
      each.body();
      std::printf("ok - %s\n", each.name);
    } catch (const std::exception& error) {
      std::printf("not ok - %s\n  %s\n", each.name, error.what());
      failed++;
    }
  }
  return failed == 0 && !cases().empty() ? 0 : 1;
}

}  // namespace decant::test

#define DECANT_JOIN_(a, b) a##b
#define DECANT_JOIN(a, b) DECANT_JOIN_(a, b)
#define TEST(name)                                                                                         \
  static void DECANT_JOIN(test_, __LINE__)();                                                              \
  static const bool DECANT_JOIN(added_, __LINE__) = decant::test::add(name, DECANT_JOIN(test_, __LINE__)); \
  static void DECANT_JOIN(test_, __LINE__)()
#define CHECK(condition) decant::test::check((condition), #condition, __FILE__, __LINE__)

int main() { return decant::test::run(); }
