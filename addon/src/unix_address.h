// sockaddr_un from a path or from an abstract name written as "@name".
#pragma once

#include <sys/socket.h>
#include <sys/un.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>

#include "error.h"

namespace decant {

struct UnixAddress {
  sockaddr_un address{};
  socklen_t length = 0;

  // Throws ENAMETOOLONG, ENOENT for an empty path or EINVAL for one with a NUL, in the name of `syscall`.
  UnixAddress(const std::string& path, const char* syscall) {
    const bool abstract = !path.empty() && path[0] == '@';
    // A path needs room for its NUL, an abstract name none: its length says where it ends.
    const size_t room = sizeof address.sun_path - (abstract ? 0 : 1);
    if (path.empty()) throw SystemError(syscall, ENOENT, path);
    if (!abstract && path.find('\0') != std::string::npos) throw SystemError(syscall, EINVAL);
    if (path.size() > room) throw SystemError(syscall, ENAMETOOLONG, path);
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    if (abstract) address.sun_path[0] = '\0';
    length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size() + (abstract ? 0 : 1));
  }

  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&address); }
};

}  // namespace decant
