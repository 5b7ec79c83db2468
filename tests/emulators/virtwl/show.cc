// A window of one colour, for a test that takes a picture: `virtwl_show alloc|dmabuf` draws it through the
// device, says "shown", and stays until its standard input ends.
#include <unistd.h>

#include <cstdio>
#include <exception>

#include "wayland_guest.h"

using namespace virtwl;
using namespace virtwl::test;

namespace {

constexpr uint32_t kWidth = 100;
constexpr uint32_t kHeight = 80;
constexpr uint32_t kColour = 0xff12abef;

void fill(int fd, uint32_t stride) {
  const Mapping memory(fd, size_t{stride} * kHeight);
  for (uint32_t y = 0; y < kHeight; y++)
    for (uint32_t x = 0; x < kWidth; x++) memory.pixels()[y * stride / 4 + x] = kColour;
}

// wl_shm: a pool on allocated memory.
uint32_t shm_buffer(WaylandGuest& guest) {
  const UniqueFd memory = make(request(NewType::Alloc, kWidth * 4 * kHeight)).fd;
  fill(memory.get(), kWidth * 4);
  const uint32_t shm = guest.bind("wl_shm", 1);
  const uint32_t pool = guest.new_id();
  guest.say(Message(shm, 0).add(pool).add(kWidth * 4 * kHeight), {memory.get()});
  const uint32_t buffer = guest.new_id();
  guest.say(Message(pool, 0)
                .add(buffer)
                .add(uint32_t{0})
                .add(kWidth)
                .add(kHeight)
                .add(kWidth * 4)
                .add(uint32_t{1}));
  return buffer;
}

// zwp_linux_dmabuf_v1: params, one plane, create_immed, destroy.
uint32_t dmabuf_buffer(WaylandGuest& guest) {
  const Made made = make(dmabuf_request(kWidth, kHeight, "XR24"));
  sync(made.fd.get(), kSyncWrite);
  fill(made.fd.get(), made.dmabuf.strides[0]);
  sync(made.fd.get(), kSyncWrite | kSyncEnd);
  const uint32_t dmabuf = guest.bind("zwp_linux_dmabuf_v1", 3);
  guest.roundtrip();
  const uint32_t params = guest.new_id();
  guest.say(Message(dmabuf, 1).add(params));
  guest.say(Message(params, 1)
                .add(uint32_t{0})
                .add(made.dmabuf.offsets[0])
                .add(made.dmabuf.strides[0])
                .add(uint32_t{0})
                .add(uint32_t{0}),
            {made.fd.get()});
  const uint32_t buffer = guest.new_id();
  guest.say(Message(params, 3).add(buffer).add(kWidth).add(kHeight).add(made.dmabuf.format).add(uint32_t{0}));
  guest.say(Message(params, 0));
  guest.wait_for(1, 1);
  return buffer;
}

void show(bool with_dmabuf) {
  WaylandGuest guest;
  const uint32_t compositor = guest.bind("wl_compositor", 4);
  const uint32_t wm_base = guest.bind("xdg_wm_base", 1);
  const uint32_t buffer = with_dmabuf ? dmabuf_buffer(guest) : shm_buffer(guest);
  const uint32_t surface = guest.new_id();
  guest.say(Message(compositor, 0).add(surface));
  const uint32_t xdg_surface = guest.new_id();
  guest.say(Message(wm_base, 2).add(xdg_surface).add(surface));
  guest.say(Message(xdg_surface, 1).add(guest.new_id()));
  guest.say(Message(surface, 6));
  const Event configure = guest.wait_for(xdg_surface, 0);
  guest.say(Message(xdg_surface, 4).add(configure.words.at(0)));
  guest.say(Message(surface, 1).add(buffer).add(uint32_t{0}).add(uint32_t{0}));
  guest.say(Message(surface, 2).add(uint32_t{0}).add(uint32_t{0}).add(kWidth).add(kHeight));
  const uint32_t frame = guest.new_id();
  guest.say(Message(surface, 3).add(frame));
  guest.say(Message(surface, 6));
  guest.wait_for(frame, 0);
  std::puts("shown");
  std::fflush(stdout);
  char byte = 0;
  while (read(STDIN_FILENO, &byte, 1) > 0) {
  }
}

}  // namespace

int main(int count, char** words) {
  try {
    show(count > 1 && std::string(words[1]) == "dmabuf");
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "virtwl_show: %s\n", error.what());
    return 1;
  }
}
