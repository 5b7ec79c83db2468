#include <cstdint>
#include <cstring>
#include <random>
#include <vector>

#include "check.h"
#include "stream.h"

using namespace decant;

TEST("rows of any length and alignment are streamed as memcpy would copy them") {
  std::minstd_rand random(6);
  for (int round = 0; round < 2000; round++) {
    const auto some = [&random](unsigned most) { return static_cast<size_t>(random() % (most + 1)); };
    const size_t row = some(300);
    const size_t rows = some(4);
    const size_t from_stride = row + some(70);
    const size_t to_stride = row + some(70);
    const size_t from_offset = some(70);
    const size_t to_offset = some(70);
    std::vector<uint8_t> from(from_offset + rows * from_stride + 1);
    std::vector<uint8_t> to(to_offset + rows * to_stride + 1);
    for (size_t i = 0; i < from.size(); i++) from[i] = static_cast<uint8_t>(i % 250 + 1);
    std::vector<uint8_t> expected = to;
    for (size_t i = 0; i < rows; i++)
      std::memcpy(&expected[to_offset + i * to_stride], &from[from_offset + i * from_stride], row);
    stream_rows(to.data() + to_offset, to_stride, from.data() + from_offset, from_stride, row, rows);
    CHECK(to == expected);
  }
}
