// What the device makes, and what it refuses to make.
#include <sys/stat.h>

#include <cstdlib>

#include "check.h"
#include "guest.h"

using namespace virtwl;
using namespace virtwl::test;

namespace {

off_t size_of(int fd) {
  struct stat status {};
  return fstat(fd, &status) == 0 ? status.st_size : -1;
}

}  // namespace

TEST("the device is a character device that may be opened, read and written") {
  struct stat status {};
  CHECK(stat(device_path(), &status) == 0);
  CHECK(S_ISCHR(status.st_mode));
  CHECK(access(device_path(), R_OK | W_OK) == 0);
  CHECK(open_device().get() >= 0);
}

TEST("no other path is the device") {
  const std::string other = std::string(device_path()) + "x";
  CHECK(access(other.c_str(), F_OK) < 0);
  CHECK(!UniqueFd(open(other.c_str(), O_RDWR)));
}

TEST("NEW of an unknown type is EINVAL") { CHECK(make(request(static_cast<NewType>(9))).error == EINVAL); }

TEST("SEND and RECV on the device itself are ENOTTY, as NEW on what it made") {
  const UniqueFd device = open_device();
  CHECK(send(device.get(), "x") == ENOTTY);
  CHECK(receive(device.get()).error == ENOTTY);
  const UniqueFd memory = make(request(NewType::Alloc, 1)).fd;
  New again = request(NewType::Alloc, 1);
  CHECK(ioctl(memory.get(), kIoctlNew, &again) < 0 && errno == ENOTTY);
}

TEST("the device's ioctls on any other descriptor are the kernel's ENOTTY") {
  const UniqueFd other(open("/dev/null", O_RDWR | O_CLOEXEC));
  CHECK(send(other.get(), "x") == ENOTTY);
}

TEST("ALLOC gives whole pages that are mapped and shared, close-on-exec") {
  const UniqueFd memory = make(request(NewType::Alloc, 5000)).fd;
  CHECK(size_of(memory.get()) == 8192);
  CHECK((fcntl(memory.get(), F_GETFD) & FD_CLOEXEC) != 0);
  const Mapping one(memory.get(), 8192);
  const Mapping other(memory.get(), 8192);
  one.pixels()[2000] = 7;
  CHECK(other.pixels()[2000] == 7);
}

TEST("the size of allocated memory cannot be changed") {
  const UniqueFd memory = make(request(NewType::Alloc, 4096)).fd;
  CHECK(ftruncate(memory.get(), 8192) < 0);
  CHECK(ftruncate(memory.get(), 1) < 0);
}

TEST("DMABUF says a padded stride, and where the second plane of NV12 is") {
  const Made rgb = make(dmabuf_request(100, 50, "XR24"));
  CHECK(rgb.error == 0);
  CHECK(rgb.dmabuf.strides[0] == 512 && rgb.dmabuf.offsets[0] == 0 && rgb.dmabuf.strides[1] == 0);
  CHECK(size_of(rgb.fd.get()) >= 512 * 50);
  const Made yuv = make(dmabuf_request(100, 51, "NV12"));
  CHECK(yuv.dmabuf.strides[0] == 256 && yuv.dmabuf.strides[1] == 256 && yuv.dmabuf.offsets[1] == 256 * 51);
  CHECK(size_of(yuv.fd.get()) >= 256 * (51 + 26));
}

TEST("DMABUF of size 0 or of an unknown format is EINVAL: there are dmabufs, but not this one") {
  CHECK(make(dmabuf_request(0, 0, "")).error == EINVAL);
  CHECK(make(dmabuf_request(10, 10, "ZZZZ")).error == EINVAL);
}

TEST("DMABUF is ENOTTY where the host has none") {
  setenv("EMULATED_VIRTWL_DMABUF", "off", 1);
  const int error = make(dmabuf_request(0, 0, "")).error;
  unsetenv("EMULATED_VIRTWL_DMABUF");
  CHECK(error == ENOTTY);
}

TEST("a write bracket of a dmabuf may be opened and closed again and again") {
  const UniqueFd dmabuf = make(dmabuf_request(8, 8, "AR24")).fd;
  const size_t before = noted("sync-start-twice") + noted("sync-end-without-start");
  for (int i = 0; i < 2; i++) {
    CHECK(sync(dmabuf.get(), kSyncWrite) == 0);
    CHECK(sync(dmabuf.get(), kSyncWrite | kSyncEnd) == 0);
  }
  CHECK(noted("sync-start-twice") + noted("sync-end-without-start") == before);
}

TEST("a bracket that is opened twice, or closed without being open, is noted") {
  const UniqueFd dmabuf = make(dmabuf_request(8, 8, "AR24")).fd;
  const size_t starts = noted("sync-start-twice");
  const size_t ends = noted("sync-end-without-start");
  sync(dmabuf.get(), kSyncWrite);
  sync(dmabuf.get(), kSyncWrite);
  CHECK(noted("sync-start-twice") == starts + 1);
  sync(dmabuf.get(), kSyncWrite | kSyncEnd);
  sync(dmabuf.get(), kSyncWrite | kSyncEnd);
  CHECK(noted("sync-end-without-start") == ends + 1);
}

TEST("DMABUF_SYNC with unknown flags, or on memory that is no dmabuf, is EINVAL and noted") {
  const UniqueFd dmabuf = make(dmabuf_request(8, 8, "AR24")).fd;
  const UniqueFd memory = make(request(NewType::Alloc, 1)).fd;
  const size_t flags = noted("sync-flags");
  CHECK(sync(dmabuf.get(), 8) == EINVAL);
  CHECK(noted("sync-flags") == flags + 1);
  CHECK(sync(memory.get(), kSyncWrite) == EINVAL);
}

TEST("2047 things may exist at a time, and a closed one makes room for another") {
  std::vector<UniqueFd> all;
  int error = 0;
  // Memory that stays mapped keeps its id: few descriptors are needed.
  std::vector<void*> mapped;
  while (error == 0 && mapped.size() < 3000) {
    const Made made = make(request(NewType::Alloc, 1));
    error = made.error;
    if (made.fd) mapped.push_back(mmap(nullptr, 4096, PROT_READ, MAP_SHARED, made.fd.get(), 0));
  }
  CHECK(error == ENOSPC);
  CHECK(mapped.size() == kMaxIds);
  munmap(mapped.back(), 4096);
  CHECK(make(request(NewType::Alloc, 1)).error == 0);
  for (void* each : mapped) munmap(each, 4096);
}
