#include "shared.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "config.h"
#include "real.h"

namespace virtwl {

namespace {

void initialise(Shared& memory) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&memory.mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
  memory.magic = kMagic;
}

[[noreturn]] void give_up(const std::string& path) {
  std::perror(("virtwl emulator: " + path).c_str());
  std::abort();
}

Shared& map(int fd) {
  const int flags = fd < 0 ? MAP_SHARED | MAP_ANONYMOUS : MAP_SHARED;
  void* address = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, flags, fd, 0);
  if (address == MAP_FAILED) give_up("mmap");
  return *static_cast<Shared*>(address);
}

// Under the file's lock, so that only one process finds it empty.
Shared& map_file(const std::string& path) {
  const int fd = VIRTWL_REAL(open, path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd < 0 || flock(fd, LOCK_EX) < 0) give_up(path);
  struct stat status {};
  if (fstat(fd, &status) < 0) give_up(path);
  const bool is_new = status.st_size == 0;
  if (is_new && ftruncate(fd, sizeof(Shared)) < 0) give_up(path);
  Shared& memory = map(fd);
  if (is_new) initialise(memory);
  // Closing would not do: the mapping keeps the open file, and with it its lock.
  flock(fd, LOCK_UN);
  VIRTWL_REAL(close, fd);
  return memory;
}

Shared& map_own() {
  const std::string path = state_path();
  if (!path.empty()) return map_file(path);
  Shared& memory = map(-1);
  initialise(memory);
  return memory;
}

// Mapped before main, so that a fork later in life finds parent and child on the same table.
[[gnu::constructor]] void start() { shared(); }

}  // namespace

Shared& shared() {
  static Shared& memory = map_own();
  return memory;
}

Lock::Lock(Shared& memory) : memory_(memory) {
  // Whoever died with the lock left at worst an entry half written; counters and other entries are whole.
  if (pthread_mutex_lock(&memory_.mutex) == EOWNERDEAD) pthread_mutex_consistent(&memory_.mutex);
}

Lock::~Lock() { pthread_mutex_unlock(&memory_.mutex); }

}  // namespace virtwl
