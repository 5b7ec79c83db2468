// The device in a tree of processes: forks without exec, and exec.
#include <sys/wait.h>

#include <functional>

#include "bare_host.h"
#include "check.h"

using namespace virtwl;
using namespace virtwl::test;

namespace {

// The exit status of `body` in a forked child, which leaves by _exit as a peer does.
int in_child(const std::function<bool()>& body) {
  const pid_t child = fork();
  if (child == 0) _exit(body() ? 0 : 1);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

// Runs a small program that has the descriptor 50, and says how it ended.
int after_exec(int fd, const char* what) {
  return in_child([&] {
    dup2(fd, 50);
    execl("/proc/self/exe", "self", "--after-exec", what, nullptr);
    return false;
  });
}

// What this program does when it is started anew: sends descriptor 50 through a context of its own, or `x`
// through descriptor 50. It happens before main, which runs the tests.
[[gnu::constructor(65535)]] void run_after_exec() {
  std::ifstream file("/proc/self/cmdline");
  const std::string line((std::istreambuf_iterator<char>(file)), {});
  if (line.find("--after-exec") == std::string::npos) return;
  if (line.find("context") != std::string::npos) _exit(send(50, "x"));
  _exit(send(make(request(NewType::Context)).fd.get(), "x", {50}));
}

}  // namespace

TEST("each child of a fork opens a context of its own, and their bytes do not mix") {
  BareHost host;
  for (const char* name : {"one", "two", "three"}) {
    CHECK(in_child([&] { return send(make(request(NewType::Context)).fd.get(), name) == 0; }) == 0);
    CHECK(at_host(host.accept().get()).bytes == name);
  }
}

TEST("a context made before a fork serves the child") {
  const Line line;
  CHECK(in_child([&] { return send(line.context.get(), "from the child") == 0; }) == 0);
  CHECK(at_host(line.far.get()).bytes == "from the child");
}

TEST("the device opened before a fork serves the child, which makes memory and sends it") {
  BareHost host;
  const UniqueFd device = open_device();
  CHECK(in_child([&] {
          const UniqueFd context = make(request(NewType::Context), dup(device.get())).fd;
          const UniqueFd memory = make(request(NewType::Alloc, 1), dup(device.get())).fd;
          return send(context.get(), "m", {memory.get()}) == 0;
        }) == 0);
  CHECK(at_host(host.accept().get()).fds.size() == 1);
}

TEST("memory made before a fork is the device's in the child") {
  const Line line;
  const UniqueFd memory = make(request(NewType::Alloc, 1)).fd;
  CHECK(in_child([&] { return send(line.context.get(), "m", {memory.get()}) == 0; }) == 0);
}

TEST("memory made by a child is the device's in the parent that got it through a socket") {
  const Line line;
  const auto [mine, theirs] = decant::socket_pair();
  CHECK(in_child([&] {
          const UniqueFd memory = make(request(NewType::Alloc, 1)).fd;
          const int fd = memory.get();
          return decant::send(theirs.get(), "m", 1, &fd, 1) == 1;
        }) == 0);
  const Got got = at_host(mine.get());
  CHECK(got.fds.size() == 1);
  CHECK(send(line.context.get(), "m", {got.fds[0].get()}) == 0);
}

TEST("a foreign descriptor is refused in a child as well") {
  const Line line;
  const UniqueFd foreign(memfd_create("foreign", MFD_CLOEXEC));
  CHECK(in_child([&] { return send(line.context.get(), "x", {foreign.get()}) == EINVAL; }) == 0);
  CHECK(at_host(line.far.get()).error == EAGAIN);
}

TEST("a child does not keep its parent's pipes from ending") {
  const Line line;
  const UniqueFd pipe = make(request(NewType::PipeRead)).fd;
  const auto [mine, theirs] = decant::socket_pair();
  const pid_t child = fork();
  if (child == 0) {
    decant::send(theirs.get(), "!", 1, nullptr, 0);
    pollfd end{theirs.get(), POLLIN, 0};
    poll(&end, 1, 5000);
    _exit(0);
  }
  pollfd started{mine.get(), POLLIN, 0};
  CHECK(poll(&started, 1, 5000) == 1);
  CHECK(send(line.context.get(), "p", {pipe.get()}) == 0);
  at_host(line.far.get());
  CHECK(readiness(pipe.get(), POLLIN) == POLLHUP);
  CHECK(decant::send(mine.get(), "x", 1, nullptr, 0) == 1);
  waitpid(child, nullptr, 0);
}

TEST("a pipe made before a fork can be sent by the child") {
  const Line line;
  const UniqueFd pipe = make(request(NewType::PipeRead)).fd;
  CHECK(in_child([&] { return send(line.context.get(), "p", {pipe.get()}) == 0; }) == 0);
  const Got got = at_host(line.far.get());
  CHECK(got.fds.size() == 1);
  CHECK(write(got.fds[0].get(), "x", 1) == 1);
  CHECK((readiness(pipe.get(), POLLIN) & POLLIN) != 0);
}

TEST("memory is the device's after exec, in a context that the new program opens") {
  BareHost host;
  const UniqueFd memory = make(request(NewType::Alloc, 1)).fd;
  CHECK(after_exec(memory.get(), "memory") == 0);
  CHECK(at_host(host.accept().get()).fds.size() == 1);
}

TEST("a foreign descriptor is refused after exec") {
  BareHost host;
  const UniqueFd foreign(memfd_create("foreign", 0));
  CHECK(after_exec(foreign.get(), "memory") == EINVAL);
}

TEST("a context is a context after exec") {
  const Line line;
  CHECK(after_exec(line.context.get(), "context") == 0);
  CHECK(at_host(line.far.get()).bytes == "x");
}
