// What needs no device; the rest is tried against the emulated one (tests/emulators/virtgpu).
#include <cerrno>
#include <utility>
#include <vector>

#include "check.h"
#include "virtgpu.h"
#include "virtgpu_abi.h"

using namespace decant;
using decant::test::errno_of;
using decant::test::open_descriptors;

namespace {

// Notes which handles were closed, as the kernel would see it.
class Kernel final : public GemOwner {
 public:
  GemHandle import(uint32_t handle) {
    references.add(handle);
    return {this, handle};
  }
  void release(uint32_t handle) noexcept override {
    if (references.drop(handle)) closed.push_back(handle);
  }
  GemReferences references;
  std::vector<uint32_t> closed;
};

}  // namespace

TEST("the ioctls have the numbers of the kernel's") {
  using namespace virtgpu_abi;
  CHECK(kGetVersion == 0xc0406400);
  CHECK(kGemClose == 0x40086409);
  CHECK(kPrimeToFd == 0xc00c642d);
  CHECK(kPrimeToHandle == 0xc00c642e);
  CHECK(kMap == 0xc0106441);
  CHECK(kExecute == 0xc0286442);
  CHECK(kGetParameter == 0xc0106443);
  CHECK(kResourceInfo == 0xc0106445);
  CHECK(kWait == 0xc0086448);
  CHECK(kGetCapabilities == 0xc0186449);
  CHECK(kCreateBlob == 0xc030644a);
  CHECK(kInitContext == 0xc010644b);
}

TEST("a handle is closed when the last of its holders lets go, once") {
  Kernel kernel;
  {
    const GemHandle first = kernel.import(7);
    { const GemHandle second = kernel.import(7); }
    CHECK(kernel.closed.empty());
    CHECK(kernel.references.size() == 1);
  }
  CHECK(kernel.closed == std::vector<uint32_t>{7});
  kernel.release(7);
  CHECK(kernel.closed.size() == 1);
}

TEST("a handle that was moved or handed over is closed by its new holder only") {
  Kernel kernel;
  GemHandle first = kernel.import(1);
  GemHandle second = std::move(first);
  second = kernel.import(2);
  CHECK(kernel.closed == std::vector<uint32_t>{1});
  const uint32_t taken = second.release();
  second = GemHandle();
  CHECK(kernel.closed.size() == 1);
  kernel.release(taken);
  CHECK(kernel.closed.size() == 2);
}

TEST("what is no DRM node says so, call by call, and leaves no descriptor") {
  const size_t before = open_descriptors();
  {
    VirtgpuDevice device("/dev/null");
    CHECK(errno_of([&] { device.driver(); }) == ENOTTY);
    CHECK(errno_of([&] { device.parameter(1); }) == ENOTTY);
    CHECK(errno_of([&] { device.capabilities(5); }) == ENOTTY);
    CHECK(errno_of([&] { device.init_context(5, 2, 2); }) == ENOTTY);
    CHECK(errno_of([&] { device.create_shared(4096); }) == ENOTTY);
    CHECK(errno_of([&] { device.open_blob(1, 4096); }) == ENOTTY);
    CHECK(errno_of([&] { device.import(0); }) == ENOTTY);
    CHECK(errno_of([&] { device.execute("x", 1, 0, 0); }) == ENOTTY);
    CHECK(errno_of([&] { device.wait(1, 0); }) == ENOTTY);
    CHECK(device.handle_count() == 0);
    CHECK(device.read_event() == 0);
  }
  CHECK(open_descriptors() == before);
}

TEST("a node that is not there is an error that names it") {
  CHECK(errno_of([] { VirtgpuDevice device("/dev/nowhere"); }) == ENOENT);
}
