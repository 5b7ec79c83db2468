// The device node and the dispatch of its ioctls.
#pragma once

#include <optional>

namespace virtwl {

// Whether this is the path of the device.
bool is_device_path(const char* path);

// A descriptor of the device with the flags of open(2), or a negative errno value.
int open_device(int flags);

// The result of an ioctl on a descriptor that the device made, or a negative errno value; nothing if it is
// not ours.
std::optional<int> device_ioctl(int fd, unsigned long request, void* argument);

}  // namespace virtwl
