// How fast the addon's copies are beside bare loops between the same mappings, in turn, in one process.
//
//   copy SECONDS
//
// Prints a line of JSON: for each case the best time of either in microseconds, the bytes of one copy, and
// the median over all pairs of the ratio of their speeds (above 1: the addon is faster). Fails if what was
// copied is not what the bare loop copies.

#include "copy.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <vector>

#include "bare.h"
#include "mapping.h"

namespace {

using namespace decant;
using Clock = std::chrono::steady_clock;

constexpr size_t kWidth = 3840;
constexpr size_t kHeight = 2160;
constexpr size_t kRow = kWidth * 4;
// As a GPU's allocator would have it: rows begin at multiples of 256 bytes, with some to spare.
constexpr size_t kPaddedRow = kRow + 256;

struct Case {
  const char* name;
  size_t to_stride;
  // Whether the target is read after each copy, as the host would, and the time of that counts.
  bool is_read;
  std::vector<bare_rect> rects;
};

struct Sides {
  std::function<size_t()> ours;
  std::function<void()> bare;
};

[[noreturn]] void fail(const char* why) {
  std::fprintf(stderr, "copy: %s\n", why);
  std::exit(1);
}

// 64 rectangles of 32×32 that do not touch, on a grid of 8×8 and off its lines.
std::vector<bare_rect> scattered() {
  std::vector<bare_rect> rects;
  for (size_t i = 0; i < 64; i++)
    rects.push_back({i % 8 * 480 + i * 37 % 400, i / 8 * 270 + i * 53 % 200, 32, 32});
  return rects;
}

double microseconds(const std::function<void()>& work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

double middle(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Ours and the bare one in turn, each first every other time, for `seconds`.
void measure(const Case& each, const Sides& sides, double seconds, bool is_last) {
  std::vector<double> ours, bare, ratios;
  size_t bytes = 0;
  const auto run_ours = [&] { ours.push_back(microseconds([&] { bytes = sides.ours(); })); };
  const auto run_bare = [&] { bare.push_back(microseconds(sides.bare)); };
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  for (bool flip = false; Clock::now() < end || ratios.size() < 3; flip = !flip) {
    if (flip) run_bare();
    run_ours();
    if (!flip) run_bare();
    ratios.push_back(bare.back() / ours.back());
  }
  std::printf("\"%s\":{\"bytes\":%zu,\"ours\":%.3f,\"bare\":%.3f,\"ratio\":%.4f}%s", each.name, bytes,
              middle(ours), middle(bare), middle(ratios), is_last ? "" : ",");
}

void copy_bare(const Case& each, const Mapping& from, const Mapping& to) {
  if (each.rects.size() == 1 && each.to_stride == kRow) {
    bare_block(to.memory(), from.memory(), kRow * kHeight);
  } else {
    bare_rects(to.memory(), each.to_stride, from.memory(), kRow, each.rects.data(), each.rects.size());
  }
}

Image image_of(const Mapping& mapping, size_t stride) {
  const auto stride_bytes = static_cast<uint32_t>(stride);
  return {
      .mapping = &mapping,
      .width = kWidth,
      .height = kHeight,
      .plane_count = 1,
      .planes = {Plane{.offset = 0, .stride = stride_bytes, .sample_bytes = 4, .x_shift = 0, .y_shift = 0}}};
}

void run(const Case& each, const Mapping& from, const Mapping& to, double seconds, bool is_last) {
  const Image source = image_of(from, kRow);
  const Image target = image_of(to, each.to_stride);
  Region region;
  for (const bare_rect& rect : each.rects)
    region.add(static_cast<int32_t>(rect.x), static_cast<int32_t>(rect.y), static_cast<int32_t>(rect.width),
               static_cast<int32_t>(rect.height));
  unsigned long sum = 0;
  const auto read = [&] {
    if (each.is_read) sum += bare_read(to.memory(), kRow * kHeight);
  };
  const Sides sides{[&] {
                      size_t bytes = 0;
                      copy_damage(region, source, target, &bytes);
                      read();
                      return bytes;
                    },
                    [&] {
                      copy_bare(each, from, to);
                      read();
                    }};
  std::memset(to.memory(), 0, to.length());
  sides.bare();
  const std::vector<char> expected(static_cast<char*>(to.memory()),
                                   static_cast<char*>(to.memory()) + to.length());
  std::memset(to.memory(), 0, to.length());
  sides.ours();
  if (std::memcmp(expected.data(), to.memory(), to.length()) != 0) fail("the pixels are not the same");
  measure(each, sides, seconds, is_last);
  // Without a use for the sum the reading might be left out.
  if (sum == 1) std::fputs("\n", stderr);
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc == 2 ? std::strtod(argv[1], nullptr) : 0;
  if (seconds <= 0) {
    std::fputs("usage: copy SECONDS\n", stderr);
    return 2;
  }
  const UniqueFd client = create_memfd("client", kRow * kHeight);
  const UniqueFd host = create_memfd("host", kPaddedRow * kHeight);
  const Mapping from(client.get(), kRow * kHeight, true);
  const Mapping to(host.get(), kPaddedRow * kHeight, true);
  for (size_t i = 0; i < from.length(); i++)
    static_cast<char*>(from.memory())[i] = static_cast<char>(i * 31 + i / 4096 + 1);
  const bare_rect full{0, 0, kWidth, kHeight};
  std::printf("{");
  run({"full", kRow, false, {full}}, from, to, seconds, false);
  run({"read", kRow, true, {full}}, from, to, seconds, false);
  run({"strides", kPaddedRow, false, {full}}, from, to, seconds, false);
  run({"scattered", kRow, false, scattered()}, from, to, seconds, true);
  std::printf("}\n");
}
