// What the host's program was told on its command line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace virtgpu {

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

// An argument that is none, or has a value that it cannot have: the message says which, and what is wanted.
struct OptionError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Throws OptionError.
Options read_options(int count, char** words);

}  // namespace virtgpu
