// What can be done with any dmabuf, whoever made it (linux/dma-buf.h): brackets around access by the
// processor.
#pragma once

namespace decant {

// Begins (`begin`) or ends writing through a mapping. Waits for hardware that still uses the buffer.
void sync_dma_buf_write(int fd, bool begin);

}  // namespace decant
