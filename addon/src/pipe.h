// Pipes and what else is read and written without descriptors in it: pipe(7), read(2), write(2).
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <utility>

#include "unique_fd.h"

namespace decant {

// Reading end and writing end, close-on-exec, blocking.
std::pair<UniqueFd, UniqueFd> make_pipe();

// Reads into data[0, length): bytes, 0 at the end, kWouldBlock (socket.h).
ssize_t read_some(int fd, void* data, size_t length);

// Writes from data[0, length): bytes taken, or kWouldBlock. Throws EPIPE if nobody reads any more; SIGPIPE
// must be ignored, as Node does.
ssize_t write_some(int fd, const void* data, size_t length);

}  // namespace decant
