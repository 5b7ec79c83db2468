// SEND and RECV on a context: what crosses and what is refused.
#include <sys/epoll.h>
#include <sys/stat.h>

#include "bare_host.h"
#include "check.h"

using namespace virtwl;
using namespace virtwl::test;

TEST("bytes cross both ways") {
  const Line line;
  CHECK(send(line.context.get(), "to the host") == 0);
  CHECK(at_host(line.far.get()).bytes == "to the host");
  CHECK(decant::send(line.far.get(), "back", 4, nullptr, 0) == 4);
  CHECK((readiness(line.context.get()) & POLLIN) != 0);
  CHECK(receive(line.context.get()).bytes == "back");
}

TEST("a context without a host, and a named one that nobody knows, are ENODEV") {
  setenv("EMULATED_VIRTWL_HOST", "/nonexistent", 1);
  CHECK(make(request(NewType::Context)).error == ENODEV);
  New named = request(NewType::NamedContext);
  std::strncpy(named.name, "nobody", sizeof named.name);
  CHECK(make(named).error == ENODEV);
}

TEST("a named context goes to the host of that name") {
  BareHost other;
  setenv("EMULATED_VIRTWL_HOST_other", other.path().c_str(), 1);
  BareHost main;
  New named = request(NewType::NamedContext);
  std::strncpy(named.name, "other", sizeof named.name);
  const Made context = make(named);
  CHECK(context.error == 0);
  CHECK(send(context.fd.get(), "x") == 0);
  CHECK(at_host(other.accept().get()).bytes == "x");
}

TEST("a SEND of 3980 bytes goes, one of 3981 is EINVAL and noted, and nothing of it reaches the host") {
  const Line line;
  CHECK(send(line.context.get(), std::string(kSendPayload, 'a')) == 0);
  CHECK(at_host(line.far.get()).bytes.size() == kSendPayload);
  const size_t before = noted("page-limit");
  CHECK(send(line.context.get(), std::string(kSendPayload + 1, 'a')) == EINVAL);
  CHECK(noted("page-limit") == before + 1);
  CHECK(at_host(line.far.get()).error == EAGAIN);
}

TEST("a RECV gives 3968 bytes at most, however much room there is") {
  const Line line;
  const std::string much(5000, 'b');
  CHECK(decant::send(line.far.get(), much.data(), much.size(), nullptr, 0) == 5000);
  CHECK(receive(line.context.get(), 8000).bytes.size() == kReceivePayload);
  CHECK(receive(line.context.get()).bytes.size() == 5000 - kReceivePayload);
}

TEST("a RECV with less room leaves the rest for the next") {
  const Line line;
  decant::send(line.far.get(), "abcdef", 6, nullptr, 0);
  CHECK(receive(line.context.get(), 4).bytes == "abcd");
  CHECK(receive(line.context.get(), 4).bytes == "ef");
}

TEST("allocated memory crosses, and the host sees what is written into it") {
  const Line line;
  const UniqueFd memory = make(request(NewType::Alloc, 4096)).fd;
  CHECK(send(line.context.get(), "m", {memory.get()}) == 0);
  const Got got = at_host(line.far.get());
  CHECK(got.fds.size() == 1);
  const Mapping guest(memory.get(), 4096);
  const Mapping host(got.fds[0].get(), 4096);
  guest.bytes()[9] = '!';
  CHECK(host.bytes()[9] == '!');
}

TEST("a duplicate of allocated memory is the device's as well") {
  const Line line;
  const UniqueFd memory = make(request(NewType::Alloc, 4096)).fd;
  const UniqueFd copy(dup(memory.get()));
  const UniqueFd high(fcntl(memory.get(), F_DUPFD_CLOEXEC, 300));
  CHECK(send(line.context.get(), "m", {copy.get(), high.get()}) == 0);
  CHECK(at_host(line.far.get()).fds.size() == 2);
}

TEST("28 descriptors go in one SEND") {
  const Line line;
  const UniqueFd memory = make(request(NewType::Alloc, 4096)).fd;
  CHECK(send(line.context.get(), "m", std::vector<int>(kMaxFds, memory.get())) == 0);
  CHECK(at_host(line.far.get()).fds.size() == kMaxFds);
}

TEST(
    "a memfd that the device did not make is refused with EINVAL, noted, and nothing of the SEND reaches the "
    "host") {
  const Line line;
  const UniqueFd memory = make(request(NewType::Alloc, 4096)).fd;
  const UniqueFd foreign(memfd_create("foreign", MFD_CLOEXEC));
  const size_t before = noted("foreign-descriptor");
  CHECK(send(line.context.get(), "lost", {memory.get(), foreign.get()}) == EINVAL);
  CHECK(noted("foreign-descriptor") == before + 1);
  CHECK(at_host(line.far.get()).error == EAGAIN);
}

TEST("sockets, pipes and the device itself are refused too") {
  const Line line;
  const auto [left, right] = decant::socket_pair();
  std::array<int, 2> ends{};
  CHECK(pipe2(ends.data(), O_CLOEXEC) == 0);
  const UniqueFd reads(ends[0]);
  const UniqueFd writes(ends[1]);
  const UniqueFd device = open_device();
  for (const int fd : {left.get(), reads.get(), writes.get(), device.get()})
    CHECK(send(line.context.get(), "x", {fd}) == EINVAL);
}

TEST("a closed descriptor in a SEND is EBADFD") {
  const Line line;
  CHECK(send(line.context.get(), "x", {999}) == EBADFD);
}

TEST("a number that the device's memory had is refused once something else has it") {
  const Line line;
  UniqueFd memory = make(request(NewType::Alloc, 4096)).fd;
  const int number = memory.get();
  const UniqueFd foreign(memfd_create("foreign", MFD_CLOEXEC));
  CHECK(dup2(foreign.get(), number) == number);
  CHECK(send(line.context.get(), "x", {number}) == EINVAL);
}

TEST("a context is no socket to sendmsg, recv and getsockopt") {
  const Line line;
  const size_t before = noted("no-socket");
  CHECK(::send(line.context.get(), "x", 1, 0) < 0 && errno == ENOTSOCK);
  char byte = 0;
  CHECK(recv(line.context.get(), &byte, 1, MSG_DONTWAIT) < 0 && errno == ENOTSOCK);
  msghdr header{};
  CHECK(sendmsg(line.context.get(), &header, 0) < 0 && errno == ENOTSOCK);
  CHECK(noted("no-socket") == before + 3);
  int type = 0;
  socklen_t length = sizeof type;
  CHECK(getsockopt(line.context.get(), SOL_SOCKET, SO_TYPE, &type, &length) < 0 && errno == ENOTSOCK);
}

TEST("a non-blocking context says EAGAIN while there is nothing, and while the host does not read") {
  const Line line;
  fcntl(line.context.get(), F_SETFL, O_NONBLOCK);
  CHECK(receive(line.context.get()).error == EAGAIN);
  const std::string page(kSendPayload, 'c');
  size_t sent = 0;
  int error = 0;
  while ((error = send(line.context.get(), page)) == 0 && sent < (1U << 24)) sent += page.size();
  CHECK(error == EAGAIN);
  CHECK((readiness(line.context.get()) & POLLOUT) == 0);
  size_t arrived = 0;
  for (Got got = at_host(line.far.get()); got.error == 0; got = at_host(line.far.get()))
    arrived += got.bytes.size();
  CHECK(arrived == sent);
  CHECK((readiness(line.context.get()) & POLLOUT) != 0);
}

TEST("memory from the host is mapped and may be sent back") {
  const Line line;
  const UniqueFd memory(memfd_create("keymap", MFD_CLOEXEC));
  CHECK(write(memory.get(), "keys", 4) == 4);
  const int fd = memory.get();
  decant::send(line.far.get(), "k", 1, &fd, 1);
  const Got got = receive(line.context.get());
  CHECK(got.bytes == "k" && got.fds.size() == 1);
  CHECK((fcntl(got.fds[0].get(), F_GETFD) & FD_CLOEXEC) != 0);
  CHECK(std::string(Mapping(got.fds[0].get(), 4).bytes(), 4) == "keys");
  CHECK(send(line.context.get(), "k", {got.fds[0].get()}) == 0);
}
