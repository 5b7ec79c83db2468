#include "mapping.h"

#include <sys/file.h>
#include <sys/mman.h>

#include <cerrno>
#include <limits>
#include <unordered_map>
#include <utility>

#include "error.h"

namespace decant {

namespace {

// Those that are not released, by address. Never destroyed: mappings may end later than static objects.
std::unordered_map<const void*, Mapping*>& mappings() {
  static auto* map = new std::unordered_map<const void*, Mapping*>;
  return *map;
}

}  // namespace

UniqueFd create_memfd(const std::string& name, size_t size) {
  if (size > static_cast<size_t>(std::numeric_limits<off_t>::max()))
    throw SystemError("ftruncate", EINVAL, name);
  UniqueFd fd(memfd_create(name.c_str(), MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd) throw_errno("memfd_create", name);
  if (ftruncate(fd.get(), static_cast<off_t>(size)) < 0) throw_errno("ftruncate", name);
  return fd;
}

Mapping::Mapping(int fd, size_t length, bool writable, off_t offset) : length_(length) {
  memory_ = mmap(nullptr, length, writable ? PROT_READ | PROT_WRITE : PROT_READ, MAP_SHARED, fd, offset);
  if (memory_ == MAP_FAILED) throw_errno("mmap");
  mappings().emplace(memory_, this);
}

void Mapping::release() noexcept {
  if (memory_ == nullptr) return;
  mappings().erase(memory_);
  munmap(std::exchange(memory_, nullptr), length_);
}

Mapping* Mapping::find(const void* memory) {
  const auto found = mappings().find(memory);
  return found == mappings().end() ? nullptr : found->second;
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
