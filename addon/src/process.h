// Processes: starting programs, waiting, ending, limits.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace decant {

struct SpawnOptions {
  std::vector<std::string> argv;
  std::vector<std::string> env;
  // Descriptor in the child, descriptor here. Everything else but 0, 1 and 2 must be close-on-exec.
  std::vector<std::pair<int, int>> fds;
};

// Starts a program with default signal actions and nothing blocked. argv[0] without a slash is looked up in PATH of
// `env`. Throws for a program that cannot be run.
pid_t spawn(const SpawnOptions& options);

// How a process ended: one of the two is set.
struct ExitStatus {
  std::optional<int> code;
  std::optional<int> signal;
};

// Collects child `pid` if it has ended.
std::optional<ExitStatus> wait_for(pid_t pid);

// Ends this process by `signal` with its default action and without a core file. Returns if that signal doesn't kill.
void die_by_signal(int signal);

// The soft limit of open descriptors so far; from now on it is the hard one.
size_t raise_descriptor_limit();
void set_descriptor_limit(size_t soft);

}  // namespace decant
