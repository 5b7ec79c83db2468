#include "dma_buf.h"

#include <linux/dma-buf.h>
#include <sys/ioctl.h>

#include <cerrno>
#include <cstdint>

#include "error.h"

namespace decant {

void sync_dma_buf_write(int fd, bool begin) {
  constexpr uint64_t kBegin = DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE;
  constexpr uint64_t kEnd = DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE;
  dma_buf_sync sync{.flags = begin ? kBegin : kEnd};
  int result;
  do {
    result = ioctl(fd, DMA_BUF_IOCTL_SYNC, &sync);
  } while (result < 0 && (errno == EINTR || errno == EAGAIN));
  if (result < 0) throw_errno("DMA_BUF_IOCTL_SYNC");
}

}  // namespace decant
