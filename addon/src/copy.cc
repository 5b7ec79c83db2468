#include "copy.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "bus_guard.h"
#include "error.h"
#include "stream.h"

namespace decant {

namespace {

uint32_t shifted_up(uint32_t value, uint32_t shift) {
  return static_cast<uint32_t>((static_cast<uint64_t>(value) + (1U << shift) - 1) >> shift);
}

// One past the last byte of a plane.
uint64_t plane_end(const Image& image, const Plane& plane) {
  const uint64_t rows = shifted_up(image.height, plane.y_shift);
  const uint64_t row_bytes = uint64_t{shifted_up(image.width, plane.x_shift)} * plane.sample_bytes;
  return plane.offset + (rows - 1) * plane.stride + row_bytes;
}

void check(const Image& image) {
  bool fits = image.width > 0 && image.height > 0 && image.plane_count <= kMaxPlanes;
  for (size_t i = 0; fits && i < image.plane_count; i++) {
    const Plane& plane = image.planes[i];
    fits = plane.x_shift <= 2 && plane.y_shift <= 2 && plane.sample_bytes <= 8 &&
           uint64_t{shifted_up(image.width, plane.x_shift)} * plane.sample_bytes <= plane.stride &&
           plane_end(image, plane) <= image.mapping->length();
  }
  if (!fits) throw SystemError("copy", EINVAL, "an image does not fit its memory");
}

void check_alike(const Image& source, const Image& target) {
  bool alike = source.width == target.width && source.height == target.height &&
               source.plane_count == target.plane_count;
  for (size_t i = 0; alike && i < source.plane_count; i++) {
    const Plane& from = source.planes[i];
    const Plane& to = target.planes[i];
    alike = from.sample_bytes == to.sample_bytes && from.x_shift == to.x_shift && from.y_shift == to.y_shift;
  }
  if (!alike) throw SystemError("copy", EINVAL, "the images are not alike");
}

struct Samples {
  uint32_t x1;
  uint32_t y1;
  uint32_t x2;
  uint32_t y2;
};

// The samples of a plane that a box of pixels touches; the box lies within the image.
Samples samples_of(const pixman_box32_t& box, const Plane& plane) {
  return {.x1 = static_cast<uint32_t>(box.x1) >> plane.x_shift,
          .y1 = static_cast<uint32_t>(box.y1) >> plane.y_shift,
          .x2 = shifted_up(static_cast<uint32_t>(box.x2), plane.x_shift),
          .y2 = shifted_up(static_cast<uint32_t>(box.y2), plane.y_shift)};
}

size_t copy_samples(const Samples& samples, const Image& source, const Image& target, size_t plane) {
  const Plane& from = source.planes[plane];
  const Plane& to = target.planes[plane];
  const size_t row_bytes = size_t{samples.x2 - samples.x1} * from.sample_bytes;
  const size_t rows = samples.y2 - samples.y1;
  const size_t left = size_t{samples.x1} * from.sample_bytes;
  const auto* in = static_cast<const uint8_t*>(source.mapping->memory()) + from.offset +
                   size_t{samples.y1} * from.stride + left;
  auto* out =
      static_cast<uint8_t*>(target.mapping->memory()) + to.offset + size_t{samples.y1} * to.stride + left;
  if (row_bytes >= kStreamedRowBytes && row_bytes * rows >= kStreamedBytes) {
    stream_rows(out, to.stride, in, from.stride, row_bytes, rows);
  } else if (row_bytes == from.stride && row_bytes == to.stride) {
    std::memcpy(out, in, row_bytes * rows);
  } else {
    for (size_t row = 0; row < rows; row++)
      std::memcpy(out + row * to.stride, in + row * from.stride, row_bytes);
  }
  return row_bytes * rows;
}

}  // namespace

CopyResult copy_damage(const Region& damage, const Image& source, const Image& target, size_t* bytes) {
  check(source);
  check(target);
  check_alike(source, target);
  *bytes = 0;
  int count = 0;
  const pixman_box32_t* boxes = damage.boxes(&count);
  const auto width = static_cast<int32_t>(std::min<uint32_t>(source.width, INT32_MAX));
  const auto height = static_cast<int32_t>(std::min<uint32_t>(source.height, INT32_MAX));
  BusGuard guard(*source.mapping, *target.mapping);
  for (int i = 0; i < count; i++) {
    const pixman_box32_t box = {.x1 = std::max(boxes[i].x1, 0),
                                .y1 = std::max(boxes[i].y1, 0),
                                .x2 = std::min(boxes[i].x2, width),
                                .y2 = std::min(boxes[i].y2, height)};
    if (box.x1 >= box.x2 || box.y1 >= box.y2) continue;
    // What is missing is nothing to copy, and may be gigabytes.
    if (guard.hit(*source.mapping)) break;
    for (size_t plane = 0; plane < source.plane_count; plane++) {
      *bytes += copy_samples(samples_of(box, source.planes[plane]), source, target, plane);
    }
  }
  if (guard.hit(*source.mapping)) return CopyResult::kSourceTruncated;
  return guard.hit(*target.mapping) ? CopyResult::kTargetTruncated : CopyResult::kDone;
}

}  // namespace decant
