// What can be done with any dmabuf, whoever made it (linux/dma-buf.h): brackets around access by the
// processor, and the question whether hardware still draws into it.
#pragma once

namespace decant {

// Begins (`begin`) or ends writing through a mapping. Waits for hardware that still uses the buffer.
void sync_dma_buf_write(int fd, bool begin);

// Whether nothing draws into the dmabuf any more, or a fence (sync_file) has been signalled: at once, without
// waiting. Until then its descriptor does not become readable, so that an event loop can wait for it.
bool is_drawn(int fd);

}  // namespace decant
