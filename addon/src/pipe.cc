#include "pipe.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "error.h"
#include "socket.h"

namespace decant {

std::pair<UniqueFd, UniqueFd> make_pipe() {
  std::array<int, 2> fds{};
  if (pipe2(fds.data(), O_CLOEXEC) < 0) throw_errno("pipe2");
  return {UniqueFd(fds[0]), UniqueFd(fds[1])};
}

ssize_t read_some(int fd, void* data, size_t length) {
  ssize_t count;
  do {
    count = read(fd, data, length);
  } while (count < 0 && errno == EINTR);
  if (count >= 0) return count;
  if (errno == EAGAIN) return kWouldBlock;
  throw_errno("read");
}

ssize_t write_some(int fd, const void* data, size_t length) {
  ssize_t count;
  do {
    count = write(fd, data, length);
  } while (count < 0 && errno == EINTR);
  if (count >= 0) return count;
  if (errno == EAGAIN) return kWouldBlock;
  throw_errno("write");
}

}  // namespace decant
