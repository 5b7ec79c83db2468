// What crosses: bytes, memory, pipes, images.
#include "check.h"
#include "guest.h"

using namespace virtgpu;
using namespace virtgpu::test;

namespace {

void say(int fd, const std::string& bytes, const std::vector<int>& fds = {}) {
  decant::send(fd, bytes.data(), bytes.size(), fds.data(), fds.size());
}

std::string read_all(int fd) {
  std::array<char, 256> bytes{};
  const ssize_t count = read(fd, bytes.data(), bytes.size());
  return count < 0 ? "error" : std::string(bytes.data(), static_cast<size_t>(count));
}

}  // namespace

TEST("bytes cross both ways") {
  const Line line;
  line.node.execute(send_of("hello"), "hello");
  CHECK(hear(line.far.get()).bytes == "hello");
  line.poll_channel();
  say(line.far.get(), "world");
  std::string data;
  const auto head = line.next<Transfer>(&data);
  CHECK(head.header.command == Command::Receive);
  CHECK(data == "world");
}

TEST("without POLL nothing comes, and with one exactly one message") {
  const Line line;
  say(line.far.get(), "first");
  CHECK(line.next<Transfer>(nullptr, 50).length == 0);
  line.poll_channel();
  CHECK(line.next<Transfer>().length == 5);
  say(line.far.get(), "second");
  CHECK(line.next<Transfer>(nullptr, 50).length == 0);
}

TEST("memory of the compositor's is a blob of its true size") {
  const Line line;
  const UniqueFd memory(memfd_create("keymap", MFD_CLOEXEC));
  CHECK(ftruncate(memory.get(), 5000) == 0);
  CHECK(pwrite(memory.get(), "map", 3, 4990) == 3);
  line.poll_channel();
  say(line.far.get(), "k", {memory.get()});
  const auto head = line.next<Transfer>();
  CHECK(head.count == 1);
  CHECK(head.types[0] == Identifier::Blob);
  CHECK(head.sizes[0] == 5000);
  const abi::CreateBlob blob = line.node.create_blob(abi::kMemoryHost, head.sizes[0], head.ids[0]);
  const UniqueFd fd = line.node.fd_of(blob.handle);
  std::array<char, 3> text{};
  CHECK(pread(fd.get(), text.data(), 3, 4990) == 3);
  CHECK(std::string(text.data(), 3) == "map");
  line.node.close_handle(blob.handle);
}

TEST("an image is memory that both sides see, with padded rows") {
  const Line line;
  const ImageReply reply = line.query(query_of(100, 10, kR8));
  CHECK(reply.strides[0] > 100);
  CHECK(reply.size % kPage == 0);
  const abi::CreateBlob blob = line.node.create_blob(abi::kMemoryHost, reply.size, reply.blob_id);
  const UniqueFd fd = line.node.fd_of(blob.handle);
  CHECK(pwrite(fd.get(), "pixel", 5, 0) == 5);
  line.node.execute(with(send_of("i"), Identifier::Blob, blob.resource), "i");
  const Said said = hear(line.far.get());
  CHECK(said.fds.size() == 1);
  std::array<char, 5> text{};
  CHECK(pread(said.fds[0].get(), text.data(), 5, 0) == 5);
  CHECK(std::string(text.data(), 5) == "pixel");
  line.node.close_handle(blob.handle);
}

TEST("what is written into a read pipe comes in READs, and hang_up at its end") {
  const Line line;
  line.node.execute(with(send_of("p"), Identifier::ReadPipe, kFirstReadPipe), "p");
  Said said = hear(line.far.get());
  CHECK(said.fds.size() == 1);
  line.poll_channel();
  CHECK(write(said.fds[0].get(), "paste", 5) == 5);
  std::string data;
  auto head = line.next<PipeData>(&data);
  CHECK(head.header.command == Command::Read);
  CHECK(head.id == kFirstReadPipe);
  CHECK(head.hang_up == 0);
  CHECK(data == "paste");
  line.poll_channel();
  said.fds.clear();
  head = line.next<PipeData>(&data);
  CHECK(head.hang_up == 1);
  CHECK(data.empty());
}

TEST("what is written by WRITE comes out of the compositor's pipe, which ends with hang_up only") {
  const Line line;
  std::array<int, 2> ends{};
  CHECK(pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) == 0);
  const UniqueFd reading(ends[0]);
  UniqueFd writing(ends[1]);
  line.poll_channel();
  say(line.far.get(), "s", {writing.get()});
  writing.reset();
  const auto head = line.next<Transfer>();
  CHECK(head.types[0] == Identifier::WritePipe);
  line.node.execute(write_of(head.ids[0], "copy"), "copy");
  CHECK(ready(reading.get()));
  CHECK(read_all(reading.get()) == "copy");
  CHECK(!ready(reading.get(), POLLIN, 50));
  line.node.execute(write_of(head.ids[0], "", true));
  CHECK(ready(reading.get()));
  CHECK(read_all(reading.get()).empty());
  const size_t before = noted("write-unknown");
  line.node.execute(write_of(head.ids[0], "late"), "late");
  CHECK(noted("write-unknown") == before + 1);
}
