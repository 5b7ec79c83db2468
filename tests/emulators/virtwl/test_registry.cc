// A real compositor behind the device: EMULATED_VIRTWL_HOST is its socket.
#include "check.h"
#include "wayland_guest.h"

using namespace virtwl;
using namespace virtwl::test;

TEST("the compositor's globals come through RECV in answer to a SEND") {
  const WaylandGuest guest;
  CHECK(guest.globals().contains("wl_compositor"));
  CHECK(guest.globals().contains("wl_shm"));
  CHECK(guest.globals().contains("xdg_wm_base"));
}

TEST("a protocol error of the guest comes as wl_display.error, then the context hangs up") {
  WaylandGuest guest;
  guest.say(Message(1, 1).add(uint32_t{77777}));
  std::string reason;
  try {
    guest.wait_for(1, 0);
  } catch (const std::exception& error) {
    reason = error.what();
  }
  CHECK(reason.starts_with("error of object 1"));
  Got got;
  while (!(got = receive(guest.context())).bytes.empty()) CHECK(got.error == 0);
  pollfd state{guest.context(), POLLIN, 0};
  CHECK(poll(&state, 1, 1000) == 1);
  CHECK((state.revents & (POLLHUP | POLLIN)) == POLLHUP);
}
