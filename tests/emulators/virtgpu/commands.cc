// What a guest may command, and what happens then.
#include <sys/mman.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include "images.h"
#include "session.h"
#include "socket.h"
#include "transport.h"
#include "virtgpu_abi.h"

namespace virtgpu {

namespace {

template <typename Message>
Message head_of(const std::string& command) {
  Message message{};
  std::memcpy(&message, command.data(), std::min(command.size(), sizeof message));
  return message;
}

// The fixed part of a message of that many identifiers.
Transfer transfer_of(const std::string& command, uint32_t identifiers) {
  Transfer head{};
  std::memcpy(&head, command.data(), transfer_bytes(0));
  const char* at = command.data() + transfer_bytes(0);
  const size_t bytes = sizeof(uint32_t) * identifiers;
  std::memcpy(head.ids.data(), at, bytes);
  std::memcpy(head.types.data(), at + bytes, bytes);
  std::memcpy(head.sizes.data(), at + 2 * bytes, bytes);
  return head;
}

// So that a window is there before it dies.
constexpr uint32_t kSendsOfMortal = 60;

std::string text(uint64_t value) { return std::to_string(value); }

}  // namespace

void Session::execute(const std::string& command, bool on_ring, uint32_t ring, bool has_buffer) {
  if (dead_) return;
  const auto header = head_of<Header>(command);
  if (command.size() < sizeof header || header.size != command.size())
    return refuse("command-size", text(header.size) + " said, " + text(command.size()) + " came");
  if (header.command != Command::Init && channel_ring_ == nullptr) return refuse("before-init");
  switch (header.command) {
    case Command::Init:
      return init(command);
    case Command::Requirements:
      return query(command, on_ring, ring, has_buffer);
    case Command::Poll:
      return poll_channel(command, on_ring, ring);
    case Command::Send:
      return send(command, on_ring);
    case Command::Write:
      return write(command, on_ring);
    default:
      return refuse("unknown-command", text(static_cast<uint8_t>(header.command)));
  }
}

uint8_t* Session::map_ring(uint32_t resource) {
  const auto found = find_(resource);
  if (!found || found->resource->size < kPage) return nullptr;
  void* memory = mmap(nullptr, kPage, PROT_READ | PROT_WRITE, MAP_SHARED, found->memory, 0);
  return memory == MAP_FAILED ? nullptr : static_cast<uint8_t*>(memory);
}

void Session::init(const std::string& command) {
  if (command.size() != options_.init_bytes) return refuse("init-size", text(command.size()));
  if (channel_ring_ != nullptr) return refuse("init-twice");
  const auto asked = head_of<Init>(command);
  if (command.size() == kInitWithVersion && command.at(sizeof(Init)) != 1)
    return refuse("init-size", "version");
  if (asked.channel != kChannelWayland) return refuse("init-channel", text(asked.channel));
  if (options_.has("closes-at-init")) {
    events_.reset();
    dead_ = true;
    return;
  }
  uint8_t* query = map_ring(asked.query_ring);
  uint8_t* channel = map_ring(asked.channel_ring);
  try {
    if (query == nullptr || channel == nullptr || asked.query_ring == asked.channel_ring)
      return refuse("init-rings");
    compositor_ = decant::connect_unix(options_.compositor);
  } catch (const std::exception&) {
    // No state is made then: nothing that comes after is answered.
    dead_ = true;
    return;
  }
  query_ring_ = query;
  channel_ring_ = channel;
  journal_.count("contexts");
}

void Session::query(const std::string& command, bool on_ring, uint32_t ring, bool has_buffer) {
  if (command.size() != sizeof(Requirements)) return refuse("query-size", text(command.size()));
  if (!on_ring || ring != kQueryRing || !has_buffer) return refuse("query-ring");
  if (options_.has("silent")) {
    busy_ = -1;
    return;
  }
  // The guest meets a buffer in use at least once.
  busy_ = 1;
  if (options_.has("no-images")) return;
  const auto asked = head_of<Requirements>(command);
  auto reply = requirements(asked);
  const std::string shape = text(asked.width) + "x" + text(asked.height) + " " + text(asked.format);
  if (!reply) return refuse("image-shape", shape);
  // The host keeps every answer as long as the context lives.
  if (queried_[shape]++ > 0) journal_.violation("image-queried-twice", pid_, shape);
  journal_.count("imageQueries");
  reply->blob_id = next_image_;
  next_image_ += 2;
  offered_[reply->blob_id] = {reply->size, options_.dmabuf && asked.format != kR8, {}};
  std::memcpy(query_ring_, &*reply, sizeof *reply);
}

bool Session::query_done() {
  if (busy_ == 0) return true;
  if (busy_ > 0) busy_--;
  return false;
}

void Session::poll_channel(const std::string& command, bool on_ring, uint32_t ring) {
  if (command.size() != sizeof(Poll)) return refuse("poll-size", text(command.size()));
  if (!on_ring || ring != kChannelRing) return refuse("poll-ring");
  if (polled_) return refuse("poll-twice");
  journal_.count("polls");
  polled_ = true;
}

bool Session::identify(const Transfer& head, std::vector<UniqueFd>* opened, std::vector<int>* fds,
                       std::vector<bool>* dmabufs) {
  for (uint32_t i = 0; i < head.count; i++) {
    const uint32_t id = head.ids.at(i);
    if (head.types.at(i) == Identifier::Blob) {
      const auto found = find_(id);
      if (!found || found->resource->dead) return refuse("unknown-resource", text(id)), false;
      // The host sees the guest's pages, but has no descriptor of them.
      if (found->resource->blob_memory == decant::virtgpu_abi::kMemoryGuest)
        return refuse("guest-memory", text(id)), false;
      fds->push_back(found->memory);
      dmabufs->push_back(found->resource->image);
    } else if (head.types.at(i) == Identifier::ReadPipe) {
      if (!opened->empty()) return refuse("two-pipes", text(id)), false;
      if (id != pipes_.next_read_id())
        return refuse("pipe-id", text(id) + " for " + text(pipes_.next_read_id())), false;
      opened->push_back(pipes_.open_read());
      journal_.count("pipes");
      fds->push_back(opened->back().get());
      dmabufs->push_back(false);
    } else {
      return refuse("identifier-type", text(static_cast<uint32_t>(head.types.at(i)))), false;
    }
  }
  return true;
}

void Session::send(const std::string& command, bool on_ring) {
  if (on_ring) return refuse("command-on-ring", "SEND");
  const size_t fixed = transfer_bytes(options_.identifiers);
  if (command.size() < fixed) return refuse("command-size", "SEND");
  const Transfer head = transfer_of(command, options_.identifiers);
  if (head.count > options_.identifiers) return refuse("too-many-identifiers", text(head.count));
  if (head.length > kPage - fixed) return refuse("page-limit", text(head.length));
  // Real hosts take the bytes that are said. A guest may not know yet that this one is old.
  const size_t size = fixed + head.length;
  const bool is_new = options_.identifiers == kMaxIdentifiers;
  if (is_new ? command.size() != size : command.size() < size) return refuse("send-size", text(head.length));
  if (head.length == 0) return refuse("send-nothing");
  std::vector<UniqueFd> opened;
  std::vector<int> fds;
  std::vector<bool> dmabufs;
  if (!identify(head, &opened, &fds, &dmabufs)) return;
  const std::string_view data = std::string_view(command).substr(fixed, head.length);
  if (options_.dmabuf) {
    const std::string out = translation_.to_host(data, fds, dmabufs);
    if (!out.empty()) pass_on(out, translation_.fds());
    if (!out.empty()) translation_.sent();
  } else {
    pass_on(data, fds);
  }
  journal_.count("sends");
  journal_.count("bytesSent", head.length);
  journal_.count("fdsSent", head.count);
  if (options_.has("dies-after-sends") && ++sends_ == kSendsOfMortal) dead_ = true;
}

void Session::pass_on(std::string_view bytes, const std::vector<int>& fds) {
  if (!ended_)
    virtwl::send_all(compositor_.get(), reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size(), fds);
}

void Session::write(const std::string& command, bool on_ring) {
  if (on_ring) return refuse("command-on-ring", "WRITE");
  const auto head = head_of<PipeData>(command);
  if (command.size() < sizeof head) return refuse("command-size", "WRITE");
  if (head.length > kPipeDataBytes) return refuse("write-limit", text(head.length));
  if (command.size() != sizeof head + head.length) return refuse("write-size", text(head.length));
  if (!pipes_.has_write(head.id)) return refuse("write-unknown", text(head.id));
  if (head.length == 0 && head.hang_up == 0) return refuse("write-nothing", text(head.id));
  journal_.count("writes");
  pipes_.write(head.id, command.substr(sizeof head), head.hang_up != 0);
}

}  // namespace virtgpu
