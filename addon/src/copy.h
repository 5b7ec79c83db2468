// Copies damaged pixels from one image in memory to another, plane by plane.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "mapping.h"
#include "region.h"

namespace decant {

constexpr size_t kMaxPlanes = 3;

// One plane of an image. A sample stands for 2^shift pixels in each direction; sizes are in bytes.
struct Plane {
  uint32_t offset;
  uint32_t stride;
  uint32_t sample_bytes;
  uint32_t x_shift;
  uint32_t y_shift;
};

struct Image {
  const Mapping* mapping;
  uint32_t width;
  uint32_t height;
  size_t plane_count;
  std::array<Plane, kMaxPlanes> planes;
};

enum class CopyResult {
  kDone,
  // The file behind the source, or the target, is shorter than its mapping: what is missing reads as zero
  // from now on.
  kSourceTruncated,
  kTargetTruncated,
};

// Copies the samples that `damage` touches, in pixels, clipped to the images; `*bytes` gets how many bytes
// were copied. Throws EINVAL for images that don't lie in their mapping or differ in anything but offsets and
// strides.
CopyResult copy_damage(const Region& damage, const Image& source, const Image& target, size_t* bytes);

}  // namespace decant
