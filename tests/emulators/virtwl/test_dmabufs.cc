// linux-dmabuf of the guest as wl_shm of the host (EMULATED_VIRTWL_DMABUF=shm), message by message.
#include "bare_host.h"
#include "check.h"
#include "wayland_guest.h"

using namespace virtwl;
using namespace virtwl::test;

namespace {

constexpr uint32_t kArgb = 0x34325241;
constexpr uint32_t kXrgb = 0x34325258;
constexpr uint32_t kRegistry = 2;
constexpr uint32_t kManager = 3;
constexpr uint32_t kParams = 4;
constexpr uint32_t kBuffer = 5;

struct TranslatedLine {
  TranslatedLine() {
    setenv("EMULATED_VIRTWL_DMABUF", "shm", 1);
    context = make(request(NewType::Context)).fd;
    unsetenv("EMULATED_VIRTWL_DMABUF");
    far = host.accept();
    fcntl(context.get(), F_SETFL, O_NONBLOCK);
  }

  void host_says(const Message& message) const {
    const std::string bytes = message.bytes();
    decant::send(far.get(), bytes.data(), bytes.size(), nullptr, 0);
  }
  int guest_says(const Message& message, const std::vector<int>& fds = {}) const {
    return send(context.get(), message.bytes(), fds);
  }
  Got host_hears() const { return at_host(far.get()); }
  std::string guest_hears() const { return receive(context.get()).bytes; }

  // The registry is there and linux-dmabuf is bound.
  void bind(uint32_t version) {
    guest_says(Message(1, 1).add(kRegistry));
    host_says(Message(kRegistry, 0).add(uint32_t{7}).add("wl_shm").add(uint32_t{1}));
    const std::string heard = guest_hears();
    // The last event's arguments: name, length and text of the interface (20 bytes), version.
    std::memcpy(&name, heard.data() + heard.size() - (4 + 4 + 20 + 4), 4);
    host_hears();
    guest_says(Message(kRegistry, 0).add(name).add("zwp_linux_dmabuf_v1").add(version).add(kManager));
  }

  BareHost host;
  UniqueFd context;
  UniqueFd far;
  uint32_t name = 0;
};

std::string callback_done(uint32_t id) { return Message(id, 0).add(uint32_t{1}).bytes(); }

}  // namespace

TEST("linux-dmabuf is offered beside wl_shm, and the host's own is not") {
  TranslatedLine line;
  line.guest_says(Message(1, 1).add(kRegistry));
  const Message shm = Message(kRegistry, 0).add(uint32_t{7}).add("wl_shm").add(uint32_t{1});
  line.host_says(Message(kRegistry, 0).add(uint32_t{6}).add("zwp_linux_dmabuf_v1").add(uint32_t{4}));
  line.host_says(shm);
  const std::string heard = line.guest_hears();
  CHECK(heard.starts_with(shm.bytes()));
  CHECK(heard.find("zwp_linux_dmabuf_v1") != std::string::npos);
  CHECK(heard.find("zwp_linux_dmabuf_v1") == heard.rfind("zwp_linux_dmabuf_v1"));
  CHECK(heard.ends_with(std::string("\3\0\0\0", 4)));
}

TEST("a bind of linux-dmabuf is a bind of wl_shm on the host, under the same id") {
  TranslatedLine line;
  line.bind(3);
  CHECK(line.host_hears().bytes ==
        Message(kRegistry, 0).add(uint32_t{7}).add("wl_shm").add(uint32_t{1}).add(kManager).bytes());
}

TEST(
    "wl_shm's formats are modifiers of linux-dmabuf 3 and formats of 2, as fourccs, if the device can make "
    "them") {
  for (const uint32_t version : {3U, 2U}) {
    TranslatedLine line;
    line.bind(version);
    for (const uint32_t format : {0U, 1U, 0x30335241U}) line.host_says(Message(kManager, 0).add(format));
    std::string expected;
    for (const uint32_t fourcc : {kArgb, kXrgb})
      expected += version == 3 ? Message(kManager, 1).add(fourcc).add(uint32_t{0}).add(uint32_t{0}).bytes()
                               : Message(kManager, 0).add(fourcc).bytes();
    CHECK(line.guest_hears() == expected);
  }
}

TEST(
    "create_immed is a pool of the dmabuf, the buffer from it with the device's stride, and the end of the "
    "pool") {
  TranslatedLine line;
  line.bind(3);
  line.host_hears();
  Made dmabuf = make(dmabuf_request(100, 50, "XR24"));
  line.guest_says(Message(kManager, 1).add(kParams));
  CHECK(line.host_hears().bytes == Message(1, 0).add(kParams).bytes());
  Message add = Message(kParams, 1);
  for (const uint32_t word : {0U, 0U, 512U, 0U, 0U}) add.add(word);
  CHECK(line.guest_says(add, {dmabuf.fd.get()}) == 0);
  dmabuf.fd.reset();
  CHECK(line.host_hears().error == EAGAIN);
  CHECK(line.guest_says(Message(kParams, 3).add(kBuffer).add(100).add(50).add(kXrgb).add(uint32_t{0})) == 0);
  const Got got = line.host_hears();
  const uint32_t size = (512 * 50 + 4095) / 4096 * 4096;
  CHECK(got.bytes ==
        Message(kManager, 0).add(kParams).add(size).bytes() +
            Message(kParams, 0).add(kBuffer).add(uint32_t{0}).add(100).add(50).add(512).add(1).bytes() +
            Message(kParams, 1).bytes());
  CHECK(got.fds.size() == 1);
  // The sync's id and the pool's were the params': the guest still has them.
  for (int i = 0; i < 2; i++) line.host_says(Message(1, 1).add(kParams));
  CHECK(receive(line.context.get()).error == EAGAIN);
}

TEST("what the host says of the ids of params stays from the guest until it has destroyed them") {
  TranslatedLine line;
  line.bind(3);
  line.guest_says(Message(kManager, 1).add(kParams));
  const auto host_frees = [&] {
    const std::string done = callback_done(kParams);
    decant::send(line.far.get(), done.data(), done.size(), nullptr, 0);
    line.host_says(Message(1, 1).add(kParams));
  };
  host_frees();
  CHECK(receive(line.context.get()).error == EAGAIN);
  line.guest_says(Message(kParams, 0));
  host_frees();
  CHECK(line.guest_hears() == Message(1, 1).add(kParams).bytes());
  line.guest_says(Message(1, 0).add(kParams));
  host_frees();
  CHECK(line.guest_hears() == callback_done(kParams) + Message(1, 1).add(kParams).bytes());
}

TEST("create, which is not translated, is answered with failed") {
  TranslatedLine line;
  line.bind(3);
  line.guest_says(Message(kManager, 1).add(kParams));
  line.guest_says(Message(kParams, 2).add(100).add(50).add(kXrgb).add(uint32_t{0}));
  for (int i = 0; i < 2; i++) {
    const std::string done = callback_done(kParams);
    decant::send(line.far.get(), done.data(), done.size(), nullptr, 0);
  }
  CHECK(line.guest_hears() == Message(kParams, 1).bytes());
}

TEST("messages that are cut by the transactions arrive whole") {
  TranslatedLine line;
  const std::string sync = Message(1, 0).add(kParams).bytes();
  CHECK(send(line.context.get(), sync.substr(0, 5)) == 0);
  CHECK(line.host_hears().error == EAGAIN);
  CHECK(send(line.context.get(), sync.substr(5)) == 0);
  CHECK(line.host_hears().bytes == sync);
  const std::string done = callback_done(kParams);
  decant::send(line.far.get(), done.data(), 7, nullptr, 0);
  CHECK(receive(line.context.get()).error == EAGAIN);
  decant::send(line.far.get(), done.data() + 7, done.size() - 7, nullptr, 0);
  CHECK(line.guest_hears() == done);
}

TEST("other descriptors pass with their messages, and none is left in the process") {
  const size_t before = decant::test::open_descriptors();
  {
    TranslatedLine line;
    const UniqueFd memory = make(request(NewType::Alloc, 1)).fd;
    CHECK(line.guest_says(Message(9, 0).add(uint32_t{10}).add(4096), {memory.get()}) == 0);
    CHECK(line.host_hears().fds.size() == 1);
  }
  CHECK(decant::test::open_descriptors() == before);
}

TEST("a SEND that met EAGAIN is repeated without a message lost or doubled") {
  TranslatedLine line;
  const std::string sync = Message(1, 0).add(kParams).bytes();
  std::string whole;
  while (whole.size() + 2 * sync.size() <= kSendPayload) whole += sync;
  // One page ends within a message, the next goes on with it.
  const std::array<std::string, 2> pages = {whole + sync.substr(0, 5), sync.substr(5) + whole};
  size_t count = 0;
  while (send(line.context.get(), pages.at(count % 2)) == 0) count++;
  std::string arrived;
  const auto drain = [&] {
    for (Got got = line.host_hears(); got.error == 0; got = line.host_hears()) arrived += got.bytes;
  };
  drain();
  for (const size_t end = count + 2; count < end; count++) {
    CHECK(send(line.context.get(), pages.at(count % 2)) == 0);
    drain();
  }
  const size_t messages =
      count / 2 * (2 * whole.size() / sync.size() + 1) + count % 2 * whole.size() / sync.size();
  CHECK(arrived.size() == messages * sync.size());
  for (size_t at = 0; at < arrived.size(); at += sync.size()) CHECK(arrived.substr(at, sync.size()) == sync);
}
