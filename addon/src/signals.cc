#include "signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <utility>
#include <vector>

#include "error.h"
#include "unique_fd.h"

namespace decant {

namespace {

struct State {
  UniqueFd reading;
  UniqueFd writing;
  std::vector<int> watched;
};

State& state() {
  static auto* instance = new State;
  return *instance;
}

// What the handler may look at: plain memory, nothing with a constructor.
volatile sig_atomic_t writing_fd = -1;
// The handler of SIGCHLD that was there before ours: libuv's. Handlers of other signals are replaced, as
// libuv would do itself: Node's for SIGUSR1 would start a debugger.
struct sigaction earlier_child_action;

bool has_earlier(int signal) {
  const auto handler = earlier_child_action.sa_handler;
  return signal == SIGCHLD && handler != SIG_DFL && handler != SIG_IGN;
}

void on_signal(int signal, siginfo_t* info, void* context) {
  const int saved = errno;
  const SignalNote note{signal, info->si_code, info->si_pid};
  // A full pipe loses the note: hundreds are waiting already.
  [[maybe_unused]] const ssize_t written = write(writing_fd, &note, sizeof note);
  if (has_earlier(signal)) {
    if ((earlier_child_action.sa_flags & SA_SIGINFO) != 0) {
      earlier_child_action.sa_sigaction(signal, info, context);
    } else {
      earlier_child_action.sa_handler(signal);
    }
  }
  errno = saved;
}

struct sigaction action_of(int signal) {
  struct sigaction action {};
  if (sigaction(signal, nullptr, &action) < 0) throw_errno("sigaction");
  return action;
}

bool is_ours(const struct sigaction& action) {
  return (action.sa_flags & SA_SIGINFO) != 0 && action.sa_sigaction == on_signal;
}

void watch(int signal) {
  // Out of range or not to be caught: sigaction says so before anything is changed.
  const struct sigaction current = action_of(signal);
  if (is_ours(current)) return;
  if (signal == SIGCHLD) earlier_child_action = current;
  struct sigaction action {};
  action.sa_sigaction = on_signal;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  sigemptyset(&action.sa_mask);
  if (sigaction(signal, &action, nullptr) < 0) throw_errno("sigaction");
}

void unwatch(int signal) {
  // Someone may have put a handler over ours, and keeps it.
  if (!is_ours(action_of(signal))) return;
  struct sigaction action {};
  action.sa_handler = SIG_DFL;
  if (sigaction(signal, has_earlier(signal) ? &earlier_child_action : &action, nullptr) < 0)
    throw_errno("sigaction");
}

void open_pipe() {
  std::array<int, 2> fds{};
  if (pipe2(fds.data(), O_CLOEXEC | O_NONBLOCK) < 0) throw_errno("pipe2");
  state().reading.reset(fds[0]);
  state().writing.reset(fds[1]);
  writing_fd = fds[1];
}

}  // namespace

int watch_signals(std::span<const int> signals) {
  State& now = state();
  if (!now.reading) open_pipe();
  const std::vector<int> before = std::exchange(now.watched, {});
  for (const int signal : before) {
    if (std::find(signals.begin(), signals.end(), signal) == signals.end()) unwatch(signal);
  }
  for (const int signal : signals) {
    watch(signal);
    now.watched.push_back(signal);
  }
  return now.reading.get();
}

bool next_signal(SignalNote* note) {
  return read(state().reading.get(), note, sizeof *note) == static_cast<ssize_t>(sizeof *note);
}

void forget_signals() {
  State& now = state();
  for (const int signal : std::exchange(now.watched, {})) unwatch(signal);
  writing_fd = -1;
  now.reading.reset();
  now.writing.reset();
}

}  // namespace decant
