#include "process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include "error.h"

namespace decant {

namespace {

// What the signal handler needs: nothing that could be half written when it comes, since the alarm is off
// then.
struct LastWords {
  std::array<char, kMaxLastWords> text;
  size_t size;
  int status;
};
LastWords last_words;

void on_alarm(int /*signal*/) {
  // Nothing can be done about a reader that is not there.
  [[maybe_unused]] const ssize_t written = write(STDOUT_FILENO, last_words.text.data(), last_words.size);
  _exit(last_words.status);
}

}  // namespace

std::optional<ExitStatus> wait_for(pid_t pid) {
  // 0 and less would collect any child.
  if (pid <= 0) throw SystemError("waitpid", EINVAL);
  int status = 0;
  const pid_t result = waitpid(pid, &status, WNOHANG);
  if (result < 0) throw_errno("waitpid");
  if (result == 0) return std::nullopt;
  if (WIFSIGNALED(status)) return ExitStatus{std::nullopt, WTERMSIG(status)};
  return ExitStatus{WEXITSTATUS(status), std::nullopt};
}

void die_by_signal(int signal) {
  if (signal < 1 || signal >= NSIG) throw SystemError("kill", EINVAL);
  // The limit alone does not stop a core that goes to a program.
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
  struct sigaction action {};
  action.sa_handler = SIG_DFL;
  sigaction(signal, &action, nullptr);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, signal);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  // To this thread, so that it does not go on for a while.
  raise(signal);
}

void limit_time(unsigned seconds, std::string_view text, int status) {
  if (text.size() > kMaxLastWords) throw SystemError("alarm", EINVAL);
  alarm(0);
  if (seconds == 0) return;
  std::copy(text.begin(), text.end(), last_words.text.begin());
  last_words.size = text.size();
  last_words.status = status;
  struct sigaction action {};
  action.sa_handler = on_alarm;
  if (sigaction(SIGALRM, &action, nullptr) < 0) throw_errno("sigaction");
  alarm(seconds);
}

size_t raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) throw_errno("getrlimit");
  const size_t before = limit.rlim_cur;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &limit) < 0) throw_errno("setrlimit");
  return before;
}

void set_descriptor_limit(size_t soft) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) throw_errno("getrlimit");
  limit.rlim_cur = soft;
  if (setrlimit(RLIMIT_NOFILE, &limit) < 0) throw_errno("setrlimit");
}

}  // namespace decant
