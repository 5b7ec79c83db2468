#include <fcntl.h>

#include "check.h"
#include "unique_fd.h"

using decant::UniqueFd;

namespace {

int open_null() { return open("/dev/null", O_RDONLY | O_CLOEXEC); }
bool is_open(int fd) { return fcntl(fd, F_GETFD) >= 0; }

}  // namespace

TEST("the owner closes its descriptor at its end") {
  const int fd = open_null();
  { const UniqueFd owner(fd); }
  CHECK(!is_open(fd));
}

TEST("a moved-from owner closes nothing") {
  const int fd = open_null();
  UniqueFd first(fd);
  {
    const UniqueFd second(std::move(first));
    CHECK(second.get() == fd);
  }
  CHECK(!first);
  CHECK(!is_open(fd));
}

TEST("assignment closes what was owned before") {
  const int before = open_null();
  const int after = open_null();
  UniqueFd owner(before);
  owner = UniqueFd(after);
  CHECK(!is_open(before));
  CHECK(is_open(after));
}

TEST("a released descriptor stays open") {
  UniqueFd owner(open_null());
  const int fd = owner.release();
  owner.reset();
  CHECK(is_open(fd));
  UniqueFd(fd).reset();
  CHECK(!is_open(fd));
}
