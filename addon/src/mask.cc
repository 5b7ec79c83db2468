#include "mask.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "bus_guard.h"
#include "error.h"

namespace decant {

namespace {

constexpr uint32_t kPixelBytes = 4;
// Of the bytes blue, green, red, alpha.
constexpr size_t kAlpha = 3;

void check(const Image& image) {
  const Plane& plane = image.planes[0];
  const uint64_t row_bytes = uint64_t{image.width} * kPixelBytes;
  const bool fits =
      image.plane_count == 1 && image.width > 0 && image.height > 0 && plane.x_shift == 0 &&
      plane.y_shift == 0 && plane.sample_bytes == kPixelBytes && row_bytes <= plane.stride &&
      plane.offset + uint64_t{image.height - 1} * plane.stride + row_bytes <= image.mapping->length();
  if (!fits) throw SystemError("mask", EINVAL, "not an image of pixels with alpha in its memory");
}

template <typename Row>
void each_row(const Region& region, const Image& image, Row&& row) {
  const Plane& plane = image.planes[0];
  int count = 0;
  const pixman_box32_t* boxes = region.boxes(&count);
  for (int i = 0; i < count; i++) {
    const auto width = static_cast<size_t>(boxes[i].x2 - boxes[i].x1);
    for (int32_t y = boxes[i].y1; y < boxes[i].y2; y++) {
      row(static_cast<uint8_t*>(image.mapping->memory()) + plane.offset +
              static_cast<size_t>(y) * plane.stride + static_cast<size_t>(boxes[i].x1) * kPixelBytes,
          width);
    }
  }
}

}  // namespace

CopyResult mask_image(const Region& damage, const Region& shape, bool opaque, const Image& image) {
  check(image);
  Region inside(kMaxShapeRects);
  inside.add(damage);
  const auto limit = uint32_t{INT32_MAX};
  inside.intersect(0, 0, static_cast<int32_t>(std::min(image.width, limit)),
                   static_cast<int32_t>(std::min(image.height, limit)));
  Region outside(kMaxShapeRects);
  outside.add(inside);
  outside.subtract(shape);
  inside.intersect(shape);
  BusGuard guard(*image.mapping, *image.mapping);
  each_row(outside, image,
           [](uint8_t* pixels, size_t width) { std::memset(pixels, 0, width * kPixelBytes); });
  if (opaque) {
    each_row(inside, image, [](uint8_t* pixels, size_t width) {
      for (size_t x = 0; x < width; x++) pixels[x * kPixelBytes + kAlpha] = 0xff;
    });
  }
  return guard.hit(*image.mapping) ? CopyResult::kTargetTruncated : CopyResult::kDone;
}

}  // namespace decant
