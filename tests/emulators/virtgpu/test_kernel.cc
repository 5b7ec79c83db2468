// The guest's kernel: nodes, parameters, contexts, handles.
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "check.h"
#include "dumb_abi.h"
#include "guest.h"

using namespace virtgpu;
using namespace virtgpu::test;

TEST("the node is a character device that all may read and write") {
  struct stat status {};
  CHECK(stat("/dev/dri/renderD128", &status) == 0);
  CHECK(S_ISCHR(status.st_mode));
  CHECK(access("/dev/dri/renderD128", R_OK | W_OK) == 0);
  CHECK(access("/dev/dri/renderD129", F_OK) == -1);
}

TEST("its driver is virtio_gpu") {
  const Node node;
  std::array<char, 16> name{};
  abi::Version version{};
  version.name = name.data();
  version.name_length = name.size();
  CHECK(node.call(abi::kGetVersion, &version) == 0);
  CHECK(std::string(name.data(), version.name_length) == "virtio_gpu");
}

TEST("it has all parameters to seven, the last with the cross-domain set, and no others") {
  const Node node;
  for (uint64_t number = 1; number <= 7; number++) {
    uint32_t value = 0;
    abi::GetParameter argument{number, reinterpret_cast<uintptr_t>(&value)};
    CHECK(node.call(abi::kGetParameter, &argument) == 0);
    CHECK(value != 0);
    if (number == 7) CHECK((value & 1U << kCapabilitySet) != 0);
  }
  uint32_t value = 0;
  abi::GetParameter argument{8, reinterpret_cast<uintptr_t>(&value)};
  CHECK(node.call(abi::kGetParameter, &argument) == EINVAL);
}

TEST("the cross-domain set has a channel of Wayland") {
  const Node node;
  std::array<uint32_t, 4> words{};
  abi::GetCapabilities argument{kCapabilitySet, 0, reinterpret_cast<uintptr_t>(words.data()), sizeof words,
                                0};
  CHECK(node.call(abi::kGetCapabilities, &argument) == 0);
  CHECK((words[1] & 1U << kChannelWayland) != 0);
  argument.set = 3;
  CHECK(node.call(abi::kGetCapabilities, &argument) == EINVAL);
}

TEST("an open node has one context") {
  const Node node;
  CHECK(node.init_context(3) == EINVAL);
  CHECK(node.init_context() == 0);
  CHECK(node.init_context() == EEXIST);
}

TEST("memory of the guest's is mapped by the node's descriptor") {
  const Node node;
  node.init_context();
  const Ring ring = node.make_ring();
  CHECK(ring.memory != nullptr);
  std::memcpy(ring.memory, "seen", 4);
  const UniqueFd fd = node.fd_of(ring.handle);
  std::array<char, 4> text{};
  CHECK(pread(fd.get(), text.data(), text.size(), 0) == 4);
  CHECK(std::string(text.data(), 4) == "seen");
  munmap(ring.memory, kPage);
}

TEST("a buffer has one handle however often it is imported, and one close ends it") {
  const Line line;
  const ImageReply reply = line.query(query_of(64, 16, kR8));
  const abi::CreateBlob blob = line.node.create_blob(abi::kMemoryHost, reply.size, reply.blob_id);
  const UniqueFd fd = line.node.fd_of(blob.handle);
  CHECK(line.node.import(fd.get()) == blob.handle);
  CHECK(line.node.import(fd.get()) == blob.handle);
  CHECK(line.node.close_handle(blob.handle) == 0);
  CHECK(line.node.resource_of(blob.handle) == 0);
  const uint32_t again = line.node.import(fd.get());
  CHECK(again != 0);
  CHECK(again != blob.handle);
  CHECK(line.node.resource_of(again) == blob.resource);
  line.node.close_handle(again);
}

TEST("an event is readable by poll, and is gone when it was read") {
  const Line line;
  CHECK(!ready(line.node.fd(), POLLIN, 0));
  line.poll_channel();
  decant::send(line.far.get(), "x", 1, nullptr, 0);
  CHECK(ready(line.node.fd()));
  abi::Event event{};
  CHECK(read(line.node.fd(), &event, sizeof event) == sizeof event);
  CHECK(event.type == abi::kFenceSignalled);
  CHECK(event.length == sizeof event);
  CHECK(read(line.node.fd(), &event, sizeof event) == -1);
  CHECK(errno == EAGAIN);
}

TEST("a buffer of one program's is known to the others, under handles of their own") {
  const Node drawing;
  dumb_abi::Create create{};
  create.width = 100;
  create.height = 10;
  create.bits = 32;
  CHECK(drawing.call(dumb_abi::kCreate, &create) == 0);
  CHECK(create.pitch == 400);
  const UniqueFd fd = drawing.fd_of(create.handle);
  const Line line;
  const uint32_t handle = line.node.import(fd.get());
  CHECK(handle != 0);
  const uint32_t resource = line.node.resource_of(handle);
  line.node.execute(with(send_of("i"), Identifier::Blob, resource), "i");
  CHECK(hear(line.far.get()).fds.size() == 1);
  line.node.close_handle(handle);
  dumb_abi::Destroy destroy{create.handle};
  CHECK(drawing.call(dumb_abi::kDestroy, &destroy) == 0);
  CHECK(drawing.call(dumb_abi::kDestroy, &destroy) == EINVAL);
}

TEST("a duplicate of the node's descriptor is one of the node, too") {
  const Node node;
  const UniqueFd twin(fcntl(node.fd(), F_DUPFD_CLOEXEC, 0));
  struct stat status {};
  CHECK(fstat(twin.get(), &status) == 0);
  CHECK(S_ISCHR(status.st_mode));
  dumb_abi::Capability capability{dumb_abi::kDumbBuffers, 0};
  CHECK(ioctl(twin.get(), dumb_abi::kGetCapability, &capability) == 0);
  CHECK(capability.value == 1);
}
