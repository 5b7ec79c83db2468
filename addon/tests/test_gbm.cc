// Buffers need a graphics device, which tests/vm/ has; here is what is said where there is none.
#include <cerrno>

#include "check.h"
#include "dma_buf.h"
#include "gbm.h"
#include "mapping.h"

using namespace decant;
using decant::test::errno_of;

TEST("a path that is not there is no DRM node, nor is a device of another kind") {
  CHECK(errno_of([] { open_drm("/nonexistent/renderD128"); }) == ENOENT);
  CHECK(errno_of([] { open_drm("/dev/null"); }) == ENODEV);
  CHECK(errno_of([] { GbmDevice::open("/dev/null"); }) == ENODEV);
}

TEST("what can be read has been drawn, and it is said at once") {
  int ends[2];
  CHECK(pipe(ends) == 0);
  const UniqueFd reading(ends[0]);
  const UniqueFd writing(ends[1]);
  CHECK(!is_drawn(reading.get()));
  CHECK(write(writing.get(), "x", 1) == 1);
  CHECK(is_drawn(reading.get()));
}

TEST("memory that is no dmabuf has no brackets") {
  const UniqueFd fd = create_memfd("test", 4096);
  CHECK(errno_of([&] { sync_dma_buf_write(fd.get(), true); }) == ENOTTY);
}
