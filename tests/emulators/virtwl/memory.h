// Memory that guest and host share: memfds of whole pages whose size is sealed, since the device's memory
// cannot be resized either.
#pragma once

#include "abi.h"

namespace virtwl {

// A new descriptor, or a negative errno value.
int new_alloc(uint32_t size);

// The same; fills in strides and offsets. ENOTTY if the host cannot make dmabufs, EINVAL for shapes that it
// refuses.
int new_dmabuf(DmabufShape* shape);

// Whether NEW_DMABUF knows this fourcc.
bool has_dmabuf_format(uint32_t format);

// DMABUF_SYNC: 0, or a negative errno value. Starts and ends must alternate for each kind of access.
int sync_dmabuf(int fd, uint32_t flags);

}  // namespace virtwl
