#include "bare.h"

#include <string.h>

enum { kPixelBytes = 4 };

void bare_rects(void *to, size_t to_stride, const void *from, size_t from_stride,
                const struct bare_rect *rects, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const struct bare_rect *rect = &rects[i];
    char *out = (char *)to + rect->y * to_stride + rect->x * kPixelBytes;
    const char *in = (const char *)from + rect->y * from_stride + rect->x * kPixelBytes;
    for (size_t row = 0; row < rect->height; row++) {
      memcpy(out, in, rect->width * kPixelBytes);
      out += to_stride;
      in += from_stride;
    }
  }
}

void bare_block(void *to, const void *from, size_t length) { memcpy(to, from, length); }

unsigned long bare_read(const void *from, size_t length) {
  unsigned long sum = 0;
  for (size_t i = 0; i + sizeof sum <= length; i += sizeof sum) {
    unsigned long word;
    memcpy(&word, (const char *)from + i, sizeof word);
    sum += word;
  }
  return sum;
}
