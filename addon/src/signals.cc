#include "signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
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
  static State instance;
  return instance;
}

// What the handler may look at: a handler must not run constructors.
volatile sig_atomic_t g_writing_fd = -1;

void on_signal(int signal, siginfo_t* info, void* /*context*/) {
  const int saved = errno;
  const SignalNote note{signal, info->si_code, info->si_pid};
  // A full pipe loses the note: there are then hundreds of the kind waiting already.
  if (write(g_writing_fd, &note, sizeof note) < 0) errno = saved;
  errno = saved;
}

void set_default(int signal) {
  struct sigaction action {};
  action.sa_handler = SIG_DFL;
  if (sigaction(signal, &action, nullptr) < 0) throw_errno("sigaction");
}

void open_pipe() {
  int fds[2];
  if (pipe2(fds, O_CLOEXEC | O_NONBLOCK) < 0) throw_errno("pipe2");
  state().reading.reset(fds[0]);
  state().writing.reset(fds[1]);
  g_writing_fd = fds[1];
}

}  // namespace

int watch_signals(std::span<const int> signals) {
  if (!state().reading) open_pipe();
  for (const int signal : state().watched) {
    if (std::find(signals.begin(), signals.end(), signal) == signals.end()) set_default(signal);
  }
  state().watched.assign(signals.begin(), signals.end());
  for (const int signal : signals) {
    struct sigaction action {};
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    sigemptyset(&action.sa_mask);
    if (sigaction(signal, &action, nullptr) < 0) throw_errno("sigaction");
  }
  return state().reading.get();
}

bool next_signal(SignalNote* note) {
  return read(state().reading.get(), note, sizeof *note) == static_cast<ssize_t>(sizeof *note);
}

void forget_signals() {
  for (const int signal : state().watched) set_default(signal);
  state().watched.clear();
  g_writing_fd = -1;
  state().reading.reset();
  state().writing.reset();
}

}  // namespace decant
