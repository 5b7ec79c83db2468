#include "pipes.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <map>
#include <mutex>
#include <string>

#include "real.h"

namespace virtwl {

namespace {

// Above what tests of low limits of descriptors use, below the usual limit of 1024.
constexpr int kHiddenFrom = 800;

std::mutex mutex;

// By the pipe's inode number: the host's end and what the guest does with its own.
struct HostEnd {
  int fd;
  Kind kind;
};
std::map<ino_t, HostEnd>& host_ends() {
  static auto* ends = new std::map<ino_t, HostEnd>;
  return *ends;
}

ino_t inode_of(int fd) {
  struct stat status {};
  return fstat(fd, &status) == 0 ? status.st_ino : 0;
}

// The child of a fork must not keep its parent's pipes open: their readers would never see the end of file.
void forget_in_child() {
  for (const auto& [inode, end] : host_ends()) VIRTWL_REAL(close, end.fd);
  host_ends().clear();
  mutex.unlock();
}

[[gnu::constructor]] void watch_forks() {
  pthread_atfork([] { mutex.lock(); }, [] { mutex.unlock(); }, forget_in_child);
}

// A pipe made before a fork has its host's end in the parent only; a pipe can be opened anew from its other
// end.
int reopened(int fd, Kind kind) {
  const std::string path = "/proc/self/fd/" + std::to_string(fd);
  const int flags = (kind == Kind::PipeRead ? O_WRONLY : O_RDONLY) | O_NONBLOCK | O_CLOEXEC;
  const int end = VIRTWL_REAL(open, path.c_str(), flags);
  if (end < 0) return -errno;
  VIRTWL_REAL(fcntl, end, F_SETFL, 0);
  return end;
}

}  // namespace

int hide(int fd) {
  const int hidden = VIRTWL_REAL(fcntl, fd, F_DUPFD_CLOEXEC, kHiddenFrom);
  if (hidden < 0) return fd;
  VIRTWL_REAL(close, fd);
  return hidden;
}

int new_pipe(Kind kind) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) < 0) return -errno;
  const bool reads = kind == Kind::PipeRead;
  const int guest = ends.at(reads ? 0 : 1);
  const std::lock_guard lock(mutex);
  host_ends()[inode_of(guest)] = {hide(ends.at(reads ? 1 : 0)), kind};
  add(guest, kind);
  count(Counter::Pipes);
  return guest;
}

int host_end(int fd) {
  const std::lock_guard lock(mutex);
  const ino_t inode = inode_of(fd);
  const auto found = host_ends().find(inode);
  if (found != host_ends().end()) return found->second.fd;
  const std::optional<Entry> entry = find(fd);
  if (!entry) return -EINVAL;
  const int end = reopened(fd, entry->kind);
  if (end < 0) return end;
  const int hidden = hide(end);
  host_ends()[inode] = {hidden, entry->kind};
  return hidden;
}

void give_up_host_end(int fd) {
  const std::lock_guard lock(mutex);
  const auto found = host_ends().find(inode_of(fd));
  if (found == host_ends().end()) return;
  VIRTWL_REAL(close, found->second.fd);
  host_ends().erase(found);
}

void close_orphans() {
  const int error = errno;
  const std::lock_guard lock(mutex);
  for (auto each = host_ends().begin(); each != host_ends().end();) {
    pollfd state{each->second.fd, POLLIN | POLLOUT, 0};
    poll(&state, 1, 0);
    const bool orphan = (state.revents & (each->second.kind == Kind::PipeRead ? POLLERR : POLLHUP)) != 0;
    if (orphan) VIRTWL_REAL(close, each->second.fd);
    each = orphan ? host_ends().erase(each) : std::next(each);
  }
  errno = error;
}

}  // namespace virtwl
