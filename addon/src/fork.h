// fork(2) of a process that runs V8: all of its memory must come along, and no signal may arrive half-way.
// What libuv and the watches need in the child is the caller's `in_child`.
#pragma once

#include <sys/types.h>

namespace decant {

// Undoes MADV_DONTFORK everywhere. V8 sets it on its heap, and a child without its heap dies at once.
// After the first call this costs two system calls, whatever the number of mappings.
void make_memory_forkable();

// The same by reading /proc/self/maps: slower, but it gets along with mappings that refuse MADV_DOFORK.
void make_mappings_forkable();

// Forks with all signals blocked. In the child `in_child(argument)` runs before signals are let in again, and
// 0 is returned. Throws EAGAIN or ENOMEM.
pid_t fork_process(void (*in_child)(void* argument), void* argument);

}  // namespace decant
