#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>
#include <random>
#include <vector>

#include "check.h"
#include "copy.h"

using namespace decant;
using decant::test::errno_of;

namespace {

constexpr size_t kPage = 4096;

// An image in memory of its own, of whole pages, so that a byte too far is noticed.
struct Picture {
  Picture(uint32_t width, uint32_t height, std::vector<Plane> planes, size_t bytes)
      : fd(create_memfd("picture", (bytes + kPage - 1) / kPage * kPage)),
        mapping(fd.get(), (bytes + kPage - 1) / kPage * kPage, true),
        image{.mapping = &mapping,
              .width = width,
              .height = height,
              .plane_count = planes.size(),
              .planes = {}} {
    for (size_t i = 0; i < planes.size(); i++) image.planes[i] = planes[i];
  }
  uint8_t* bytes() const { return static_cast<uint8_t*>(mapping.memory()); }
  void fill(unsigned seed) const {
    std::minstd_rand random(seed);
    for (size_t i = 0; i < mapping.length(); i++) bytes()[i] = static_cast<uint8_t>(random());
  }

  UniqueFd fd;
  Mapping mapping;
  Image image;
};

Picture simple(uint32_t width, uint32_t height, uint32_t sample_bytes, uint32_t stride, uint32_t offset = 0) {
  return {width, height, {{offset, stride, sample_bytes, 0, 0}}, offset + size_t{stride} * height};
}

// What a copy should do, sample by sample.
bool touched(const Region& damage, const Plane& plane, uint32_t x, uint32_t y, const Image& image) {
  int count = 0;
  const pixman_box32_t* boxes = damage.boxes(&count);
  const int64_t left = int64_t{x} << plane.x_shift;
  const int64_t top = int64_t{y} << plane.y_shift;
  const int64_t right = std::min<int64_t>(left + (1 << plane.x_shift), image.width);
  const int64_t bottom = std::min<int64_t>(top + (1 << plane.y_shift), image.height);
  for (int i = 0; i < count; i++) {
    if (boxes[i].x1 < right && boxes[i].x2 > left && boxes[i].y1 < bottom && boxes[i].y2 > top) return true;
  }
  return false;
}

std::vector<uint8_t> expected(const Region& damage, const Picture& source, const Picture& target) {
  std::vector<uint8_t> result(target.bytes(), target.bytes() + target.mapping.length());
  for (size_t i = 0; i < source.image.plane_count; i++) {
    const Plane& from = source.image.planes[i];
    const Plane& to = target.image.planes[i];
    const uint32_t columns = (source.image.width + (1U << from.x_shift) - 1) >> from.x_shift;
    const uint32_t rows = (source.image.height + (1U << from.y_shift) - 1) >> from.y_shift;
    for (uint32_t y = 0; y < rows; y++) {
      for (uint32_t x = 0; x < columns; x++) {
        if (!touched(damage, from, x, y, source.image)) continue;
        std::memcpy(result.data() + to.offset + size_t{y} * to.stride + size_t{x} * to.sample_bytes,
                    source.bytes() + from.offset + size_t{y} * from.stride + size_t{x} * from.sample_bytes,
                    from.sample_bytes);
      }
    }
  }
  return result;
}

void check_copy(const Region& damage, const Picture& source, const Picture& target) {
  source.fill(1);
  target.fill(2);
  const auto wanted = expected(damage, source, target);
  size_t bytes = 0;
  CHECK(copy_damage(damage, source.image, target.image, &bytes) == CopyResult::kDone);
  CHECK(std::memcmp(wanted.data(), target.bytes(), wanted.size()) == 0);
}

void check_copies(const Picture& source, const Picture& target) {
  std::minstd_rand random(7);
  const auto below = [&](uint32_t limit) { return static_cast<int32_t>(random() % limit); };
  const uint32_t width = source.image.width;
  const uint32_t height = source.image.height;
  for (int round = 0; round < 40; round++) {
    Region damage;
    for (int i = below(5); i >= 0; i--)
      damage.add(below(width + 8) - 4, below(height + 8) - 4, below(width + 4), below(height + 4));
    check_copy(damage, source, target);
  }
}

}  // namespace

TEST("damaged pixels and no others are copied, whatever the strides") {
  for (const uint32_t sample_bytes : {1U, 2U, 4U, 8U}) {
    const uint32_t row = 33 * sample_bytes;
    check_copies(simple(33, 21, sample_bytes, row), simple(33, 21, sample_bytes, row));
    check_copies(simple(33, 21, sample_bytes, row + 12, 8), simple(33, 21, sample_bytes, row + 64, 128));
  }
}

TEST("large copies, which go past the cache, have every byte and none beside it") {
  const Picture source = simple(1500, 1600, 4, 6000);
  for (const uint32_t stride : {6000U, 6144U, 6016U}) {
    const Picture target = simple(1500, 1600, 4, stride);
    Region damage;
    damage.add(1, 2, 1497, 1595);
    source.fill(1);
    target.fill(2);
    std::vector<uint8_t> wanted(target.bytes(), target.bytes() + target.mapping.length());
    for (size_t y = 2; y < 1597; y++)
      std::memcpy(&wanted[y * stride + 4], source.bytes() + y * 6000 + 4, size_t{1497} * 4);
    size_t bytes = 0;
    CHECK(copy_damage(damage, source.image, target.image, &bytes) == CopyResult::kDone);
    CHECK(bytes == size_t{1497} * 1595 * 4);
    CHECK(std::memcmp(wanted.data(), target.bytes(), wanted.size()) == 0);
  }
}

TEST("planes of less resolution are copied where a sample is touched") {
  // NV12 and P010: chroma pairs at half the resolution; YUV420: three planes. Odd sizes have a sample over
  // the edge.
  for (const uint32_t bytes : {1U, 2U}) {
    const Picture source(31, 19, {{0, 64, bytes, 0, 0}, {64 * 19, 64, 2 * bytes, 1, 1}}, 64 * 29);
    const Picture target(31, 19, {{0, 72, bytes, 0, 0}, {72 * 19 + 5, 80, 2 * bytes, 1, 1}},
                         72 * 19 + 5 + 800);
    check_copies(source, target);
  }
  const Picture source(31, 19, {{0, 32, 1, 0, 0}, {608, 16, 1, 1, 1}, {768, 16, 1, 1, 1}}, 928);
  const Picture target(31, 19, {{0, 40, 1, 0, 0}, {800, 20, 1, 1, 1}, {1024, 24, 1, 1, 1}}, 1300);
  check_copies(source, target);
}

TEST("bytes are counted, and damage outside counts nothing") {
  const Picture source = simple(100, 100, 4, 400);
  const Picture target = simple(100, 100, 4, 512);
  Region damage;
  damage.add(10, 10, 10, 10);
  damage.add(-50, 200, 1000, 1000);
  damage.add(INT32_MIN, 0, INT32_MAX, 10);
  size_t bytes = 0;
  copy_damage(damage, source.image, target.image, &bytes);
  CHECK(bytes == 400);
}

TEST("an image that does not lie in its memory is refused") {
  const Picture target = simple(10, 10, 4, 40);
  Region damage;
  damage.add(0, 0, 10, 10);
  const auto refused = [&](Plane plane, uint32_t width, uint32_t height) {
    const Picture source(width, height, {plane}, 40 * 10);
    size_t bytes = 0;
    Image wanted = target.image;
    wanted.width = width;
    wanted.height = height;
    return errno_of([&] { copy_damage(damage, source.image, wanted, &bytes); }) == EINVAL;
  };
  CHECK(!refused({0, 40, 4, 0, 0}, 10, 10));
  CHECK(refused({0, 39, 4, 0, 0}, 10, 10));
  CHECK(refused({kPage - 399, 40, 4, 0, 0}, 10, 10));
  CHECK(refused({UINT32_MAX, UINT32_MAX, 4, 0, 0}, 10, 10));
  CHECK(refused({0, 40, 4, 0, 0}, UINT32_MAX, 1));
  CHECK(refused({0, 40, 4, 0, 0}, 10, UINT32_MAX));
  CHECK(refused({0, 40, 4, 0, 0}, 0, 10));
}

TEST("images that are not alike are refused") {
  const Picture source = simple(10, 10, 4, 40);
  size_t bytes = 0;
  CHECK(errno_of([&] { copy_damage({}, source.image, simple(10, 11, 4, 40).image, &bytes); }) == EINVAL);
  CHECK(errno_of([&] { copy_damage({}, source.image, simple(10, 10, 2, 40).image, &bytes); }) == EINVAL);
}

TEST("a file that was cut short is noticed, and reads as zero from then on") {
  const Picture source = simple(64, 64, 4, 256);
  const Picture target = simple(64, 64, 4, 256);
  source.fill(1);
  Region damage;
  damage.add(0, 0, 64, 64);
  CHECK(ftruncate(source.fd.get(), kPage) == 0);
  size_t bytes = 0;
  CHECK(copy_damage(damage, source.image, target.image, &bytes) == CopyResult::kSourceTruncated);
  CHECK(copy_damage(damage, source.image, target.image, &bytes) == CopyResult::kDone);
  CHECK(target.bytes()[0] == 0);
  CHECK(ftruncate(target.fd.get(), 0) == 0);
  const Picture whole = simple(64, 64, 4, 256);
  CHECK(copy_damage(damage, whole.image, target.image, &bytes) == CopyResult::kTargetTruncated);
}

TEST("SIGBUS that has nothing to do with a copy is what it was") {
  const Picture source = simple(8, 8, 4, 32);
  size_t bytes = 0;
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGBUS, SIG_DFL);
    copy_damage({}, source.image, source.image, &bytes);
    raise(SIGBUS);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS);
}

TEST("a read-only mapping is a source") {
  const Picture source = simple(8, 8, 4, 32);
  source.fill(3);
  const Mapping reading(source.fd.get(), kPage, false);
  Image image = source.image;
  image.mapping = &reading;
  const Picture target = simple(8, 8, 4, 32);
  Region damage;
  damage.add(0, 0, 8, 8);
  size_t bytes = 0;
  CHECK(copy_damage(damage, image, target.image, &bytes) == CopyResult::kDone);
  CHECK(std::memcmp(source.bytes(), target.bytes(), 256) == 0);
}
