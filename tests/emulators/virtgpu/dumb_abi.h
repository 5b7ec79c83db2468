// Structures and ioctls of the kernel's dumb buffers (include/uapi/drm/drm_mode.h), with which programs draw
// in software on any DRM node.
#pragma once

#include <sys/ioctl.h>

#include <cstdint>

namespace virtgpu::dumb_abi {

struct Create {
  uint32_t height;
  uint32_t width;
  uint32_t bits;
  uint32_t flags;
  uint32_t handle;
  uint32_t pitch;
  uint64_t size;
};

struct Map {
  uint32_t handle;
  uint32_t pad;
  uint64_t offset;
};

struct Destroy {
  uint32_t handle;
};

struct Capability {
  uint64_t name;
  uint64_t value;
};

constexpr unsigned kGetCapability = _IOWR('d', 0x0c, Capability);
constexpr unsigned kCreate = _IOWR('d', 0xb2, Create);
constexpr unsigned kMap = _IOWR('d', 0xb3, Map);
constexpr unsigned kDestroy = _IOWR('d', 0xb4, Destroy);

// Names of capabilities.
constexpr uint64_t kDumbBuffers = 1;
constexpr uint64_t kPrime = 5;
// Import and export.
constexpr uint64_t kPrimeBoth = 3;

}  // namespace virtgpu::dumb_abi
