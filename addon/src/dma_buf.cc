#include "dma_buf.h"

#include <linux/dma-buf.h>
#include <poll.h>
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

bool is_drawn(int fd) {
  pollfd each{.fd = fd, .events = POLLIN, .revents = 0};
  int result;
  do {
    result = poll(&each, 1, 0);
  } while (result < 0 && errno == EINTR);
  if (result < 0) throw_errno("poll");
  return result > 0;
}

}  // namespace decant
