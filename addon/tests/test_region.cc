#include <cstdint>
#include <limits>

#include "check.h"
#include "region.h"

using namespace decant;

namespace {

constexpr int32_t kMax = std::numeric_limits<int32_t>::max();
constexpr int32_t kMin = std::numeric_limits<int32_t>::min();

int count_of(const Region& region) {
  int count = 0;
  region.boxes(&count);
  return count;
}

bool is(const pixman_box32_t& box, int32_t x1, int32_t y1, int32_t x2, int32_t y2) {
  return box.x1 == x1 && box.y1 == y1 && box.x2 == x2 && box.y2 == y2;
}

}  // namespace

TEST("rectangles that overlap count once") {
  Region region;
  CHECK(region.empty());
  region.add(0, 0, 10, 10);
  region.add(5, 0, 10, 10);
  CHECK(count_of(region) == 1 && is(region.extents(), 0, 0, 15, 10));
  region.add(0, 20, 1, 1);
  CHECK(count_of(region) == 2);
  region.clear();
  CHECK(region.empty());
}

TEST("a region takes another in and is cut off at a rectangle") {
  Region region;
  Region other;
  other.add(-5, -5, 100, 100);
  region.add(other);
  region.intersect(0, 0, 20, 10);
  CHECK(is(region.extents(), 0, 0, 20, 10));
  region.intersect(50, 50, 10, 10);
  CHECK(region.empty());
  region.add(other);
  region.intersect(0, 0, 0, 10);
  CHECK(region.empty());
}

TEST("what has no size adds nothing") {
  Region region;
  region.add(0, 0, 0, 10);
  region.add(0, 0, 10, -1);
  region.add(0, 0, kMin, kMin);
  CHECK(region.empty());
}

TEST("rectangles end where 32 bits end") {
  Region region;
  region.add(0, 0, kMax, kMax);
  CHECK(is(region.extents(), 0, 0, kMax, kMax));
  region.clear();
  region.add(kMax - 5, kMax - 7, kMax, kMax);
  CHECK(is(region.extents(), kMax - 5, kMax - 7, kMax, kMax));
  region.clear();
  region.add(kMin, kMin, kMax, kMax);
  CHECK(is(region.extents(), kMin, kMin, -1, -1));
}

TEST("too many rectangles become their extents") {
  Region region;
  for (int32_t i = 0; i < 100'000; i++) region.add((i % 300) * 3, (i / 300) * 3, 1, 1);
  CHECK(count_of(region) <= kMaxRegionRects);
  CHECK(is(region.extents(), 0, 0, 898, 1000));
}
