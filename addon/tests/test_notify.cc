#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>

#include "check.h"
#include "notify.h"
#include "unique_fd.h"
#include "unix_address.h"

using namespace decant;
using decant::test::errno_of;

TEST("a service manager gets one datagram, by path and by abstract name") {
  const std::string path =
      std::filesystem::temp_directory_path() / ("decant-notify-" + std::to_string(getpid()));
  for (const std::string& address : {path, "@" + path}) {
    const UniqueFd manager(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    const UnixAddress name(address, "bind");
    CHECK(bind(manager.get(), name.get(), name.length) == 0);
    notify(address, "READY=1\nSTATUS=fine");
    std::array<char, 64> text{};
    const ssize_t count = recv(manager.get(), text.data(), text.size(), MSG_DONTWAIT);
    CHECK(std::string(text.data(), static_cast<size_t>(count)) == "READY=1\nSTATUS=fine");
  }
  std::filesystem::remove(path);
}

TEST("an address that is too long or that nobody has is an error") {
  CHECK(errno_of([] { notify("/" + std::string(107, 'x'), "READY=1"); }) == ENAMETOOLONG);
  CHECK(errno_of([] { notify("@decant-nobody-here", "READY=1"); }) == ECONNREFUSED);
}
