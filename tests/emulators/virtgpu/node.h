// The guest's kernel, as far as it is in the program: descriptors of the node, and the way of each to the
// host's program, where all that has a state is. A descriptor is a socket on which the host puts events, so
// poll, epoll and read are the kernel's.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <optional>

namespace virtgpu {

// As `mmap`, for the node's descriptors and their offsets; nothing for others.
std::optional<void*> map_node(void* address, size_t length, int protection, int flags, int fd, off_t offset);

// Whether a descriptor is one of the node.
bool is_node(int fd);

// Before `fd` is closed.
void forget_node(int fd);

}  // namespace virtgpu
