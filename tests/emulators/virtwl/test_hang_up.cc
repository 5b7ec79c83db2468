// A host that goes away.
#include <sys/epoll.h>

#include "bare_host.h"
#include "check.h"

using namespace virtwl;
using namespace virtwl::test;

namespace {

// The events that an epoll set reports, 0 for none.
uint32_t epoll_events(int epoll, uint64_t* data = nullptr) {
  epoll_event event{};
  if (epoll_wait(epoll, &event, 1, 0) != 1) return 0;
  if (data != nullptr) *data = event.data.u64;
  return event.events;
}

}  // namespace

TEST("at hang-up a RECV of length 0 comes, then POLLHUP without POLLIN") {
  Line line;
  line.far.reset();
  CHECK((readiness(line.context.get()) & POLLIN) != 0);
  const Got end = receive(line.context.get());
  CHECK(end.error == 0 && end.bytes.empty());
  CHECK((readiness(line.context.get()) & POLLHUP) != 0);
  CHECK((readiness(line.context.get()) & POLLIN) == 0);
}

TEST("an epoll set that has the context sees the same, with the data that was given") {
  Line line;
  const UniqueFd epoll(epoll_create1(EPOLL_CLOEXEC));
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = 0x1234'5678'9abc'def0;
  CHECK(epoll_ctl(epoll.get(), EPOLL_CTL_ADD, line.context.get(), &event) == 0);
  line.far.reset();
  CHECK((epoll_events(epoll.get()) & EPOLLIN) != 0);
  receive(line.context.get());
  uint64_t data = 0;
  CHECK(epoll_events(epoll.get(), &data) == EPOLLHUP);
  CHECK(data == event.data.u64);
  CHECK(epoll_ctl(epoll.get(), EPOLL_CTL_DEL, line.context.get(), nullptr) == 0);
}

TEST("a duplicate of the context hangs up as well") {
  Line line;
  const UniqueFd copy(dup(line.context.get()));
  line.far.reset();
  receive(line.context.get());
  CHECK((readiness(copy.get()) & (POLLHUP | POLLIN)) == POLLHUP);
}

TEST("what the host said before it went still comes") {
  Line line;
  decant::send(line.far.get(), "bye", 3, nullptr, 0);
  line.far.reset();
  CHECK(receive(line.context.get()).bytes == "bye");
  CHECK(receive(line.context.get()).bytes.empty());
}

TEST("a host that went with bytes unread is an end, not an error") {
  Line line;
  CHECK(send(line.context.get(), "unread") == 0);
  line.far.reset();
  const Got end = receive(line.context.get());
  CHECK(end.error == 0 && end.bytes.empty());
}

TEST("after hang-up RECV goes on giving length 0, and SEND is ENODEV") {
  Line line;
  line.far.reset();
  CHECK(send(line.context.get(), "x") == ENODEV);
  receive(line.context.get());
  CHECK(receive(line.context.get()).bytes.empty());
  CHECK(receive(line.context.get()).error == 0);
  CHECK(send(line.context.get(), "x") == ENODEV);
}

TEST("flags of the context outlive its hang-up") {
  Line line;
  fcntl(line.context.get(), F_SETFL, O_NONBLOCK);
  line.far.reset();
  receive(line.context.get());
  CHECK((fcntl(line.context.get(), F_GETFL) & O_NONBLOCK) != 0);
  CHECK((fcntl(line.context.get(), F_GETFD) & FD_CLOEXEC) != 0);
}
