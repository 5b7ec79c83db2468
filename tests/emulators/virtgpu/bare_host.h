// What a node of the emulator's tests is in front of: a bare host, a listening socket of the test's own in
// the place of a compositor; and what the host's log says.
#pragma once

#include <poll.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "socket.h"
#include "unique_fd.h"

namespace virtgpu::test {

using decant::UniqueFd;

inline std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Which manner the host was started in.
inline bool host_kills() { return variable("EMULATED_VIRTGPU_MANNER") == "kill"; }

// How often the host's log says that a rule was broken.
inline size_t noted(const std::string& rule) {
  std::ifstream log(variable("EMULATED_VIRTGPU_LOG"));
  size_t count = 0;
  for (std::string line; std::getline(log, line);)
    if (line.find("\"rule\":\"" + rule + "\"") != std::string::npos) count++;
  return count;
}

// The compositor's socket of this run; one for all tests of a program.
inline int bare_host() {
  static const UniqueFd listener = decant::listen_unix(variable("EMULATED_VIRTGPU_BARE"), 16);
  return listener.get();
}

inline bool ready(int fd, short events = POLLIN, int limit_ms = 2000) {
  pollfd state{fd, events, 0};
  return poll(&state, 1, limit_ms) > 0;
}

struct Said {
  std::string bytes;
  std::vector<UniqueFd> fds;
};

// What came through a connection; nothing if nothing is there soon.
inline Said hear(int fd, int limit_ms = 2000) {
  Said said;
  if (!ready(fd, POLLIN, limit_ms)) return said;
  std::array<char, 8192> bytes{};
  std::array<int, decant::kMaxFds> fds{};
  size_t count = 0;
  const ssize_t length = decant::receive(fd, bytes.data(), bytes.size(), fds.data(), &count);
  if (length > 0) said.bytes.assign(bytes.data(), static_cast<size_t>(length));
  for (size_t i = 0; i < count; i++) said.fds.emplace_back(fds.at(i));
  return said;
}

}  // namespace virtgpu::test
