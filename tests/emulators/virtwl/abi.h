// The virtwl device's interface as its Linux driver has it (drivers/virtio/virtio_wl.c,
// include/uapi/linux/virtwl.h of the ChromeOS kernels): numbers and layouts, nothing else.
#pragma once

#include <cstddef>
#include <cstdint>

namespace virtwl {

inline constexpr uint32_t kIoctlNew = 0xc0307700;
inline constexpr uint32_t kIoctlSend = 0x80747701;
inline constexpr uint32_t kIoctlRecv = 0x40747702;
inline constexpr uint32_t kIoctlDmabufSync = 0x80047703;

inline constexpr size_t kMaxFds = 28;
// Bytes of payload in one transaction of one 4096-byte page.
inline constexpr size_t kSendPayload = 3980;
inline constexpr size_t kReceivePayload = 3968;
// Ids of one virtual machine: 1 to 2047.
inline constexpr size_t kMaxIds = 2047;

enum class NewType : uint32_t {
  Context = 0,
  Alloc = 1,
  PipeRead = 2,
  PipeWrite = 3,
  Dmabuf = 4,
  NamedContext = 5,
};

struct DmabufShape {
  uint32_t width;
  uint32_t height;
  uint32_t format;  // DRM fourcc
  uint32_t strides[3];
  uint32_t offsets[3];
};

struct New {
  NewType type;
  int32_t fd;
  uint32_t flags;
  union {
    uint32_t size;
    DmabufShape dmabuf;
    char name[32];
  };
};

struct Transaction {
  int32_t fds[kMaxFds];
  uint32_t length;
  // The payload follows.
};

struct DmabufSync {
  uint32_t flags;
};

// Flags of DMABUF_SYNC, as those of linux/dma-buf.h. Start is the absence of End.
inline constexpr uint32_t kSyncRead = 1;
inline constexpr uint32_t kSyncWrite = 2;
inline constexpr uint32_t kSyncEnd = 4;

static_assert(sizeof(New) == 48 && offsetof(New, size) == 12 && offsetof(New, dmabuf.strides) == 24);
static_assert(sizeof(Transaction) == 116 && offsetof(Transaction, length) == 112);
static_assert(sizeof(DmabufSync) == 4);

inline uint8_t* payload(Transaction* transaction) {
  return reinterpret_cast<uint8_t*>(transaction) + sizeof(Transaction);
}

}  // namespace virtwl
