// Waiting for children, ending this process, and its limit of descriptors. `spawn.h` starts programs.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <optional>

namespace decant {

// How a process ended: one of the two is set.
struct ExitStatus {
  std::optional<int> code;
  std::optional<int> signal;
};

// Collects child `pid` if it has ended. Throws ECHILD if it is none, EINVAL if `pid` is not positive.
std::optional<ExitStatus> wait_for(pid_t pid);

// Ends this process by `signal` with its default action and without a core file. Returns if that signal
// doesn't kill.
void die_by_signal(int signal);

// The soft limit of open descriptors so far; from now on it is the hard one.
size_t raise_descriptor_limit();
void set_descriptor_limit(size_t soft);

}  // namespace decant
