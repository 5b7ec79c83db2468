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
#include "dumb_abi.h"
#include "real.h"
#include "virtgpu_abi.h"
#include "wire.h"

namespace virtgpu {

namespace {

namespace abi = decant::virtgpu_abi;

// Never freed: programs close descriptors after static objects have gone.
std::mutex& mutex() {
  static auto* one = new std::mutex;
  return *one;
}
// The way to the host of each open node, by the inode of its socket: descriptors of it may be duplicated.
std::map<ino_t, UniqueFd>& nodes() {
  static auto* all = new std::map<ino_t, UniqueFd>;
  return *all;
}

std::string variable(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

// 0 for what is no socket.
ino_t inode_of(int fd) {
  struct stat status {};
  return VIRTWL_REAL(fstat, fd, &status) == 0 && S_ISSOCK(status.st_mode) ? status.st_ino : 0;
}

// High, where a test of few descriptors does not meet it.
UniqueFd hidden(UniqueFd fd) {
  UniqueFd high(VIRTWL_REAL(fcntl, fd.get(), F_DUPFD_CLOEXEC, 700));
  return high ? std::move(high) : std::move(fd);
}

// The socket of a node, -1 if `fd` is none.
int host_of(int fd) {
  const std::lock_guard lock(mutex());
  const auto found = nodes().empty() ? nodes().end() : nodes().find(inode_of(fd));
  return found == nodes().end() ? -1 : found->second.get();
}

// Whether another descriptor leads to that socket.
bool is_duplicated(int fd, ino_t inode) {
  constexpr int kLast = 1024;
  for (int other = 0; other < kLast; other++)
    if (other != fd && inode_of(other) == inode) return true;
  return false;
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

// As the kernel does: as much as there is room for, and how much there is.
void tell(const std::string& text, char* to, size_t* length) {
  if (to != nullptr) std::memcpy(to, text.data(), std::min(*length, text.size()));
  *length = text.size();
}

int version(int host, abi::Version* version) {
  const Packet<Answer> answer = ask(host, call(Operation::Driver));
  tell(answer.payload, version->name, &version->name_length);
  tell("0", version->date, &version->date_length);
  tell("emulated", version->description, &version->description_length);
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

int create_dumb(int host, dumb_abi::Create* argument) {
  const Packet<Answer> answer =
      ask(host, call(Operation::CreateDumb, {argument->width, argument->height, argument->bits}));
  argument->handle = static_cast<uint32_t>(answer.head.words[0]);
  argument->pitch = static_cast<uint32_t>(answer.head.words[1]);
  argument->size = answer.head.words[2];
  return -answer.head.error;
}

int capability(dumb_abi::Capability* argument) {
  argument->value = argument->name == dumb_abi::kDumbBuffers ? 1
                    : argument->name == dumb_abi::kPrime     ? dumb_abi::kPrimeBoth
                                                             : 0;
  return 0;
}

template <typename Argument>
int map_offset(int host, Argument* argument) {
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
    case dumb_abi::kGetCapability:
      return capability(static_cast<dumb_abi::Capability*>(argument));
    case dumb_abi::kCreate:
      return create_dumb(host, static_cast<dumb_abi::Create*>(argument));
    case dumb_abi::kMap:
      return map_offset(host, static_cast<dumb_abi::Map*>(argument));
    case dumb_abi::kDestroy:
      return -ask(host, call(Operation::GemClose, {static_cast<dumb_abi::Destroy*>(argument)->handle}))
                  .head.error;
    default:
      return -EINVAL;
  }
}

}  // namespace

bool is_node(int fd) { return fd >= 0 && host_of(fd) >= 0; }

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
  UniqueFd gone;
  const std::lock_guard lock(mutex());
  if (nodes().empty()) return;
  const ino_t inode = inode_of(fd);
  const auto found = nodes().find(inode);
  if (found == nodes().end() || is_duplicated(fd, inode)) return;
  gone = std::move(found->second);
  nodes().erase(found);
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
  UniqueFd way = hidden(std::move(host));
  const std::lock_guard lock(mutex());
  std::swap(nodes()[inode_of(ours.get())], way);
  return ours.release();
}

std::optional<int> device_ioctl(int fd, unsigned long request, void* argument) {
  if ((request >> 8 & 0xff) != 'd') return std::nullopt;
  const int host = virtgpu::host_of(fd);
  if (host < 0) return std::nullopt;
  return virtgpu::dispatch(host, static_cast<unsigned>(request), argument);
}

}  // namespace virtwl
