#include <fcntl.h>
#include <sys/resource.h>

#include <array>
#include <cerrno>
#include <filesystem>

#include "check.h"
#include "socket.h"

using namespace decant;
using decant::test::errno_of;
using decant::test::open_descriptors;

namespace {

std::string scratch_path(const char* name) {
  return std::filesystem::temp_directory_path() / (std::string("decant-") + std::to_string(getpid()) + name);
}

void pass(size_t count) {
  const auto [left, right] = socket_pair();
  std::array<int, kMaxFds> sent{};
  sent.fill(left.get());
  CHECK(send(left.get(), "x", 1, sent.data(), count) == 1);
  std::array<int, kMaxFds> fds{};
  size_t received = 0;
  char byte = 0;
  CHECK(receive(right.get(), &byte, 1, fds.data(), &received) == 1);
  CHECK(received == count);
  for (size_t i = 0; i < received; i++) {
    CHECK((fcntl(fds.at(i), F_GETFD) & FD_CLOEXEC) != 0);
    UniqueFd(fds.at(i)).reset();
  }
}

}  // namespace

TEST("0, 1, 28 and 253 descriptors arrive, close-on-exec, and none leaks") {
  const size_t before = open_descriptors();
  for (const size_t count : {0U, 1U, 28U, 253U}) pass(count);
  CHECK(open_descriptors() == before);
}

TEST("more descriptors than a message holds are refused") {
  const auto [left, right] = socket_pair();
  std::array<int, kMaxFds + 1> fds{};
  CHECK(errno_of([&] { send(left.get(), "x", 1, fds.data(), fds.size()); }) == EINVAL);
  CHECK(errno_of([&] { send(left.get(), "x", 0, fds.data(), 1); }) == EINVAL);
}

TEST("descriptors that do not fit into the process are closed and reported") {
  const auto [left, right] = socket_pair();
  std::array<int, 8> sent{};
  sent.fill(left.get());
  CHECK(send(left.get(), "x", 1, sent.data(), sent.size()) == 1);
  const size_t before = open_descriptors();
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  const rlimit low{static_cast<rlim_t>(right.get()) + 4, limit.rlim_max};
  setrlimit(RLIMIT_NOFILE, &low);
  std::array<int, kMaxFds> fds{};
  size_t received = 1;
  char byte = 0;
  const int error = errno_of([&] { receive(right.get(), &byte, 1, fds.data(), &received); });
  setrlimit(RLIMIT_NOFILE, &limit);
  CHECK(error == EMFILE);
  CHECK(received == 0);
  CHECK(open_descriptors() == before);
}

TEST("an empty socket and a full one would block, a closed one is at its end") {
  auto [left, right] = socket_pair();
  std::array<char, 4096> block{};
  std::array<int, kMaxFds> fds{};
  size_t received = 0;
  CHECK(receive(left.get(), block.data(), block.size(), fds.data(), &received) == kWouldBlock);
  ssize_t taken = 0;
  while ((taken = send(left.get(), block.data(), block.size(), nullptr, 0)) > 0) {
  }
  CHECK(taken == kWouldBlock);
  // Closing with unread bytes resets the other side.
  right.reset();
  CHECK(receive(left.get(), block.data(), block.size(), fds.data(), &received) == 0);
  CHECK(errno_of([&] { send(left.get(), "x", 1, nullptr, 0); }) == EPIPE);
}

TEST("a client connects to a path and to an abstract name") {
  for (const std::string& path : {scratch_path(".sock"), "@" + scratch_path(".sock")}) {
    const UniqueFd listener = listen_unix(path, 1);
    CHECK(is_listening_unix_socket(listener.get()));
    CHECK(socket_path(listener.get()) == path);
    CHECK(!accept_unix(listener.get()));
    const UniqueFd client = connect_unix(path);
    const UniqueFd server = accept_unix(listener.get());
    CHECK(server.get() >= 0);
    CHECK(peer_credentials(server.get()).pid == getpid());
    CHECK(!is_listening_unix_socket(server.get()));
    CHECK((fcntl(client.get(), F_GETFL) & O_NONBLOCK) != 0);
    CHECK((fcntl(server.get(), F_GETFL) & O_NONBLOCK) != 0);
    CHECK(socket_path(client.get()).empty());
  }
  std::filesystem::remove(scratch_path(".sock"));
}

TEST("a connect that must not wait fails where the backlog is full") {
  const std::string path = "@" + scratch_path(".full");
  const UniqueFd listener = listen_unix(path, 0);
  const UniqueFd client = connect_unix(path, false);
  CHECK((fcntl(client.get(), F_GETFL) & O_NONBLOCK) != 0);
  CHECK(errno_of([&] { connect_unix(path, false); }) == EAGAIN);
}

TEST("a path has 107 bytes at most, an abstract name 107 after its @, and neither is empty") {
  const std::string longest = "@" + std::string(107, 'x');
  CHECK(socket_path(listen_unix(longest, 1).get()) == longest);
  CHECK(errno_of([&] { listen_unix(longest + "x", 1); }) == ENAMETOOLONG);
  CHECK(errno_of([] { listen_unix("/" + std::string(107, 'x'), 1); }) == ENAMETOOLONG);
  CHECK(errno_of([] { connect_unix(""); }) == ENOENT);
  CHECK(errno_of([] { connect_unix(std::string("a\0b", 3)); }) == EINVAL);
}
