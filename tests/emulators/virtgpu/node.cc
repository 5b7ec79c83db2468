#include "node.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>

#include "device.h"
#include "ioctls.h"
#include "real.h"
#include "wire.h"

namespace virtgpu {

namespace {

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
  const std::string socket = variable("EMULATED_VIRTGPU_SOCKET", "");
  if (socket.empty())
    std::fputs("EMULATED_VIRTGPU_SOCKET: the socket of decant_virtgpu_host is wanted\n", stderr);
  UniqueFd host = connect_host(socket);
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
  return virtgpu::serve_ioctl(host, static_cast<unsigned>(request), argument);
}

}  // namespace virtwl
