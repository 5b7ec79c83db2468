// What a copy is measured against: the same bytes moved by nothing but loops around memcpy.
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bare_rect {
  size_t x, y, width, height;
};

// Rows of `count` rectangles, in pixels of four bytes; strides in bytes.
void bare_rects(void *to, size_t to_stride, const void *from, size_t from_stride,
                const struct bare_rect *rects, size_t count);

// memcpy(3), as a function that no caller's compiler sees into.
void bare_block(void *to, const void *from, size_t length);

// Reads all of it, as whoever is told of the copy would.
unsigned long bare_read(const void *from, size_t length);

#ifdef __cplusplus
}
#endif
