#include "hang_up.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "real.h"
#include "table.h"

namespace virtwl {

namespace {

struct Registration {
  int epoll;
  epoll_event event;
};

std::vector<int> open_descriptors() {
  std::vector<int> fds;
  DIR* directory = opendir("/proc/self/fd");
  if (directory == nullptr) return fds;
  const int own = dirfd(directory);
  while (const dirent* entry = readdir(directory)) {
    const int fd = std::atoi(entry->d_name);
    if (entry->d_name[0] != '.' && fd != own) fds.push_back(fd);
  }
  closedir(directory);
  return fds;
}

bool is_epoll(int fd) {
  std::array<char, 64> name{};
  const std::string link = "/proc/self/fd/" + std::to_string(fd);
  return readlink(link.c_str(), name.data(), name.size() - 1) > 0 &&
         std::string(name.data()) == "anon_inode:[eventpoll]";
}

// Where `fd` is in the set of `epoll` (proc(5), fdinfo).
std::vector<Registration> registrations(int epoll, int fd, ino_t inode) {
  std::vector<Registration> found;
  FILE* info = std::fopen(("/proc/self/fdinfo/" + std::to_string(epoll)).c_str(), "re");
  if (info == nullptr) return found;
  std::array<char, 256> line{};
  while (std::fgets(line.data(), line.size(), info) != nullptr) {
    int target = -1;
    unsigned events = 0;
    uint64_t data = 0;
    unsigned long number = 0;
    const int fields = std::sscanf(line.data(), "tfd: %d events: %x data: %" SCNx64 " pos:%*s ino:%lx",
                                   &target, &events, &data, &number);
    if (fields == 4 && target == fd && number == inode) {
      Registration each{epoll, {}};
      each.event.events = events;
      each.event.data.u64 = data;
      found.push_back(each);
    }
  }
  std::fclose(info);
  return found;
}

void replace(int fd, int by, ino_t inode, const std::vector<int>& epolls) {
  std::vector<Registration> moved;
  for (const int epoll : epolls)
    for (const Registration& each : registrations(epoll, fd, inode)) moved.push_back(each);
  for (const Registration& each : moved) epoll_ctl(each.epoll, EPOLL_CTL_DEL, fd, nullptr);
  const bool closes = (VIRTWL_REAL(fcntl, fd, F_GETFD) & FD_CLOEXEC) != 0;
  VIRTWL_REAL(dup3, by, fd, closes ? O_CLOEXEC : 0);
  for (Registration& each : moved) epoll_ctl(each.epoll, EPOLL_CTL_ADD, fd, &each.event);
}

}  // namespace

void hang_up(int fd) {
  struct stat status {};
  if (fstat(fd, &status) < 0) return;
  change(fd, kHungUp);
  count(Counter::HangUps);
  const int ended = VIRTWL_REAL(socket, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (ended < 0) return;
  VIRTWL_REAL(fcntl, ended, F_SETFL, VIRTWL_REAL(fcntl, fd, F_GETFL));
  add(ended, Kind::Context, kHungUp);
  const std::vector<int> fds = open_descriptors();
  std::vector<int> epolls;
  for (const int each : fds)
    if (is_epoll(each)) epolls.push_back(each);
  for (const int each : fds) {
    struct stat other {};
    if (fstat(each, &other) == 0 && other.st_dev == status.st_dev && other.st_ino == status.st_ino)
      replace(each, ended, status.st_ino, epolls);
  }
  VIRTWL_REAL(close, ended);
}

}  // namespace virtwl
