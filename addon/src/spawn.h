// Starting programs: posix_spawn(3). The child gets nothing of this process but what is asked for.
#pragma once

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

namespace decant {

struct SpawnOptions {
  std::vector<std::string> argv;
  std::vector<std::string> env;
  // Descriptor in the child, descriptor here. A source may be another pair's target.
  std::vector<std::pair<int, int>> fds;
};

// Starts a program with default signal actions and nothing blocked. argv[0] without a slash is looked up in
// PATH of `env`. Throws for a program that cannot be run.
pid_t spawn(const SpawnOptions& options);

}  // namespace decant
