#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "check.h"
#include "mapping.h"

using namespace decant;
using decant::test::errno_of;

TEST("a memfd has its size, may be sealed and is close-on-exec") {
  const UniqueFd fd = create_memfd("test", 8192);
  struct stat status {};
  CHECK(fstat(fd.get(), &status) == 0 && status.st_size == 8192);
  CHECK(fcntl(fd.get(), F_ADD_SEALS, F_SEAL_SHRINK) == 0);
  CHECK((fcntl(fd.get(), F_GETFD) & FD_CLOEXEC) != 0);
}

TEST("two mappings of a file see the same bytes") {
  const UniqueFd fd = create_memfd("test", 4096);
  const Mapping writing(fd.get(), 4096, true);
  const Mapping reading(fd.get(), 4096, false);
  std::memcpy(writing.memory(), "decant", 6);
  CHECK(std::memcmp(reading.memory(), "decant", 6) == 0);
}

TEST("a mapping of nothing or of no file is refused") {
  const UniqueFd fd = create_memfd("test", 4096);
  CHECK(errno_of([&] { const Mapping mapping(fd.get(), 0, true); }) == EINVAL);
  CHECK(errno_of([] { const Mapping mapping(-1, 4096, true); }) == EBADF);
}

TEST("the end of a released mapping leaves a newer one at its address alone") {
  const UniqueFd fd = create_memfd("test", 4096);
  auto old = std::make_unique<Mapping>(fd.get(), 4096, true);
  const void* address = old->memory();
  old->release();
  CHECK(Mapping::find(address) == nullptr);
  // The kernel gives the same place again; were it another, there would be nothing to protect.
  const Mapping young(fd.get(), 4096, true);
  CHECK(young.memory() == address);
  old.reset();
  CHECK(Mapping::find(address) == &young);
  std::memcpy(young.memory(), "decant", 6);
}

TEST("a lock belongs to one open file at a time") {
  const std::string path = "/proc/self/fd/";
  const UniqueFd first = create_memfd("lock", 0);
  UniqueFd second(open((path + std::to_string(first.get())).c_str(), O_RDWR | O_CLOEXEC));
  CHECK(lock_file(first.get()));
  CHECK(lock_file(first.get()));
  CHECK(!lock_file(second.get()));
  CHECK(errno_of([] { lock_file(-1); }) == EBADF);
}
