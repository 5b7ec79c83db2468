// Shared memory: memfd_create(2), mmap(2), and the lock of a lock file, flock(2).
#pragma once

#include <cstddef>
#include <string>

#include "unique_fd.h"

namespace decant {

// An anonymous file of `size` bytes that may be sealed.
UniqueFd create_memfd(const std::string& name, size_t size);

// Maps the first `length` bytes of `fd`, shared. Throws EINVAL for a length of 0.
void* map_shared(int fd, size_t length, bool writable);
void unmap(void* memory, size_t length);

// Whether the exclusive lock is ours now; false if another process has it.
bool lock_file(int fd);

}  // namespace decant
