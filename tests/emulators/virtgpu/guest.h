// A guest's program that uses the node by raw ioctls, rightly or wrongly: for the emulator's tests.
#pragma once

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>
#include <thread>

#include "bare_host.h"
#include "cross_domain.h"
#include "images.h"
#include "unique_fd.h"
#include "virtgpu_abi.h"

namespace virtgpu::test {

namespace abi = decant::virtgpu_abi;
using decant::UniqueFd;

// One page of a ring.
struct Ring {
  uint32_t handle = 0;
  uint32_t resource = 0;
  uint8_t* memory = nullptr;
};

class Node {
 public:
  Node() : fd_(open("/dev/dri/renderD128", O_RDWR | O_CLOEXEC | O_NONBLOCK)) {}
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  ~Node() {
    for (const Ring& ring : rings)
      if (ring.memory != nullptr) munmap(ring.memory, kPage);
  }

  int fd() const { return fd_.get(); }

  // The errno of an ioctl, 0 if it went.
  int call(unsigned request, void* argument) const { return ioctl(fd(), request, argument) < 0 ? errno : 0; }

  int init_context(uint64_t set = kCapabilitySet) const {
    std::array<abi::ContextParameter, 3> parameters = {{{1, set}, {2, 2}, {3, 2}}};
    abi::InitContext argument{3, 0, reinterpret_cast<uintptr_t>(parameters.data())};
    return call(abi::kInitContext, &argument);
  }

  abi::CreateBlob create_blob(uint32_t memory, uint64_t size, uint64_t id) const {
    abi::CreateBlob argument{};
    argument.memory = memory;
    argument.flags = memory == abi::kMemoryGuest ? abi::kMappable : abi::kMappable | abi::kShareable;
    argument.size = size;
    argument.blob_id = id;
    call(abi::kCreateBlob, &argument);
    return argument;
  }

  Ring make_ring() const {
    const abi::CreateBlob blob = create_blob(abi::kMemoryGuest, kPage, 0);
    abi::Map argument{};
    argument.handle = blob.handle;
    call(abi::kMap, &argument);
    void* memory =
        mmap(nullptr, kPage, PROT_READ | PROT_WRITE, MAP_SHARED, fd(), static_cast<off_t>(argument.offset));
    return {blob.handle, blob.resource, memory == MAP_FAILED ? nullptr : static_cast<uint8_t*>(memory)};
  }

  UniqueFd fd_of(uint32_t handle) const {
    abi::Prime argument{handle, O_CLOEXEC | O_RDWR, -1};
    call(abi::kPrimeToFd, &argument);
    return UniqueFd(argument.fd);
  }

  // 0 if the descriptor is no buffer.
  uint32_t import(int descriptor) const {
    abi::Prime argument{0, 0, descriptor};
    return call(abi::kPrimeToHandle, &argument) == 0 ? argument.handle : 0;
  }

  uint32_t resource_of(uint32_t handle) const {
    abi::ResourceInfo argument{handle, 0, 0, 0};
    return call(abi::kResourceInfo, &argument) == 0 ? argument.resource : 0;
  }

  int close_handle(uint32_t handle) const {
    abi::GemClose argument{handle, 0};
    return call(abi::kGemClose, &argument);
  }

  // Submits the bytes of a message, with what comes after it.
  template <typename Message>
  int execute(Message message, const std::string& data = "", int ring = -1, uint32_t handle = 0) const {
    std::string bytes(reinterpret_cast<const char*>(&message), sizeof message);
    return execute_bytes(bytes + data, ring, handle);
  }

  int execute_bytes(const std::string& bytes, int ring = -1, uint32_t handle = 0) const {
    abi::Execute argument{};
    argument.flags = ring < 0 ? 0 : abi::kExecuteOnRing;
    argument.size = static_cast<uint32_t>(bytes.size());
    argument.command = reinterpret_cast<uintptr_t>(bytes.data());
    argument.handles = reinterpret_cast<uintptr_t>(&handle);
    argument.handle_count = handle == 0 ? 0 : 1;
    argument.ring = ring < 0 ? 0 : static_cast<uint32_t>(ring);
    return call(abi::kExecute, &argument);
  }

  std::array<Ring, 2> rings;

 private:
  UniqueFd fd_;
};

inline Header header(Command command, size_t size, uint8_t ring = 0) {
  return {command, ring, static_cast<uint16_t>(size), 0};
}

inline Init init_of(const Node& node) {
  return {header(Command::Init, sizeof(Init)), node.rings[0].resource, node.rings[1].resource,
          kChannelWayland};
}

// A SEND of these bytes, right but for what a test changes.
inline Transfer send_of(const std::string& data) {
  Transfer head{};
  head.header = header(Command::Send, sizeof head + data.size());
  head.length = static_cast<uint32_t>(data.size());
  return head;
}

inline Transfer with(Transfer head, Identifier type, uint32_t id) {
  head.types.at(head.count) = type;
  head.ids.at(head.count++) = id;
  return head;
}

inline PipeData write_of(uint32_t id, const std::string& data, bool hang_up = false) {
  PipeData head{};
  head.header = header(Command::Write, sizeof head + data.size());
  head.id = id;
  head.hang_up = hang_up ? 1 : 0;
  head.length = static_cast<uint32_t>(data.size());
  return head;
}

inline Requirements query_of(uint32_t width, uint32_t height, uint32_t format) {
  return {header(Command::Requirements, sizeof(Requirements)), width, height, format, 1 | 16};
}

// A context that works, and the other end of its connection.
class Line {
 public:
  Line() {
    bare_host();
    node.init_context();
    for (Ring& ring : node.rings) ring = node.make_ring();
    node.execute(init_of(node));
    if (ready(bare_host())) far = decant::accept_unix(bare_host());
  }

  int poll_channel() const {
    return node.execute(virtgpu::Poll{header(Command::Poll, sizeof(virtgpu::Poll), 1), 0}, "", kChannelRing);
  }

  // Waits for an event: what is on the channel's page then, or a head of zeros.
  template <typename Message>
  Message next(std::string* data = nullptr, int limit_ms = 2000) const {
    Message message{};
    abi::Event event{};
    if (!ready(node.fd(), POLLIN, limit_ms) || read(node.fd(), &event, sizeof event) != sizeof event)
      return message;
    std::memcpy(&message, node.rings[1].memory, sizeof message);
    if (data != nullptr)
      data->assign(reinterpret_cast<const char*>(node.rings[1].memory) + sizeof message, message.length);
    return message;
  }

  // Whether the context still does its work: the one way to see of which manner a host is.
  bool works() const {
    node.execute(send_of("ping"), "ping");
    return hear(far.get(), 150).bytes == "ping";
  }

  // Answers a query; nothing on the page stays as it was.
  ImageReply query(const Requirements& asked) const {
    node.execute(asked, "", kQueryRing, node.rings[0].handle);
    abi::Wait wait{node.rings[0].handle, abi::kWaitNot};
    while (node.call(abi::kWait, &wait) == EBUSY) std::this_thread::sleep_for(std::chrono::microseconds(50));
    ImageReply reply{};
    std::memcpy(&reply, node.rings[0].memory, sizeof reply);
    return reply;
  }

  Node node;
  UniqueFd far;
};

}  // namespace virtgpu::test
