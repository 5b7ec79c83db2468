#include "fork.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>

#include "error.h"
#include "unique_fd.h"

namespace decant {

namespace {

std::string read_maps() {
  const UniqueFd fd(open("/proc/self/maps", O_RDONLY | O_CLOEXEC));
  if (!fd) throw_errno("open", "/proc/self/maps");
  std::string text;
  std::array<char, 32768> block;
  for (;;) {
    const ssize_t count = read(fd.get(), block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw_errno("read", "/proc/self/maps");
    if (count == 0) return text;
    text.append(block.data(), static_cast<size_t>(count));
  }
}

}  // namespace

void make_heap_forkable() {
  const std::string maps = read_maps();
  const char* line = maps.c_str();
  // Neighbours are taken together: one call for a whole heap.
  unsigned long run_start = 0;
  unsigned long run_end = 0;
  const auto finish_run = [&] {
    // EINVAL means a special mapping, which is not V8's.
    if (run_end > run_start) madvise(reinterpret_cast<void*>(run_start), run_end - run_start, MADV_DOFORK);
  };
  while (*line != '\0') {
    unsigned long start = 0;
    unsigned long end = 0;
    unsigned long inode = 0;
    char permissions[5] = "";
    int name_at = 0;
    const int fields = std::sscanf(line, "%lx-%lx %4s %*s %*s %lu %n", &start, &end, permissions, &inode, &name_at);
    const char* newline = std::strchr(line, '\n');
    const bool anonymous = fields == 4 && permissions[3] == 'p' && inode == 0 && line[name_at] != '[';
    if (anonymous) {
      if (start != run_end) {
        finish_run();
        run_start = start;
      }
      run_end = end;
    }
    if (newline == nullptr) break;
    line = newline + 1;
  }
  finish_run();
}

pid_t fork_process(void (*in_child)(void* argument), void* argument) {
  make_heap_forkable();
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before);
  const pid_t pid = fork();
  const int error = errno;
  if (pid == 0) in_child(argument);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  if (pid < 0) throw SystemError("fork", error);
  return pid;
}

}  // namespace decant
