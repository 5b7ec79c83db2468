// The host of a virtual machine; docs/TESTING.md has its arguments, options.cc reads them. Guests are
// programs with libdecant_virtgpu.so; each open node is one. Says "ready" and stays until its standard input
// ends.
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <list>
#include <string>

#include "kernel.h"
#include "options.h"

using namespace virtgpu;

namespace {

UniqueFd listen_at(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return {};
  }
  std::memcpy(address.sun_path, path.data(), path.size());
  UniqueFd fd(socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
  const auto* place = reinterpret_cast<const sockaddr*>(&address);
  return bind(fd.get(), place, sizeof address) == 0 && listen(fd.get(), 128) == 0 ? std::move(fd)
                                                                                  : UniqueFd();
}

bool is_ready(const pollfd& watched) { return watched.revents != 0; }

// The arguments; says what is wrong with them and ends.
Options options_of(int count, char** words) {
  try {
    return read_options(count, words);
  } catch (const OptionError& error) {
    std::fprintf(stderr, "decant_virtgpu_host: %s\n", error.what());
    std::exit(2);
  }
}

// Says what could not be done.
int fail(const char* what, const std::string& path) {
  std::fprintf(stderr, "decant_virtgpu_host: %s %s: %s\n", what, path.c_str(), std::strerror(errno));
  return 1;
}

}  // namespace

int main(int count, char** words) {
  const Options options = options_of(count, words);
  Journal journal(options.log);
  if (!journal.is_open()) return fail("the log", options.log);
  Machine machine;
  std::signal(SIGPIPE, SIG_IGN);
  const UniqueFd listener = listen_at(options.socket);
  if (!listener) return fail("the socket", options.socket);
  std::puts("ready");
  std::fflush(stdout);
  std::list<Guest> guests;
  std::vector<pollfd> watched;
  for (;;) {
    watched = {{STDIN_FILENO, POLLIN, 0}, {listener.get(), POLLIN, 0}};
    for (Guest& guest : guests) watched.push_back({guest.socket(), POLLIN, 0});
    const size_t sessions = watched.size();
    for (Guest& guest : guests)
      if (guest.session() != nullptr) guest.session()->watch(watched);
    poll(watched.data(), watched.size(), -1);
    if (is_ready(watched[0])) return 0;
    bool some = false;
    for (size_t i = sessions; i < watched.size(); i++) some = some || is_ready(watched[i]);
    size_t at = 2;
    for (auto guest = guests.begin(); guest != guests.end(); at++) {
      const bool gone = is_ready(watched.at(at)) && !guest->serve();
      const bool served = !gone && is_ready(watched.at(at));
      if (!gone && (some || served) && guest->session() != nullptr) guest->session()->go_on();
      guest = gone ? guests.erase(guest) : std::next(guest);
    }
    if (is_ready(watched[1])) {
      UniqueFd accepted(accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
      if (accepted) guests.emplace_back(std::move(accepted), options, journal, machine);
    }
  }
}
