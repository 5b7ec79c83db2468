#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <string>
#include <string_view>

#include "check.h"
#include "process.h"

using namespace decant;
using decant::test::errno_of;

namespace {

ExitStatus end_of(pid_t pid) {
  siginfo_t info{};
  waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT);
  return wait_for(pid).value();
}

}  // namespace

TEST("an exit status is a code or a signal") {
  pid_t pid = fork();
  if (pid == 0) _exit(7);
  ExitStatus status = end_of(pid);
  CHECK(status.code == 7 && !status.signal);
  pid = fork();
  if (pid == 0) {
    // Blocked and handled: neither may keep it from dying.
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, nullptr);
    std::signal(SIGTERM, SIG_IGN);
    die_by_signal(SIGTERM);
    _exit(0);
  }
  status = end_of(pid);
  CHECK(status.signal == SIGTERM && !status.code);
}

TEST("a core that a signal leaves is not written") {
  const pid_t pid = fork();
  if (pid == 0) {
    die_by_signal(SIGABRT);
    _exit(0);
  }
  int status = 0;
  waitpid(pid, &status, 0);
  CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT && !WCOREDUMP(status));
}

TEST("a running child has no status, and a stranger is no child") {
  const pid_t pid = fork();
  if (pid == 0) {
    pause();
    _exit(0);
  }
  CHECK(!wait_for(pid));
  kill(pid, SIGKILL);
  CHECK(end_of(pid).signal == SIGKILL);
  CHECK(errno_of([&] { wait_for(pid); }) == ECHILD);
  CHECK(errno_of([] { wait_for(-1); }) == EINVAL);
  CHECK(errno_of([] { die_by_signal(0); }) == EINVAL);
}

TEST("a process whose time is up says so and ends, whatever it waits for") {
  int ends[2];
  CHECK(pipe(ends) == 0);
  const pid_t pid = fork();
  if (pid == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[1]);
    limit_time(1, "first\n", 6);
    limit_time(1, "too late\n", 7);
    char byte = 0;
    // Nobody writes into it: both its ends are here.
    [[maybe_unused]] const ssize_t never = read(ends[0], &byte, 1);
    pause();
    _exit(0);
  }
  close(ends[1]);
  CHECK(end_of(pid).code == 7);
  char text[32] = {};
  CHECK(read(ends[0], text, sizeof text) == 9);
  CHECK(std::string_view(text) == "too late\n");
  close(ends[0]);
}

TEST("a limit of time can be taken back, and is not a child's") {
  const pid_t pid = fork();
  if (pid == 0) {
    limit_time(100, "never", 9);
    const pid_t child = fork();
    if (child == 0) _exit(alarm(0) == 0 ? 0 : 1);
    limit_time(0, "", 0);
    _exit(end_of(child).code == 0 && alarm(0) == 0 ? 0 : 1);
  }
  CHECK(end_of(pid).code == 0);
  CHECK(errno_of([] { limit_time(1, std::string(kMaxLastWords + 1, 'x'), 1); }) == EINVAL);
}

TEST("the limit of descriptors goes up to the hard one and down again") {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  set_descriptor_limit(64);
  CHECK(raise_descriptor_limit() == 64);
  rlimit now{};
  getrlimit(RLIMIT_NOFILE, &now);
  CHECK(now.rlim_cur == limit.rlim_max);
  setrlimit(RLIMIT_NOFILE, &limit);
}
