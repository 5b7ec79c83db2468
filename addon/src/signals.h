// Signals as notes in a pipe, with what siginfo_t says of the sender: sigaction(2).
// A handler that was there before (libuv's) is called too and comes back when the signal is no longer
// watched.
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

// From now on each of `signals` puts a SignalNote into the pipe whose reading end is returned (non-blocking,
// owned by this module, the same as before unless `forget_signals` came between). Signals of an earlier call
// that are missing now get back the handler that was there before, or else their default action. Throws
// EINVAL for a signal that is none or cannot be caught; those before it in the list are watched then, and
// nothing else is.
int watch_signals(std::span<const int> signals);

// Reads one note; false if there is none.
bool next_signal(SignalNote* note);

// In a forked child: nothing is watched any more, and no pipe is shared with the parent.
void forget_signals();

}  // namespace decant
