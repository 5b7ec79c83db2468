#include "stream.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace decant {

namespace {

#ifdef __SSE2__
// A cache line, which is written as a whole or not past the cache.
constexpr size_t kLine = 64;

void stream_line(uint8_t* to, const uint8_t* from) {
  for (size_t i = 0; i < kLine; i += sizeof(__m128i)) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i));
    _mm_stream_si128(reinterpret_cast<__m128i*>(to + i), bytes);
  }
}

void stream_row(uint8_t* to, const uint8_t* from, size_t bytes) {
  const size_t before = std::min(bytes, (kLine - reinterpret_cast<uintptr_t>(to) % kLine) % kLine);
  std::memcpy(to, from, before);
  size_t done = before;
  for (; bytes - done >= kLine; done += kLine) stream_line(to + done, from + done);
  std::memcpy(to + done, from + done, bytes - done);
}

// Whoever is told of the copy afterwards sees all of it.
void finish() { _mm_sfence(); }
#else
void stream_row(uint8_t* to, const uint8_t* from, size_t bytes) { std::memcpy(to, from, bytes); }
void finish() {}
#endif

}  // namespace

void stream_rows(uint8_t* to, size_t to_stride, const uint8_t* from, size_t from_stride, size_t row_bytes,
                 size_t rows) {
  for (; rows > 0; rows--, to += to_stride, from += from_stride) stream_row(to, from, row_bytes);
  finish();
}

}  // namespace decant
