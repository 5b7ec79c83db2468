#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "check.h"
#include "signals.h"

using namespace decant;
using decant::test::errno_of;
using decant::test::open_descriptors;

namespace {

volatile sig_atomic_t earlier_calls = 0;

bool is_default(int signal) {
  struct sigaction action {};
  sigaction(signal, nullptr, &action);
  return action.sa_handler == SIG_DFL;
}

}  // namespace

TEST("a note says which signal came, how, and from whom") {
  const std::array signals{SIGUSR1, SIGUSR2};
  const int fd = watch_signals(signals);
  CHECK((fcntl(fd, F_GETFL) & O_NONBLOCK) != 0);
  CHECK((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
  SignalNote note{};
  CHECK(!next_signal(&note));
  kill(getpid(), SIGUSR2);
  CHECK(next_signal(&note));
  CHECK(note.signal == SIGUSR2 && note.code == SI_USER && note.pid == getpid());
  forget_signals();
}

TEST("a signal that is no longer watched has its default action back") {
  const std::array both{SIGUSR1, SIGUSR2};
  const std::array one{SIGUSR2};
  const int fd = watch_signals(both);
  CHECK(watch_signals(one) == fd);
  CHECK(is_default(SIGUSR1));
  CHECK(!is_default(SIGUSR2));
  forget_signals();
  CHECK(is_default(SIGUSR2));
}

TEST("an ignored signal has its default action after it was watched") {
  std::signal(SIGUSR1, SIG_IGN);
  const std::array signals{SIGUSR1};
  watch_signals(signals);
  kill(getpid(), SIGUSR1);
  SignalNote note{};
  CHECK(next_signal(&note));
  forget_signals();
  CHECK(is_default(SIGUSR1));
}

TEST("an earlier handler of SIGCHLD is called too and comes back, one of another signal is replaced") {
  for (const int signal : {SIGCHLD, SIGUSR1}) {
    const int expected = signal == SIGCHLD ? 1 : 0;
    earlier_calls = 0;
    std::signal(signal, [](int) { earlier_calls = earlier_calls + 1; });
    const std::array signals{signal};
    watch_signals(signals);
    kill(getpid(), signal);
    SignalNote note{};
    CHECK(next_signal(&note));
    CHECK(earlier_calls == expected);
    forget_signals();
    CHECK(is_default(signal) == (signal == SIGUSR1));
    std::signal(signal, SIG_DFL);
  }
}

TEST("what cannot be caught is refused") {
  for (const int signal : {SIGKILL, 0, 4711, -1}) {
    const std::array signals{signal};
    CHECK(errno_of([&] { watch_signals(signals); }) == EINVAL);
  }
  forget_signals();
}

TEST("a full pipe loses notes and nothing else, and no pipe leaks") {
  const size_t before = open_descriptors();
  const std::array signals{SIGUSR1};
  watch_signals(signals);
  for (int i = 0; i < 10000; i++) kill(getpid(), SIGUSR1);
  SignalNote note{};
  int notes = 0;
  while (next_signal(&note)) notes++;
  CHECK(notes > 1000 && notes < 10000);
  forget_signals();
  CHECK(!next_signal(&note));
  CHECK(open_descriptors() == before);
}
