// Each rule of the host, broken by a guest. After that a host of the one manner goes on, and one of the other
// is silent for good.
#include "check.h"
#include "guest.h"

using namespace virtgpu;
using namespace virtgpu::test;

namespace {

// Breaks a rule on a line of its own and looks at the log and at what still works.
template <typename Break>
void breaks(const char* rule, Break&& work) {
  const Line line;
  CHECK(line.works());
  const size_t before = noted(rule);
  work(line);
  CHECK(noted(rule) == before + 1);
  CHECK(line.works() == !host_kills());
}

}  // namespace

TEST("what the guest does rightly is noted by no rule") {
  const size_t before = noted("");
  const Line line;
  CHECK(line.works());
  CHECK(line.poll_channel() == 0);
  CHECK(noted("") == before);
}

TEST("INIT has 20 bytes, two rings and the channel of Wayland, and comes once") {
  breaks("init-twice", [](const Line& line) { line.node.execute(init_of(line.node)); });
  const auto refused = [](const char* rule, auto change) {
    Node node;
    node.init_context();
    for (Ring& ring : node.rings) ring = node.make_ring();
    Init init = init_of(node);
    const std::string more = change(init);
    init.header.size = static_cast<uint16_t>(sizeof init + more.size());
    const size_t before = noted(rule);
    node.execute(init, more);
    CHECK(noted(rule) == before + 1);
    CHECK(!ready(bare_host(), POLLIN, 50));
  };
  refused("init-size", [](Init&) { return std::string(4, '\0'); });
  refused("init-channel", [](Init& init) { return init.channel = 2, std::string(); });
  refused("init-rings", [](Init& init) { return init.channel_ring = 7777, std::string(); });
  refused("init-rings", [](Init& init) { return init.channel_ring = init.query_ring, std::string(); });
}

TEST("nothing comes before INIT") {
  const Node node;
  node.init_context();
  const size_t before = noted("before-init");
  node.execute(send_of("x"), "x");
  CHECK(noted("before-init") == before + 1);
}

TEST("a command says its size") {
  breaks("command-size", [](const Line& line) {
    Transfer head = send_of("abcd");
    head.header.size = 8;
    line.node.execute(head, "abcd");
  });
  breaks("command-size", [](const Line& line) { line.node.execute_bytes("abcd"); });
}

TEST("commands that the host does not know are refused") {
  breaks("unknown-command", [](const Line& line) { line.node.execute(header(Command{99}, sizeof(Header))); });
  breaks("unknown-command",
         [](const Line& line) { line.node.execute(header(Command::Receive, sizeof(Header))); });
}

TEST("one POLL is outstanding, on the channel's ring") {
  breaks("poll-twice", [](const Line& line) {
    line.poll_channel();
    line.poll_channel();
  });
  breaks("poll-size", [](const Line& line) {
    line.node.execute(virtgpu::Poll{header(Command::Poll, sizeof(virtgpu::Poll) + 4, 1), 0}, "more",
                      kChannelRing);
  });
  breaks("poll-ring", [](const Line& line) {
    line.node.execute(virtgpu::Poll{header(Command::Poll, sizeof(virtgpu::Poll)), 0}, "", -1);
  });
  breaks("poll-ring", [](const Line& line) {
    line.node.execute(virtgpu::Poll{header(Command::Poll, sizeof(virtgpu::Poll)), 0}, "", kQueryRing);
  });
}

TEST("a SEND is at most a page, with as many bytes as it says") {
  breaks("page-limit", [](const Line& line) {
    const std::string data(kTransferData + 4, 'x');
    line.node.execute(send_of(data), data);
  });
  breaks("send-size", [](const Line& line) {
    Transfer head = send_of("abcd");
    head.length = 3;
    line.node.execute(head, "abcd");
  });
  breaks("send-nothing", [](const Line& line) { line.node.execute(send_of("")); });
  breaks("command-on-ring", [](const Line& line) { line.node.execute(send_of("x"), "x", kChannelRing); });
}

TEST("a SEND has 28 identifiers at most, of buffers and pipes") {
  breaks("too-many-identifiers", [](const Line& line) {
    Transfer head = send_of("x");
    head.count = kMaxIdentifiers + 1;
    line.node.execute(head, "x");
  });
  breaks("identifier-type",
         [](const Line& line) { line.node.execute(with(send_of("x"), Identifier::WritePipe, 1), "x"); });
  breaks("unknown-resource",
         [](const Line& line) { line.node.execute(with(send_of("x"), Identifier::Blob, 4711), "x"); });
}

TEST("pipes are numbered as the host numbers them, and come one at a time") {
  breaks("pipe-id", [](const Line& line) {
    line.node.execute(with(send_of("x"), Identifier::ReadPipe, kFirstReadPipe - 1), "x");
  });
  breaks("two-pipes", [](const Line& line) {
    const Transfer one = with(send_of("x"), Identifier::ReadPipe, kFirstReadPipe);
    line.node.execute(with(one, Identifier::ReadPipe, kFirstReadPipe + 1), "x");
  });
}

TEST("WRITE goes into a pipe that the host has given, at most 4072 bytes, as many as it says") {
  breaks("write-unknown", [](const Line& line) { line.node.execute(write_of(1, "x"), "x"); });
  breaks("write-limit", [](const Line& line) {
    const std::string data(kPipeDataBytes + 1, 'x');
    line.node.execute(write_of(1, data), data);
  });
  breaks("write-size", [](const Line& line) {
    PipeData head = write_of(1, "x");
    head.length = 3;
    line.node.execute(head, "x");
  });
  breaks("write-nothing", [](const Line& line) {
    std::array<int, 2> ends{};
    CHECK(pipe2(ends.data(), O_CLOEXEC) == 0);
    const UniqueFd reading(ends[0]);
    const UniqueFd writing(ends[1]);
    const int fd = writing.get();
    line.poll_channel();
    decant::send(line.far.get(), "s", 1, &fd, 1);
    line.node.execute(write_of(line.next<Transfer>().ids[0], ""));
  });
  breaks("command-on-ring", [](const Line& line) { line.node.execute(write_of(1, "x"), "x", kQueryRing); });
}

TEST("a query stands on its ring with its buffer, for an image that there can be") {
  breaks("query-ring", [](const Line& line) { line.node.execute(query_of(4, 4, kR8)); });
  breaks("query-ring", [](const Line& line) { line.node.execute(query_of(4, 4, kR8), "", kQueryRing); });
  breaks("image-shape", [](const Line& line) { line.query(query_of(0, 4, kR8)); });
  breaks("image-shape", [](const Line& line) { line.query(query_of(4, 4, 0x31313131)); });
  breaks("query-size", [](const Line& line) {
    Requirements asked = query_of(4, 4, kR8);
    asked.header.size += 4;
    line.node.execute(asked, "more", kQueryRing, line.node.rings[0].handle);
  });
}

TEST("the same image is asked for once: the host keeps each answer") {
  const Line line;
  const size_t before = noted("image-queried-twice");
  line.query(query_of(64, 64, kR8));
  line.query(query_of(64, 65, kR8));
  CHECK(noted("image-queried-twice") == before);
  line.query(query_of(64, 64, kR8));
  CHECK(noted("image-queried-twice") == before + 1);
}

TEST("a blob is one that the host has announced, of exactly its size") {
  breaks("blob-unknown", [](const Line& line) { line.node.create_blob(abi::kMemoryHost, kPage, 99); });
  breaks("blob-size", [](const Line& line) {
    const ImageReply reply = line.query(query_of(100, 100, kR8));
    line.node.create_blob(abi::kMemoryHost, reply.size + kPage, reply.blob_id);
  });
}

TEST("a blob that is nothing cannot be sent") {
  const Line line;
  const abi::CreateBlob blob = line.node.create_blob(abi::kMemoryHost, kPage, 99);
  const size_t before = noted("unknown-resource");
  line.node.execute(with(send_of("x"), Identifier::Blob, blob.resource), "x");
  CHECK(noted("unknown-resource") == before + (host_kills() ? 0 : 1));
}

TEST("a handle is closed once, and closed before the node is") {
  // Once this one is served, the host has noticed the ends of all that went before.
  { const Line settled; }
  const size_t twice = noted("handle-closed-twice");
  const size_t left = noted("handles-left");
  {
    const Line line;
    const abi::CreateBlob blob = line.node.create_blob(abi::kMemoryGuest, kPage, 0);
    CHECK(line.node.close_handle(blob.handle) == 0);
    CHECK(line.node.close_handle(blob.handle) == EINVAL);
    line.node.create_blob(abi::kMemoryGuest, kPage, 0);
    CHECK(noted("handle-closed-twice") == twice + 1);
    CHECK(noted("handles-left") == left);
  }
  // The host learns of the close in its own time.
  for (int i = 0; i < 200 && noted("handles-left") == left; i++)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  CHECK(noted("handles-left") == left + 1);
}

TEST("a descriptor of other origin is no buffer, as the kernel says itself") {
  const Line line;
  const UniqueFd foreign(memfd_create("foreign", MFD_CLOEXEC));
  CHECK(line.node.import(foreign.get()) == 0);
  CHECK(line.works());
}

TEST("memory of the guest's cannot be sent: the host has no descriptor of it") {
  breaks("guest-memory", [](const Line& line) {
    const abi::CreateBlob blob = line.node.create_blob(abi::kMemoryGuest, kPage, 0);
    line.node.execute(with(send_of("x"), Identifier::Blob, blob.resource), "x");
    line.node.close_handle(blob.handle);
  });
}

TEST("a buffer can be sent as long as the guest has a handle of it") {
  breaks("unknown-resource", [](const Line& line) {
    const ImageReply reply = line.query(query_of(64, 16, kR8));
    const abi::CreateBlob blob = line.node.create_blob(abi::kMemoryHost, reply.size, reply.blob_id);
    line.node.close_handle(blob.handle);
    line.node.execute(with(send_of("x"), Identifier::Blob, blob.resource), "x");
  });
}

TEST("a context is the cross-domain set's, with two rings of which the second is polled") {
  const Node node;
  const size_t before = noted("context-parameters");
  CHECK(node.init_context(3) == EINVAL);
  CHECK(noted("context-parameters") == before + 1);
}
