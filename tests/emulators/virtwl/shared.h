// The memory behind the table: one file mapped by every process, made by whichever comes first.
#pragma once

#include <pthread.h>

#include "table.h"

namespace virtwl {

inline constexpr size_t kSlots = 1 << 14;

struct Shared {
  uint64_t magic;
  pthread_mutex_t mutex;
  Counts counts;
  uint32_t used;
  Entry slots[kSlots];
};

// "DVIRTWL" and a version of the layout.
inline constexpr uint64_t kMagic = 0x31'4c'57'54'52'49'56'44;

// Maps the table of this process, on the first call.
Shared& shared();

// Holds the table's lock.
class Lock {
 public:
  explicit Lock(Shared& memory);
  ~Lock();
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  Shared& memory_;
};

}  // namespace virtwl
