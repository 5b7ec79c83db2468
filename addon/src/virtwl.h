// The virtwl device (/dev/wl0): ioctls of Linux' drivers/virtio/virtio_wl.c, header virtwl.h. Everything here
// is one ioctl. Descriptors that come from the device are the only ones that it carries to the host.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "unique_fd.h"

namespace decant {

// The most descriptors of one transaction.
constexpr size_t kVirtwlMaxFds = 28;
// A transaction is one page, with its header; what comes in has a little less room than what goes out.
constexpr size_t kVirtwlMaxSendBytes = 3980;
constexpr size_t kVirtwlMaxReceiveBytes = 3968;

// Planes of an image that the host allocated: strides and offsets in bytes.
struct VirtwlImage {
  UniqueFd fd;
  std::array<uint32_t, 3> strides;
  std::array<uint32_t, 3> offsets;
};

enum class VirtwlPipe { kRead, kWrite };

UniqueFd open_virtwl(const std::string& path);

// A connection to the host's compositor, non-blocking and close-on-exec.
UniqueFd new_virtwl_context(int device);
// Shared memory of at least `bytes` bytes. Throws EINVAL for more than 32 bits say.
UniqueFd new_virtwl_memory(int device, size_t bytes);
// One end of a pipe, non-blocking; the other goes to the host when this one is sent.
UniqueFd new_virtwl_pipe(int device, VirtwlPipe end);
// An image of the host's that can be scanned out, linear. `format` is a fourcc of drm_fourcc.h. ENOTTY: the
// host has none.
VirtwlImage new_virtwl_image(int device, uint32_t width, uint32_t height, uint32_t format);

// Sends one transaction from data[0, length), which may be longer than one: bytes taken, or kWouldBlock.
// Throws EINVAL for descriptors that the device did not make.
ssize_t send_virtwl(int context, const void* data, size_t length, const int* fds, size_t fd_count);

// Receives into data[0, length), one transaction or, where descriptors are too many for that, several: bytes,
// 0 when the host has hung up, kWouldBlock, with which descriptors may have come, too. `fds` has room for
// kMaxFds (socket.h).
ssize_t receive_virtwl(int context, void* data, size_t length, int* fds, size_t* fd_count);

// Begins (`begin`) or ends writing to an image.
void sync_virtwl_write(int image, bool begin);

}  // namespace decant
