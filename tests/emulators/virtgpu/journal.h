// What the host has seen: counters, and one JSON object a line for each rule that a guest broke.
#pragma once

#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <string>

namespace virtgpu {

class Journal {
 public:
  // Lines are appended to the file at `path`.
  explicit Journal(const std::string& path);
  // Whether there is such a file; errno says why not.
  bool is_open() const { return file_ != nullptr; }

  void violation(const char* rule, int pid, const std::string& detail);
  void count(const char* counter, uint64_t amount = 1) { counters_[counter] += amount; }
  // A counter that is the largest value there was.
  void reach(const char* counter, uint64_t value);
  // The counters as a JSON object.
  std::string report() const;

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_;
  std::map<std::string, uint64_t> counters_;
};

}  // namespace virtgpu
