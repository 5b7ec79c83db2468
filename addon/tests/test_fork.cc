#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>

#include "check.h"
#include "fork.h"

using namespace decant;

namespace {

constexpr size_t kLength = 65536;

// Memory as V8 makes it: private, partly without access, and not for children.
char* hidden_memory() {
  void* memory = mmap(nullptr, kLength * 2, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  mprotect(static_cast<char*>(memory) + kLength, kLength, PROT_NONE);
  madvise(memory, kLength * 2, MADV_DONTFORK);
  *static_cast<char*>(memory) = 'd';
  return static_cast<char*>(memory);
}

bool child_sees(char* memory) {
  const pid_t pid = fork();
  if (pid == 0) _exit(mprotect(memory + kLength, kLength, PROT_READ) == 0 && *memory == 'd' ? 0 : 1);
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool hook_saw_blocked_signals = false;

void look_at_signals(void* argument) {
  sigset_t mask;
  pthread_sigmask(SIG_BLOCK, nullptr, &mask);
  hook_saw_blocked_signals = sigismember(&mask, SIGTERM) == 1;
  *static_cast<int*>(argument) = 1;
}

}  // namespace

TEST("memory that was kept from children reaches them, by either way") {
  char* first = hidden_memory();
  make_memory_forkable();
  CHECK(child_sees(first));
  munmap(first, kLength * 2);
  char* second = hidden_memory();
  make_mappings_forkable();
  CHECK(child_sees(second));
  munmap(second, kLength * 2);
}

TEST("the hook runs in the child only, before signals are let in again") {
  int called = 0;
  const pid_t pid = fork_process(look_at_signals, &called);
  sigset_t mask;
  pthread_sigmask(SIG_BLOCK, nullptr, &mask);
  const bool open_again = sigismember(&mask, SIGTERM) == 0;
  if (pid == 0) _exit(called == 1 && hook_saw_blocked_signals && open_again ? 0 : 1);
  int status = 0;
  waitpid(pid, &status, 0);
  CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  CHECK(called == 0);
  CHECK(open_again);
}
