// Shared memory: memfd_create(2), mmap(2), and the lock of a lock file, flock(2).
// A Mapping is unmapped exactly once, by whoever is first: `release`, or the end of the object.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>

#include "unique_fd.h"

namespace decant {

// An anonymous file of `size` bytes that may be sealed.
UniqueFd create_memfd(const std::string& name, size_t size);

class Mapping {
 public:
  // Maps `length` bytes of `fd` from `offset` on, shared. Throws EINVAL for a length of 0.
  Mapping(int fd, size_t length, bool writable, off_t offset = 0);
  ~Mapping() { release(); }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  void* memory() const { return memory_; }
  size_t length() const { return length_; }

  // Unmaps at once; idempotent. An object that was released may not be asked for its memory any more.
  void release() noexcept;

  // The mapping that starts at `memory` and is not released; nullptr if there is none.
  static Mapping* find(const void* memory);

 private:
  void* memory_;
  size_t length_;
};

// Whether the exclusive lock is ours now; false if another process has it.
bool lock_file(int fd);

}  // namespace decant
