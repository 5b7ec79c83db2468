// Pipes between guest and host.
#include "bare_host.h"
#include "check.h"

using namespace virtwl;
using namespace virtwl::test;

namespace {

std::string drain(int fd) {
  std::array<char, 64> bytes{};
  const ssize_t count = read(fd, bytes.data(), bytes.size());
  return count < 0 ? "error" : std::string(bytes.data(), static_cast<size_t>(count));
}

// The host's end of a pipe, sent through the line.
UniqueFd sent(const Line& line, int pipe) {
  if (send(line.context.get(), "p", {pipe}) != 0) return {};
  Got got = at_host(line.far.get());
  return got.fds.size() == 1 ? std::move(got.fds[0]) : UniqueFd();
}

}  // namespace

TEST("a read pipe gives the guest what the host writes, and ends when the host closes its end") {
  const Line line;
  const UniqueFd pipe = make(request(NewType::PipeRead)).fd;
  UniqueFd far = sent(line, pipe.get());
  CHECK(write(far.get(), "hello", 5) == 5);
  CHECK(drain(pipe.get()) == "hello");
  CHECK(readiness(pipe.get(), POLLIN) == 0);
  far.reset();
  CHECK(readiness(pipe.get(), POLLIN) == POLLHUP);
  CHECK(drain(pipe.get()).empty());
}

TEST("a write pipe gives the host what the guest writes, and ends when the guest closes its end") {
  const Line line;
  UniqueFd pipe = make(request(NewType::PipeWrite)).fd;
  const UniqueFd far = sent(line, pipe.get());
  CHECK(write(pipe.get(), "hello", 5) == 5);
  CHECK(drain(far.get()) == "hello");
  pipe.reset();
  CHECK(drain(far.get()).empty());
}

TEST("a write pipe is broken once the host closes its end") {
  const Line line;
  const UniqueFd pipe = make(request(NewType::PipeWrite)).fd;
  sent(line, pipe.get()).reset();
  CHECK((readiness(pipe.get(), POLLOUT) & POLLERR) != 0);
}

TEST("a pipe that was not sent has neither ended nor broken") {
  const UniqueFd reads = make(request(NewType::PipeRead)).fd;
  const UniqueFd writes = make(request(NewType::PipeWrite)).fd;
  CHECK(readiness(reads.get(), POLLIN) == 0);
  CHECK(readiness(writes.get(), POLLOUT) == POLLOUT);
}

TEST("a pipe can be sent once") {
  const Line line;
  const UniqueFd pipe = make(request(NewType::PipeRead)).fd;
  const UniqueFd far = sent(line, pipe.get());
  CHECK(far.get() >= 0);
  const size_t before = noted("pipe-sent-twice");
  CHECK(send(line.context.get(), "p", {pipe.get()}) == EINVAL);
  CHECK(noted("pipe-sent-twice") == before + 1);
  CHECK(at_host(line.far.get()).error == EAGAIN);
}

TEST("a pipe cannot be in one SEND twice") {
  const Line line;
  const UniqueFd pipe = make(request(NewType::PipeRead)).fd;
  CHECK(send(line.context.get(), "p", {pipe.get(), pipe.get()}) == EINVAL);
  CHECK(at_host(line.far.get()).error == EAGAIN);
}

TEST("a pipe whose SEND was refused for another descriptor can still be sent") {
  const Line line;
  const UniqueFd pipe = make(request(NewType::PipeRead)).fd;
  const UniqueFd foreign(memfd_create("foreign", MFD_CLOEXEC));
  CHECK(send(line.context.get(), "p", {pipe.get(), foreign.get()}) == EINVAL);
  CHECK(sent(line, pipe.get()).get() >= 0);
}

TEST("a pipe from the host is read and cannot be sent back") {
  const Line line;
  std::array<int, 2> ends{};
  CHECK(pipe2(ends.data(), O_CLOEXEC) == 0);
  const UniqueFd reads(ends[0]);
  const UniqueFd writes(ends[1]);
  const int fd = reads.get();
  decant::send(line.far.get(), "p", 1, &fd, 1);
  const Got got = receive(line.context.get());
  CHECK(got.fds.size() == 1);
  CHECK(write(writes.get(), "hello", 5) == 5);
  CHECK(drain(got.fds[0].get()) == "hello");
  const size_t before = noted("received-pipe-sent");
  CHECK(send(line.context.get(), "p", {got.fds[0].get()}) == EINVAL);
  CHECK(noted("received-pipe-sent") == before + 1);
}

TEST("descriptors cannot be sent into a pipe, bytes can") {
  const Line line;
  const UniqueFd pipe = make(request(NewType::PipeWrite)).fd;
  const UniqueFd far = sent(line, pipe.get());
  const UniqueFd memory = make(request(NewType::Alloc, 1)).fd;
  CHECK(send(pipe.get(), "x", {memory.get()}) == EINVAL);
  CHECK(send(pipe.get(), "bytes") == 0);
  CHECK(drain(far.get()) == "bytes");
}

TEST("pipes that are closed unsent leave no descriptor behind") {
  const size_t before = decant::test::open_descriptors();
  for (int i = 0; i < 3; i++) {
    CHECK(make(request(NewType::PipeRead)).error == 0);
    CHECK(make(request(NewType::PipeWrite)).error == 0);
  }
  CHECK(decant::test::open_descriptors() == before);
}
