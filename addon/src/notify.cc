#include "notify.h"

#include <sys/socket.h>

#include "error.h"
#include "unique_fd.h"
#include "unix_address.h"

namespace decant {

void notify(const std::string& address, const std::string& state) {
  const UnixAddress target(address, "sendto");
  const UniqueFd fd(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!fd) throw_errno("socket");
  if (sendto(fd.get(), state.data(), state.size(), MSG_NOSIGNAL, target.get(), target.length) < 0) {
    throw_errno("sendto", address);
  }
}

}  // namespace decant
