// Survives SIGBUS in mappings of files that somebody else may shorten at any time (mmap(2), "SIGBUS").
#pragma once

#include <array>

#include "mapping.h"

namespace decant {

// While it lives, a page of the two mappings that has no file behind it any more is replaced, with its whole
// mapping, by zeros. One at a time, on one thread. SIGBUS anywhere else is what it was before.
class BusGuard {
 public:
  BusGuard(const Mapping& first, const Mapping& second);
  ~BusGuard();
  BusGuard(const BusGuard&) = delete;
  BusGuard& operator=(const BusGuard&) = delete;

  // Whether the mapping had a page missing.
  bool hit(const Mapping& mapping) const;

 private:
  friend struct BusGuardHandler;

  struct Range {
    const Mapping* mapping;
    volatile bool hit;
  };
  std::array<Range, 2> ranges_;
};

}  // namespace decant
