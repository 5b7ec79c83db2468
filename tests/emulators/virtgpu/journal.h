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

// What the program was told on its command line.
struct Options {
  std::string socket;
  std::string compositor;
  std::string log;
  // A bad command ends the channel, as on older hosts; else it is dropped.
  bool kills = false;
  // Whether images are dmabufs for the guest; the compositor gets them by wl_shm.
  bool dmabuf = true;
  // Whether programs of the guest can draw with the device.
  bool renders = false;
  // The INIT that the host understands, and how many identifiers its messages have.
  size_t init_bytes = 20;
  uint32_t identifiers = 28;
  // What is missing or broken, by a word of its own.
  std::string fault;

  bool has(const char* word) const { return !fault.empty() && fault == word; }
};

}  // namespace virtgpu
