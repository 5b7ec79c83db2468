// Waiting for children, ending this process, and its limit of descriptors. `spawn.h` starts programs.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <optional>
#include <string_view>

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

// Unless this is called again before, the process says `text` on standard output after `seconds` and ends
// with `status`, whatever system call it waits in (SIGALRM). 0 seconds take that back. Throws EINVAL for a
// text of more than kMaxLastWords bytes.
inline constexpr size_t kMaxLastWords = 1024;
void limit_time(unsigned seconds, std::string_view text, int status);

// The soft limit of open descriptors so far; from now on it is the hard one.
size_t raise_descriptor_limit();
void set_descriptor_limit(size_t soft);

}  // namespace decant
