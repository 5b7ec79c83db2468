// The node's ioctls: arguments as the kernel has them, to questions to the host and back.
#pragma once

namespace virtgpu {

// `host`: the way to the host of an open node. Returns 0, or a negative errno.
int serve_ioctl(int host, unsigned request, void* argument);

}  // namespace virtgpu
