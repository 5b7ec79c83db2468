// Images on a device of this machine, by libgbm: linear, so that the processor can write them through a
// mapping of their prime descriptor. A module of its own, since only peers with such a driver load libgbm.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "unique_fd.h"

struct gbm_bo;
struct gbm_device;

namespace decant {

constexpr size_t kGbmMaxPlanes = 4;

// A DRM node that was opened, and the name of its kernel driver.
struct DrmNode {
  UniqueFd fd;
  std::string driver;
};

// Throws ENODEV for a file that is no DRM node.
DrmNode open_drm(const std::string& path);

class GbmDevice;

// Lives as long as somebody may use its pixels, and keeps its device.
struct GbmImage {
  std::shared_ptr<GbmDevice> device;
  std::unique_ptr<gbm_bo, void (*)(gbm_bo*)> bo;
  // Of all planes, and may be mapped for writing.
  UniqueFd fd;
  // Size of that file.
  size_t bytes;
  // DRM_FORMAT_MOD_INVALID where the driver does not say.
  uint64_t modifier;
  size_t plane_count;
  // In bytes.
  std::array<uint32_t, kGbmMaxPlanes> strides;
  std::array<uint32_t, kGbmMaxPlanes> offsets;
};

class GbmDevice : public std::enable_shared_from_this<GbmDevice> {
 public:
  // Throws ENODEV where no driver of libgbm serves the node.
  static std::shared_ptr<GbmDevice> open(const std::string& path);
  ~GbmDevice();
  GbmDevice(const GbmDevice&) = delete;
  GbmDevice& operator=(const GbmDevice&) = delete;

  // Whether the device can draw into images of that layout. DRM_FORMAT_MOD_INVALID: one that is not said.
  bool draws(uint32_t format, uint64_t modifier) const;
  // A linear image. `format` is a fourcc. Throws what the driver says of one that it does not have.
  GbmImage create_image(uint32_t width, uint32_t height, uint32_t format);

 private:
  GbmDevice(UniqueFd fd, gbm_device* device) : fd_(std::move(fd)), device_(device) {}

  UniqueFd fd_;
  gbm_device* device_;
};

}  // namespace decant
