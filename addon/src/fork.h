// fork(2) of a process that runs V8 and libuv.
#pragma once

#include <sys/types.h>

namespace decant {

// Undoes MADV_DONTFORK on every private anonymous mapping. V8 sets it on its heap (since a fork without exec is not
// what it expects); a child without its heap dies at once.
void make_heap_forkable();

// Forks with all signals blocked. In the child `in_child(argument)` runs before signals are let in again, and 0 is
// returned. Throws EAGAIN or ENOMEM.
pid_t fork_process(void (*in_child)(void* argument), void* argument);

}  // namespace decant
