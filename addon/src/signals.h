// Signals as bytes in a pipe, with what siginfo_t says of the sender: sigaction(2).
#pragma once

#include <sys/types.h>

#include <span>

namespace decant {

struct SignalNote {
  int signal;
  // si_code: SI_USER for kill(2), SI_KERNEL for a terminal's.
  int code;
  pid_t pid;
};

// From now on each of `signals` puts a SignalNote into the pipe whose reading end is returned (non-blocking, owned by
// this module, the same as before unless `forget_signals` came between). Signals of an earlier call that are missing
// now get their default action back.
int watch_signals(std::span<const int> signals);

// Reads one note; false if there is none.
bool next_signal(SignalNote* note);

// In a forked child: default actions for all that was watched, and no pipe shared with the parent.
void forget_signals();

}  // namespace decant
