#include "images.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory.h"

namespace virtgpu {

namespace {

constexpr uint32_t kStrideAlignment = 256;
constexpr uint32_t kMaxExtent = 16384;
constexpr uint32_t kNv12 = 0x3231564e;
constexpr uint32_t kRgb565 = 0x36314752;
constexpr uint32_t kLinearScanout = 1 | 16;

uint32_t bytes_per_pixel(uint32_t format) {
  if (format == kR8 || format == kNv12) return 1;
  if (format == kRgb565) return 2;
  return virtwl::has_dmabuf_format(format) ? 4 : 0;
}

}  // namespace

std::optional<ImageReply> requirements(const Requirements& asked) {
  const uint32_t bytes = bytes_per_pixel(asked.format);
  const bool sound = asked.width > 0 && asked.height > 0 && asked.width <= kMaxExtent &&
                     asked.height <= kMaxExtent && bytes != 0 && (asked.flags & ~kLinearScanout) == 0;
  if (!sound) return std::nullopt;
  ImageReply reply{};
  const uint32_t stride = (asked.width * bytes + kStrideAlignment - 1) / kStrideAlignment * kStrideAlignment;
  uint64_t size = uint64_t{stride} * asked.height;
  reply.strides[0] = stride;
  if (asked.format == kNv12) {
    reply.strides[1] = stride;
    reply.offsets[1] = static_cast<uint32_t>(size);
    size += uint64_t{stride} * ((asked.height + 1) / 2);
  }
  reply.size = (size + kPage - 1) / kPage * kPage;
  return reply;
}

decant::UniqueFd image_memory(uint64_t bytes) {
  decant::UniqueFd fd(memfd_create("virtgpu-image", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (ftruncate(fd.get(), static_cast<off_t>(bytes)) < 0) return {};
  fcntl(fd.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL);
  return fd;
}

}  // namespace virtgpu
