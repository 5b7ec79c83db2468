#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "check.h"
#include "mask.h"

using namespace decant;
using decant::test::errno_of;

namespace {

constexpr uint32_t kWidth = 5;
constexpr uint32_t kHeight = 4;
constexpr uint32_t kStride = 24;
constexpr uint32_t kOffset = 8;
constexpr size_t kBytes = 4096;

struct Picture {
  Picture() : fd(create_memfd("picture", kBytes)), mapping(fd.get(), kBytes, true) {
    image.mapping = &mapping;
    std::memset(mapping.memory(), 0x40, kBytes);
  }
  uint32_t pixel(uint32_t x, uint32_t y) const {
    uint32_t value = 0;
    std::memcpy(&value, static_cast<const uint8_t*>(mapping.memory()) + kOffset + y * kStride + x * 4, 4);
    return value;
  }

  UniqueFd fd;
  Mapping mapping;
  Image image{
      .mapping = nullptr,
      .width = kWidth,
      .height = kHeight,
      .plane_count = 1,
      .planes = {{{.offset = kOffset, .stride = kStride, .sample_bytes = 4, .x_shift = 0, .y_shift = 0}}}};
};

bool within(uint32_t x, uint32_t y, uint32_t left, uint32_t top, uint32_t right, uint32_t bottom) {
  return x >= left && x < right && y >= top && y < bottom;
}

}  // namespace

TEST("what is damaged is clear outside of the shape and opaque inside, all else stays") {
  const Picture picture;
  Region damage;
  damage.add(1, 0, 100, 3);
  Region shape(kMaxShapeRects);
  shape.add(-10, 1, 13, 100);
  CHECK(mask_image(damage, shape, true, picture.image) == CopyResult::kDone);
  for (uint32_t y = 0; y < kHeight; y++) {
    for (uint32_t x = 0; x < kWidth; x++) {
      uint32_t wanted = 0x40404040;
      if (within(x, y, 1, 0, kWidth, 3)) wanted = within(x, y, 0, 1, 3, kHeight) ? 0xff404040 : 0;
      CHECK(picture.pixel(x, y) == wanted);
    }
  }
  CHECK(picture.pixel(kWidth, 1) == 0x40404040);
}

TEST("an image with alpha keeps it inside of the shape") {
  const Picture picture;
  Region damage;
  damage.add(0, 0, kWidth, kHeight);
  Region shape(kMaxShapeRects);
  shape.add(0, 0, 1, 1);
  CHECK(mask_image(damage, shape, false, picture.image) == CopyResult::kDone);
  CHECK(picture.pixel(0, 0) == 0x40404040);
  CHECK(picture.pixel(1, 0) == 0);
}

TEST("a shape may have thousands of rectangles, and those of a thousand rows count each") {
  Region shape(kMaxShapeRects);
  for (int32_t i = 0; i < kMaxShapeRects; i++) shape.add(i % 7, i, 3, 1);
  int count = 0;
  shape.boxes(&count);
  CHECK(count == kMaxShapeRects);
  shape.add(0, kMaxShapeRects + 1, 1, 1);
  shape.boxes(&count);
  CHECK(count == 1);
}

TEST("an image that does not fit its memory, or has no alpha, is refused") {
  Picture picture;
  Region damage;
  const Region shape;
  picture.image.height = 1000;
  CHECK(errno_of([&] { mask_image(damage, shape, true, picture.image); }) == EINVAL);
  picture.image.height = kHeight;
  picture.image.planes[0].sample_bytes = 2;
  CHECK(errno_of([&] { mask_image(damage, shape, true, picture.image); }) == EINVAL);
}

TEST("memory that is taken away while it is masked is found out") {
  const Picture picture;
  CHECK(ftruncate(picture.fd.get(), 0) == 0);
  Region damage;
  damage.add(0, 0, kWidth, kHeight);
  CHECK(mask_image(damage, Region(), true, picture.image) == CopyResult::kTargetTruncated);
}
