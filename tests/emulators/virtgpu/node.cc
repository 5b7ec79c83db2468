#include "node.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>

#include "device.h"
#include "real.h"
#include "virtgpu_abi.h"
#include "wire.h"

namespace virtgpu {

namespace {

namespace abi = decant::virtgpu_abi;

struct Node {
  ino_t inode;
  UniqueFd host;
};

// Never freed: programs close descriptors after static objects have gone.
std::mutex& mutex() {
  static auto* one = new std::mutex;
  return *one;
}
std::map<int, Node>& nodes() {
  static auto* all = new std::map<int, Node>;
  return *all;
}

std::string variable(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

ino_t inode_of(int fd) {
  struct stat status {};
  return fstat(fd, &status) == 0 ? status.st_ino : 0;
}

// High, where a test of few descriptors does not meet it.
UniqueFd hidden(UniqueFd fd) {
  UniqueFd high(VIRTWL_REAL(fcntl, fd.get(), F_DUPFD_CLOEXEC, 700));
  return high ? std::move(high) : std::move(fd);
}

// The socket of a node, -1 if `fd` is none. A number that was closed behind our back is no node any more.
int host_of(int fd) {
  const std::lock_guard lock(mutex());
  const auto found = nodes().find(fd);
  return found == nodes().end() || found->second.inode != inode_of(fd) ? -1 : found->second.host.get();
}

Packet<Answer> ask(int host, const Packet<Call>& call) {
  Packet<Answer> answer;
  if (!send_packet(host, call) || !receive_packet(host, &answer)) answer.head.error = ENODEV;
  return answer;
}

Packet<Call> call(Operation operation, std::array<uint64_t, 5> words = {}) {
  Packet<Call> made;
  made.head = {operation, words};
  return made;
}

int version(int host, abi::Version* version) {
  const Packet<Answer> answer = ask(host, call(Operation::Driver));
  if (version->name != nullptr)
    std::memcpy(version->name, answer.payload.data(), std::min(version->name_length, answer.payload.size()));
  version->name_length = answer.payload.size();
  return -answer.head.error;
}

int parameter(int host, const abi::GetParameter& argument) {
  const Packet<Answer> answer = ask(host, call(Operation::Parameter, {argument.parameter}));
  if (answer.head.error == 0) {
    const auto value = static_cast<uint32_t>(answer.head.words[0]);
    std::memcpy(reinterpret_cast<void*>(argument.value), &value, sizeof value);
  }
  return -answer.head.error;
}

int capabilities(int host, const abi::GetCapabilities& argument) {
  const Packet<Answer> answer = ask(host, call(Operation::Capabilities, {argument.set}));
  if (answer.head.error == 0)
    std::memcpy(reinterpret_cast<void*>(argument.address), answer.payload.data(),
                std::min<size_t>(argument.size, answer.payload.size()));
  return -answer.head.error;
}

int init_context(int host, const abi::InitContext& argument) {
  Packet<Call> asked = call(Operation::InitContext, {argument.count});
  asked.payload.assign(reinterpret_cast<const char*>(argument.parameters),
                       argument.count * sizeof(abi::ContextParameter));
  return -ask(host, asked).head.error;
}

int create_blob(int host, abi::CreateBlob* argument) {
  const Packet<Answer> answer = ask(host, call(Operation::CreateBlob, {argument->memory, argument->flags,
                                                                       argument->size, argument->blob_id}));
  argument->handle = static_cast<uint32_t>(answer.head.words[0]);
  argument->resource = static_cast<uint32_t>(answer.head.words[1]);
  return -answer.head.error;
}

int execute(int host, const abi::Execute& argument) {
  if (argument.size > kMaxPayload) return -E2BIG;
  const bool on_ring = (argument.flags & abi::kExecuteOnRing) != 0;
  Packet<Call> asked = call(Operation::Execute, {on_ring, argument.ring, argument.handle_count});
  asked.payload.assign(reinterpret_cast<const char*>(argument.command), argument.size);
  return -ask(host, asked).head.error;
}

int prime_to_fd(int host, abi::Prime* argument) {
  Packet<Answer> answer = ask(host, call(Operation::PrimeToFd, {argument->handle}));
  argument->fd = answer.fd.release();
  if (argument->fd >= 0 && (argument->flags & O_CLOEXEC) == 0) VIRTWL_REAL(fcntl, argument->fd, F_SETFD, 0);
  return -answer.head.error;
}

int prime_to_handle(int host, abi::Prime* argument) {
  Packet<Call> asked = call(Operation::PrimeToHandle);
  asked.fd.reset(VIRTWL_REAL(fcntl, argument->fd, F_DUPFD_CLOEXEC, 0));
  if (!asked.fd) return -EBADF;
  const Packet<Answer> answer = ask(host, asked);
  argument->handle = static_cast<uint32_t>(answer.head.words[0]);
  return -answer.head.error;
}

int resource_info(int host, abi::ResourceInfo* argument) {
  const Packet<Answer> answer = ask(host, call(Operation::ResourceInfo, {argument->handle}));
  argument->resource = static_cast<uint32_t>(answer.head.words[0]);
  argument->size = static_cast<uint32_t>(answer.head.words[1]);
  argument->blob_memory = static_cast<uint32_t>(answer.head.words[2]);
  return -answer.head.error;
}

int map_offset(int host, abi::Map* argument) {
  const Packet<Answer> answer = ask(host, call(Operation::Map, {argument->handle}));
  argument->offset = answer.head.words[0];
  return -answer.head.error;
}

int dispatch(int host, unsigned request, void* argument) {
  switch (request) {
    case abi::kGetVersion:
      return version(host, static_cast<abi::Version*>(argument));
    case abi::kGetParameter:
      return parameter(host, *static_cast<abi::GetParameter*>(argument));
    case abi::kGetCapabilities:
      return capabilities(host, *static_cast<abi::GetCapabilities*>(argument));
    case abi::kInitContext:
      return init_context(host, *static_cast<abi::InitContext*>(argument));
    case abi::kCreateBlob:
      return create_blob(host, static_cast<abi::CreateBlob*>(argument));
    case abi::kMap:
      return map_offset(host, static_cast<abi::Map*>(argument));
    case abi::kExecute:
      return execute(host, *static_cast<abi::Execute*>(argument));
    case abi::kWait: {
      const auto* wait = static_cast<abi::Wait*>(argument);
      return -ask(host, call(Operation::Wait, {wait->handle, wait->flags})).head.error;
    }
    case abi::kResourceInfo:
      return resource_info(host, static_cast<abi::ResourceInfo*>(argument));
    case abi::kPrimeToFd:
      return prime_to_fd(host, static_cast<abi::Prime*>(argument));
    case abi::kPrimeToHandle:
      return prime_to_handle(host, static_cast<abi::Prime*>(argument));
    case abi::kGemClose:
      return -ask(host, call(Operation::GemClose, {static_cast<abi::GemClose*>(argument)->handle}))
                  .head.error;
    default:
      return -EINVAL;
  }
}

}  // namespace

std::optional<void*> map_node(void* address, size_t length, int protection, int flags, int fd, off_t offset) {
  const int host = fd < 0 ? -1 : host_of(fd);
  if (host < 0) return std::nullopt;
  const Packet<Answer> answer =
      ask(host, call(Operation::MapMemory, {static_cast<uint64_t>(offset), length}));
  if (answer.head.error != 0) {
    errno = answer.head.error;
    return MAP_FAILED;
  }
  return VIRTWL_REAL(mmap, address, length, protection, flags, answer.fd.get(), 0);
}

void forget_node(int fd) {
  // Its socket is closed after the lock has gone: that comes here again.
  Node gone{};
  const std::lock_guard lock(mutex());
  if (const auto found = nodes().find(fd); found != nodes().end()) {
    gone = std::move(found->second);
    nodes().erase(found);
  }
}

}  // namespace virtgpu

// What virtwl/front_*.cc stand in front of libc with.
namespace virtwl {

bool is_device_path(const char* path) {
  static const std::string node = virtgpu::variable("EMULATED_VIRTGPU_PATH", "/dev/dri/renderD128");
  return path != nullptr && node == path;
}

int open_device(int flags) {
  using namespace virtgpu;
  if ((flags & O_DIRECTORY) != 0) return -ENOTDIR;
  UniqueFd host = connect_host(variable("EMULATED_VIRTGPU_SOCKET", ""));
  if (!host) return -ENODEV;
  std::array<int, 2> ends{};
  const int extra =
      ((flags & O_CLOEXEC) != 0 ? SOCK_CLOEXEC : 0) | ((flags & O_NONBLOCK) != 0 ? SOCK_NONBLOCK : 0);
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | extra, 0, ends.data()) < 0) return -errno;
  UniqueFd ours(ends[0]);
  Packet<Call> opening = call(Operation::Open, {static_cast<uint64_t>(getpid())});
  opening.fd.reset(ends[1]);
  if (const int error = ask(host.get(), opening).head.error; error != 0) return -error;
  Node node{inode_of(ours.get()), hidden(std::move(host))};
  const std::lock_guard lock(mutex());
  std::swap(nodes()[ours.get()], node);
  return ours.release();
}

std::optional<int> device_ioctl(int fd, unsigned long request, void* argument) {
  if ((request >> 8 & 0xff) != 'd') return std::nullopt;
  const int host = virtgpu::host_of(fd);
  if (host < 0) return std::nullopt;
  return virtgpu::dispatch(host, static_cast<unsigned>(request), argument);
}

}  // namespace virtwl
