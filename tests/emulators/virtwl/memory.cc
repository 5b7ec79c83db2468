#include "memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "config.h"
#include "journal.h"
#include "real.h"
#include "table.h"

namespace virtwl {

namespace {

constexpr uint64_t kPage = 4096;
constexpr uint32_t kStrideAlignment = 256;
constexpr uint32_t kMaxExtent = 16384;

constexpr uint32_t fourcc(char a, char b, char c, char d) {
  return static_cast<uint32_t>(a) | static_cast<uint32_t>(b) << 8 | static_cast<uint32_t>(c) << 16 |
         static_cast<uint32_t>(d) << 24;
}

constexpr uint32_t kNv12 = fourcc('N', 'V', '1', '2');

// Of the first plane; 0 for formats that the device does not know.
uint32_t bytes_per_pixel(uint32_t format) {
  switch (format) {
    case fourcc('A', 'R', '2', '4'):
    case fourcc('X', 'R', '2', '4'):
    case fourcc('A', 'B', '2', '4'):
    case fourcc('X', 'B', '2', '4'):
      return 4;
    case fourcc('R', 'G', '1', '6'):
      return 2;
    case kNv12:
      return 1;
    default:
      return 0;
  }
}

int sealed_memory(const char* name, uint64_t size) {
  const int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd < 0) return -errno;
  const bool done = ftruncate(fd, static_cast<off_t>(size)) == 0 &&
                    VIRTWL_REAL(fcntl, fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0;
  if (done) return fd;
  const int error = errno;
  VIRTWL_REAL(close, fd);
  return -error;
}

// Rows are padded as GPUs pad them, so that a guest which ignores the stride is seen.
uint32_t dmabuf_stride(uint32_t width, uint32_t bytes) {
  return (width * bytes + kStrideAlignment - 1) / kStrideAlignment * kStrideAlignment;
}

uint64_t whole_pages(uint64_t size) { return (size + kPage - 1) / kPage * kPage; }

}  // namespace

bool has_dmabuf_format(uint32_t format) { return bytes_per_pixel(format) != 0; }

int new_alloc(uint32_t size) {
  if (size == 0) return -EINVAL;
  const int fd = sealed_memory("virtwl-alloc", whole_pages(size));
  if (fd < 0) return fd;
  add(fd, Kind::Alloc);
  count(Counter::Allocs);
  return fd;
}

int new_dmabuf(DmabufShape* shape) {
  if (dmabuf_mode() == DmabufMode::Off) return -ENOTTY;
  const uint32_t bytes = bytes_per_pixel(shape->format);
  // 0x0 is how a guest asks whether there are dmabufs at all: anything but ENOTTY means yes.
  const bool sound = shape->width > 0 && shape->height > 0 && shape->width <= kMaxExtent &&
                     shape->height <= kMaxExtent && bytes != 0;
  if (!sound) return -EINVAL;
  const uint32_t stride = dmabuf_stride(shape->width, bytes);
  const uint32_t luma = stride * shape->height;
  const bool two_planes = shape->format == kNv12;
  const uint64_t size = two_planes ? luma + uint64_t{stride} * ((shape->height + 1) / 2) : luma;
  const int fd = sealed_memory("virtwl-dmabuf", whole_pages(size));
  if (fd < 0) return fd;
  for (uint32_t& value : shape->strides) value = 0;
  for (uint32_t& value : shape->offsets) value = 0;
  shape->strides[0] = stride;
  if (two_planes) {
    shape->strides[1] = stride;
    shape->offsets[1] = luma;
  }
  add(fd, Kind::Dmabuf);
  count(Counter::Dmabufs);
  return fd;
}

int sync_dmabuf(int fd, uint32_t flags) {
  count(Counter::Syncs);
  if ((flags & ~(kSyncRead | kSyncWrite | kSyncEnd)) != 0) {
    violation("sync-flags", fd, "flags " + std::to_string(flags));
    return -EINVAL;
  }
  // The driver leaves this to the host, which ignores it: here it is an error, since nobody can mean it.
  if ((flags & (kSyncRead | kSyncWrite)) == 0 || find(fd)->kind != Kind::Dmabuf) {
    violation("sync-nothing", fd, "flags " + std::to_string(flags));
    return -EINVAL;
  }
  const uint32_t accesses =
      ((flags & kSyncRead) != 0 ? kReading : 0) | ((flags & kSyncWrite) != 0 ? kWriting : 0);
  const bool ends = (flags & kSyncEnd) != 0;
  const uint32_t before = ends ? change(fd, 0, accesses) : change(fd, accesses);
  const uint32_t expected = ends ? accesses : 0;
  if ((before & accesses) != expected)
    violation(ends ? "sync-end-without-start" : "sync-start-twice", fd, "flags " + std::to_string(flags));
  return 0;
}

}  // namespace virtwl
