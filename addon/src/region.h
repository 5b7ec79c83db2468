// Sets of pixels as rectangles: pixman's regions, kept from overflowing and from growing without limit.
#pragma once

#include <pixman.h>

#include <cstddef>
#include <cstdint>

namespace decant {

// A region of more rectangles than this becomes its extents: copying some pixels too many costs less than
// minding every speck of a client that damages single pixels by the thousand.
constexpr int kMaxRegionRects = 256;
// The same for shapes of windows, whose every row may differ.
constexpr int kMaxShapeRects = 4096;

class Region {
 public:
  Region() : Region(kMaxRegionRects) {}
  explicit Region(int max_rects) : max_rects_(max_rects) { pixman_region32_init(&region_); }
  ~Region() { pixman_region32_fini(&region_); }
  Region(const Region&) = delete;
  Region& operator=(const Region&) = delete;

  // Adds the rectangle, cut off where 32 bits end. Nothing for a width or height that is not positive.
  void add(int32_t x, int32_t y, int32_t width, int32_t height);
  void add(const Region& other);
  // Cuts off all that is outside of the rectangle.
  void intersect(int32_t x, int32_t y, int32_t width, int32_t height);
  // Cuts off all that is outside of the other, and all that is inside of it. The result may have any number
  // of rectangles.
  void intersect(const Region& other);
  void subtract(const Region& other);
  void clear() { pixman_region32_clear(&region_); }

  bool empty() const { return !pixman_region32_not_empty(&region_); }
  const pixman_box32_t& extents() const { return *pixman_region32_extents(&region_); }
  // Boxes that do not overlap, from top to bottom; valid until the next change.
  const pixman_box32_t* boxes(int* count) const { return pixman_region32_rectangles(&region_, count); }

 private:
  void limit();

  int max_rects_;
  // pixman's reading functions take no const pointer.
  mutable pixman_region32_t region_;
};

}  // namespace decant
