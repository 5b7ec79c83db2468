// The host's end of contexts, in the test itself: no compositor, only a listening socket, so that a test
// decides what the host says and sees exactly what reaches it.
#pragma once

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>

#include "guest.h"
#include "socket.h"

namespace virtwl::test {

class BareHost {
 public:
  BareHost() : path_("@decant-virtwl-" + std::to_string(getpid()) + "-" + std::to_string(number()++)) {
    listener_ = decant::listen_unix(path_, 8);
    setenv("EMULATED_VIRTWL_HOST", path_.c_str(), 1);
  }

  const std::string& path() const { return path_; }

  // The next connection; waits for it.
  UniqueFd accept() {
    pollfd waiting{listener_.get(), POLLIN, 0};
    poll(&waiting, 1, 5000);
    return decant::accept_unix(listener_.get());
  }

 private:
  static int& number() {
    static int value = 0;
    return value;
  }
  std::string path_;
  UniqueFd listener_;
};

// A context and its other end.
struct Line {
  BareHost host;
  UniqueFd context = make(request(NewType::Context)).fd;
  UniqueFd far = host.accept();
};

// What has reached the host: at once, nothing is waited for.
inline Got at_host(int fd) {
  std::array<char, 8192> bytes{};
  std::array<int, decant::kMaxFds> fds{};
  size_t count = 0;
  Got got;
  const ssize_t length = decant::receive(fd, bytes.data(), bytes.size(), fds.data(), &count);
  got.error = length == decant::kWouldBlock ? EAGAIN : 0;
  if (length > 0) got.bytes.assign(bytes.data(), static_cast<size_t>(length));
  for (size_t i = 0; i < count; i++) got.fds.emplace_back(fds.at(i));
  return got;
}

inline short readiness(int fd, short events = POLLIN | POLLOUT) {
  pollfd state{fd, events, 0};
  poll(&state, 1, 0);
  return state.revents;
}

}  // namespace virtwl::test
