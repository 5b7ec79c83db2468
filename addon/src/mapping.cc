#include "mapping.h"

#include <sys/file.h>
#include <sys/mman.h>

#include <cerrno>
#include <limits>

#include "error.h"

namespace decant {

UniqueFd create_memfd(const std::string& name, size_t size) {
  if (size > static_cast<size_t>(std::numeric_limits<off_t>::max())) throw SystemError("ftruncate", EINVAL, name);
  UniqueFd fd(memfd_create(name.c_str(), MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd) throw_errno("memfd_create", name);
  if (ftruncate(fd.get(), static_cast<off_t>(size)) < 0) throw_errno("ftruncate", name);
  return fd;
}

void* map_shared(int fd, size_t length, bool writable) {
  void* memory = mmap(nullptr, length, writable ? PROT_READ | PROT_WRITE : PROT_READ, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) throw_errno("mmap");
  return memory;
}

void unmap(void* memory, size_t length) {
  if (munmap(memory, length) < 0) throw_errno("munmap");
}

bool lock_file(int fd) {
  int result;
  do {
    result = flock(fd, LOCK_EX | LOCK_NB);
  } while (result < 0 && errno == EINTR);
  if (result == 0) return true;
  if (errno == EWOULDBLOCK) return false;
  throw_errno("flock");
}

}  // namespace decant
