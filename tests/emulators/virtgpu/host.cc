// The host of a virtual machine: `decant_virtgpu_host --socket=PATH --compositor=PATH --log=PATH
// [--manner=kill]
// [--dmabuf=off] [--renders=on] [--init=BYTES] [--identifiers=COUNT] [--fault=WORD]`. Guests are programs
// with libdecant_virtgpu.so; each open node is one. Says "ready" and stays until its standard input ends.
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <list>
#include <string_view>

#include "kernel.h"

using namespace virtgpu;

namespace {

Options options_of(int count, char** words) {
  Options options;
  for (int i = 1; i < count; i++) {
    const std::string_view word(words[i]);
    const size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const std::string value(equals == std::string_view::npos ? "" : word.substr(equals + 1));
    if (name == "--socket") options.socket = value;
    if (name == "--compositor") options.compositor = value;
    if (name == "--log") options.log = value;
    if (name == "--manner") options.kills = value == "kill";
    if (name == "--dmabuf") options.dmabuf = value != "off";
    if (name == "--renders") options.renders = value == "on";
    if (name == "--init") options.init_bytes = std::stoul(value);
    if (name == "--identifiers") options.identifiers = static_cast<uint32_t>(std::stoul(value));
    if (name == "--fault") options.fault = value;
  }
  return options;
}

UniqueFd listen_at(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) return {};
  std::memcpy(address.sun_path, path.data(), path.size());
  UniqueFd fd(socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
  const auto* place = reinterpret_cast<const sockaddr*>(&address);
  return bind(fd.get(), place, sizeof address) == 0 && listen(fd.get(), 128) == 0 ? std::move(fd)
                                                                                  : UniqueFd();
}

bool is_ready(const pollfd& watched) { return watched.revents != 0; }

}  // namespace

int main(int count, char** words) {
  const Options options = options_of(count, words);
  Journal journal(options.log);
  Machine machine;
  std::signal(SIGPIPE, SIG_IGN);
  const UniqueFd listener = listen_at(options.socket);
  if (!listener) {
    std::perror("decant_virtgpu_host");
    return 1;
  }
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
