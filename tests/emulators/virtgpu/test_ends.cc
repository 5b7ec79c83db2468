// How a channel ends.
#include <sys/socket.h>

#include "check.h"
#include "guest.h"

using namespace virtgpu;
using namespace virtgpu::test;

TEST("a compositor that has gone is an empty RECEIVE to every POLL") {
  Line line;
  line.poll_channel();
  line.far.reset();
  for (int i = 0; i < 3; i++) {
    const auto head = line.next<Transfer>();
    CHECK(head.header.command == Command::Receive);
    CHECK(head.length == 0);
    CHECK(head.count == 0);
    line.poll_channel();
  }
}

TEST("what the compositor said before it went is there first") {
  Line line;
  decant::send(line.far.get(), "last", 4, nullptr, 0);
  line.far.reset();
  line.poll_channel();
  CHECK(line.next<Transfer>().length == 4);
  line.poll_channel();
  CHECK(line.next<Transfer>().header.command == Command::Receive);
}

TEST(
    "a descriptor from the compositor that is neither memory nor a pipe to write into ends the channel "
    "silently") {
  for (const bool is_pipe : {true, false}) {
    const Line line;
    std::array<int, 2> ends{};
    if (is_pipe)
      CHECK(pipe2(ends.data(), O_CLOEXEC) == 0);
    else
      CHECK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0);
    const UniqueFd sent(ends[0]);
    const UniqueFd other(ends[1]);
    line.poll_channel();
    const int fd = sent.get();
    decant::send(line.far.get(), "x", 1, &fd, 1);
    CHECK(line.next<Transfer>(nullptr, 100).header.command != Command::Receive);
    CHECK(!line.works());
  }
}

TEST("a node that is closed ends the connection to the compositor") {
  UniqueFd far;
  {
    Line line;
    far = std::move(line.far);
  }
  CHECK(ready(far.get()));
  CHECK(hear(far.get()).bytes.empty());
}
