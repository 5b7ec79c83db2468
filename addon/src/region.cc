#include "region.h"

#include <algorithm>
#include <cerrno>
#include <limits>

#include "error.h"

namespace decant {

namespace {

// pixman computes x + width in 32 bits; it calls what is left of a wrapped rectangle a bug, and drops it.
int32_t fitting(int32_t start, int32_t length) {
  const int64_t end = static_cast<int64_t>(start) + length;
  const int64_t last = std::numeric_limits<int32_t>::max();
  return static_cast<int32_t>(std::min(end, last) - start);
}

void check(pixman_bool_t had_memory) {
  if (!had_memory) throw SystemError("pixman_region32", ENOMEM);
}

}  // namespace

void Region::add(int32_t x, int32_t y, int32_t width, int32_t height) {
  if (width <= 0 || height <= 0) return;
  const auto fitting_width = static_cast<unsigned>(fitting(x, width));
  const auto fitting_height = static_cast<unsigned>(fitting(y, height));
  check(pixman_region32_union_rect(&region_, &region_, x, y, fitting_width, fitting_height));
  limit();
}

void Region::add(const Region& other) {
  check(pixman_region32_union(&region_, &region_, &other.region_));
  limit();
}

void Region::intersect(int32_t x, int32_t y, int32_t width, int32_t height) {
  if (width <= 0 || height <= 0) {
    clear();
    return;
  }
  check(pixman_region32_intersect_rect(&region_, &region_, x, y, static_cast<unsigned>(fitting(x, width)),
                                       static_cast<unsigned>(fitting(y, height))));
}

void Region::intersect(const Region& other) {
  check(pixman_region32_intersect(&region_, &region_, &other.region_));
}

void Region::subtract(const Region& other) {
  check(pixman_region32_subtract(&region_, &region_, &other.region_));
}

void Region::limit() {
  if (pixman_region32_n_rects(&region_) <= max_rects_) return;
  const pixman_box32_t box = extents();
  pixman_region32_reset(&region_, &box);
}

}  // namespace decant
