#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "check.h"
#include "spawn.h"
#include "unique_fd.h"

using namespace decant;
using decant::test::errno_of;
using decant::test::open_descriptors;

namespace {

const char* const kPath = "PATH=/usr/bin:/bin";

struct Pipe {
  UniqueFd reading;
  UniqueFd writing;
};

Pipe make_pipe() {
  std::array<int, 2> fds{};
  CHECK(pipe2(fds.data(), O_CLOEXEC) == 0);
  return {UniqueFd(fds[0]), UniqueFd(fds[1])};
}

std::string read_all(int fd) {
  std::string text;
  std::array<char, 4096> block{};
  ssize_t count = 0;
  while ((count = read(fd, block.data(), block.size())) > 0)
    text.append(block.data(), static_cast<size_t>(count));
  return text;
}

int exit_code(pid_t pid) {
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string output_of(const std::string& script, std::vector<std::pair<int, int>> fds = {}) {
  Pipe out = make_pipe();
  fds.emplace_back(1, out.writing.get());
  const pid_t pid = spawn({{"sh", "-c", script}, {kPath}, fds});
  out.writing.reset();
  std::string text = read_all(out.reading.get());
  CHECK(exit_code(pid) == 0);
  return text;
}

}  // namespace

TEST("a program is found in PATH of its own environment") {
  const pid_t pid = spawn({{"sh", "-c", "exit 5"}, {"PATH=/nowhere:/bin"}, {}});
  CHECK(exit_code(pid) == 5);
  CHECK(errno_of([] { spawn({{"sh"}, {"PATH=/nowhere:/etc/passwd"}, {}}); }) == ENOENT);
  CHECK(errno_of([] { spawn({{"/etc/passwd"}, {}, {}}); }) == EACCES);
  CHECK(errno_of([] { spawn({{"passwd"}, {"PATH=/etc:/nowhere"}, {}}); }) == EACCES);
  CHECK(errno_of([] { spawn({{}, {}, {}}); }) == EINVAL);
  CHECK(errno_of([] { spawn({{std::string("s\0h", 3)}, {}, {}}); }) == EINVAL);
}

TEST("descriptors trade places, and one may stay at its own number") {
  const Pipe first = make_pipe();
  const Pipe second = make_pipe();
  CHECK(write(first.writing.get(), "1", 1) == 1 && write(second.writing.get(), "2", 1) == 1);
  const int a = first.reading.get();
  const int b = second.reading.get();
  const std::string script = "head -c1 <&" + std::to_string(a) + "; head -c1 <&" + std::to_string(b);
  CHECK(output_of(script, {{a, b}, {b, a}}) == "21");
  CHECK(write(first.writing.get(), "1", 1) == 1 && write(second.writing.get(), "2", 1) == 1);
  CHECK(output_of(script, {{a, a}, {b, b}}) == "12");
}

TEST("standard streams reach the child though they are close-on-exec here") {
  for (const int fd : {0, 1, 2}) fcntl(fd, F_SETFD, FD_CLOEXEC);
  const std::string text = output_of("ls /proc/$$/fd; :");
  for (const int fd : {0, 1, 2}) CHECK(fcntl(fd, F_SETFD, 0) == 0);
  CHECK(text == "0\n1\n2\n");
}

TEST("the child has no other descriptors, even if they are not close-on-exec") {
  const UniqueFd low(fcntl(0, F_DUPFD, 5));
  const UniqueFd high(fcntl(0, F_DUPFD, 200));
  const UniqueFd wanted(fcntl(0, F_DUPFD_CLOEXEC, 50));
  const std::string listing = "ls /proc/$$/fd; :";
  CHECK(output_of(listing, {{20, wanted.get()}}) == "0\n1\n2\n20\n");
  CHECK(output_of(listing) == "0\n1\n2\n");
}

TEST("signals are as after login: none blocked, none ignored") {
  std::signal(SIGUSR1, SIG_IGN);
  sigset_t mask;
  sigset_t before;
  sigfillset(&mask);
  sigprocmask(SIG_BLOCK, &mask, &before);
  const std::string text = output_of("grep -E 'Sig(Blk|Ign)' /proc/self/status | tr -dc 0-9");
  sigprocmask(SIG_SETMASK, &before, nullptr);
  CHECK(text == std::string(32, '0'));
}

TEST("a failed start leaves no descriptor and no child behind") {
  const size_t before = open_descriptors();
  CHECK(errno_of([] { spawn({{"/nowhere"}, {}, {{7, 0}}}); }) == ENOENT);
  CHECK(errno_of([] { spawn({{"sh"}, {kPath}, {{7, 4000}}}); }) == EBADF);
  CHECK(errno_of([] { spawn({{"sh"}, {kPath}, {{-1, 0}}}); }) == EBADF);
  CHECK(open_descriptors() == before);
  CHECK(waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD);
}
