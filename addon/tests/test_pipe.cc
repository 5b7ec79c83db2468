#include <fcntl.h>

#include <cerrno>
#include <csignal>
#include <vector>

#include "check.h"
#include "pipe.h"
#include "socket.h"

using namespace decant;
using decant::test::errno_of;

TEST("what is written is read, then the end") {
  auto [reading, writing] = make_pipe();
  CHECK(write_some(writing.get(), "decant", 6) == 6);
  writing.reset();
  char text[16];
  CHECK(read_some(reading.get(), text, sizeof text) == 6);
  CHECK(read_some(reading.get(), text, sizeof text) == 0);
}

TEST("an empty and a full pipe would block") {
  auto [reading, writing] = make_pipe();
  for (const int fd : {reading.get(), writing.get()}) CHECK(fcntl(fd, F_SETFL, O_NONBLOCK) == 0);
  std::vector<char> block(1 << 20);
  CHECK(read_some(reading.get(), block.data(), block.size()) == kWouldBlock);
  ssize_t taken = 0;
  while (taken != kWouldBlock) taken = write_some(writing.get(), block.data(), block.size());
}

TEST("a pipe that nobody reads is an error") {
  std::signal(SIGPIPE, SIG_IGN);
  auto [reading, writing] = make_pipe();
  reading.reset();
  CHECK(errno_of([&] { write_some(writing.get(), "x", 1); }) == EPIPE);
}
