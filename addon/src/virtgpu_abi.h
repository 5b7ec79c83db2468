// Structures and ioctls of the kernel's virtio-gpu driver (include/uapi/drm/virtgpu_drm.h and drm.h): those
// that a cross-domain context needs. The headers that distributions ship with libdrm are older than blobs and
// contexts.
#pragma once

#include <sys/ioctl.h>

#include <cstddef>
#include <cstdint>

namespace decant::virtgpu_abi {

struct Version {
  int32_t major;
  int32_t minor;
  int32_t patch;
  size_t name_length;
  char* name;
  size_t date_length;
  char* date;
  size_t description_length;
  char* description;
};

struct GemClose {
  uint32_t handle;
  uint32_t pad;
};

struct Prime {
  uint32_t handle;
  uint32_t flags;
  int32_t fd;
};

struct Map {
  uint64_t offset;
  uint32_t handle;
  uint32_t pad;
};

struct Execute {
  uint32_t flags;
  uint32_t size;
  uint64_t command;
  uint64_t handles;
  uint32_t handle_count;
  int32_t fence_fd;
  uint32_t ring;
  uint32_t pad;
};

struct GetParameter {
  uint64_t parameter;
  uint64_t value;
};

struct ResourceInfo {
  uint32_t handle;
  uint32_t resource;
  uint32_t size;
  uint32_t blob_memory;
};

struct Wait {
  uint32_t handle;
  uint32_t flags;
};

struct GetCapabilities {
  uint32_t set;
  uint32_t version;
  uint64_t address;
  uint32_t size;
  uint32_t pad;
};

struct CreateBlob {
  uint32_t memory;
  uint32_t flags;
  uint32_t handle;
  uint32_t resource;
  uint64_t size;
  uint32_t pad;
  uint32_t command_size;
  uint64_t command;
  uint64_t blob_id;
};

struct ContextParameter {
  uint64_t parameter;
  uint64_t value;
};

struct InitContext {
  uint32_t count;
  uint32_t pad;
  uint64_t parameters;
};

struct Event {
  uint32_t type;
  uint32_t length;
};

constexpr unsigned kGetVersion = _IOWR('d', 0x00, Version);
constexpr unsigned kGemClose = _IOW('d', 0x09, GemClose);
constexpr unsigned kPrimeToFd = _IOWR('d', 0x2d, Prime);
constexpr unsigned kPrimeToHandle = _IOWR('d', 0x2e, Prime);
constexpr unsigned kMap = _IOWR('d', 0x41, Map);
constexpr unsigned kExecute = _IOWR('d', 0x42, Execute);
constexpr unsigned kGetParameter = _IOWR('d', 0x43, GetParameter);
constexpr unsigned kResourceInfo = _IOWR('d', 0x45, ResourceInfo);
constexpr unsigned kWait = _IOWR('d', 0x48, Wait);
constexpr unsigned kGetCapabilities = _IOWR('d', 0x49, GetCapabilities);
constexpr unsigned kCreateBlob = _IOWR('d', 0x4a, CreateBlob);
constexpr unsigned kInitContext = _IOWR('d', 0x4b, InitContext);

constexpr uint32_t kExecuteOnRing = 4;
constexpr uint32_t kWaitNot = 1;
constexpr uint32_t kFenceSignalled = 0x90000000;

constexpr uint32_t kMemoryGuest = 1;
constexpr uint32_t kMemoryHost = 2;
constexpr uint32_t kMappable = 1;
constexpr uint32_t kShareable = 2;

constexpr uint64_t kContextCapabilitySet = 1;
constexpr uint64_t kContextRings = 2;
constexpr uint64_t kContextPolledRings = 3;

}  // namespace decant::virtgpu_abi
