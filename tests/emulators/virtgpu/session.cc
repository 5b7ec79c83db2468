// What the guest is given: what the compositor says, what is read from pipes, and memory.
#include "session.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "images.h"
#include "transport.h"
#include "virtgpu_abi.h"

namespace virtgpu {

namespace {

bool is_readable(int fd) {
  pollfd state{fd, POLLIN, 0};
  return poll(&state, 1, 0) > 0;
}

// What may be asked of the compositor so that its translation fits (virtwl/translated.cc).
constexpr size_t kQuota = (kTransferData - 64) / 5 * 3;

}  // namespace

Session::Session(const Options& options, Journal& journal, int pid, UniqueFd events, FindResource find)
    : options_(options), journal_(journal), pid_(pid), events_(std::move(events)), find_(std::move(find)) {}

Session::~Session() {
  for (uint8_t* ring : {query_ring_, channel_ring_})
    if (ring != nullptr) munmap(ring, kPage);
}

void Session::refuse(const char* rule, const std::string& detail) {
  journal_.violation(rule, pid_, detail);
  if (options_.kills) dead_ = true;
}

std::optional<Buffer> Session::create_blob(uint64_t id, uint64_t size) {
  const auto found = offered_.find(id);
  if (dead_ || found == offered_.end()) {
    if (!dead_) refuse("blob-unknown", std::to_string(id));
    return std::nullopt;
  }
  Offered& offered = found->second;
  if (size != offered.size) {
    refuse("blob-size", std::to_string(size) + " for " + std::to_string(offered.size));
    return std::nullopt;
  }
  Buffer made;
  made.resource = {size, decant::virtgpu_abi::kMemoryHost, offered.image, false};
  journal_.count("hostBlobs");
  if (offered.image) journal_.count("dmabufs");
  if (offered.memory) {
    made.memory = std::move(offered.memory);
    offered_.erase(found);
    return made;
  }
  if (!offered.image) journal_.count("allocs");
  // An image can be made as often as it is wanted.
  made.memory = image_memory(size);
  return made;
}

void Session::watch(std::vector<pollfd>& watched) const {
  if (const auto blocked = pipes_.blocked()) watched.push_back({*blocked, POLLOUT, 0});
  if (!polled_ || dead_) return;
  if (!ended_) watched.push_back({compositor_.get(), POLLIN, 0});
  for (const auto& [id, pipe] : const_cast<Pipes&>(pipes_).readable())
    watched.push_back({pipe.get(), POLLIN, 0});
}

void Session::go_on() {
  pipes_.flush();
  if (polled_ && !dead_ && deliver()) signal();
}

void Session::signal() {
  polled_ = false;
  const decant::virtgpu_abi::Event event{decant::virtgpu_abi::kFenceSignalled, sizeof event};
  const int times = options_.has("event-too-many") ? 2 : 1;
  for (int i = 0; i < times; i++) ::send(events_.get(), &event, sizeof event, MSG_NOSIGNAL);
}

// Pipes take turns with the compositor: neither can keep the other waiting.
bool Session::deliver() { return read_pipes() || receive(); }

bool Session::receive() {
  while (ready_.empty() && !ended_) {
    if (!is_readable(compositor_.get())) return false;
    std::string said(kQuota, '\0');
    virtwl::Received received =
        virtwl::receive(compositor_.get(), reinterpret_cast<uint8_t*>(said.data()), said.size());
    for (const int fd : received.fds) ready_fds_.emplace_back(fd);
    if (received.length == -EAGAIN || received.length == -EINTR) return false;
    if (received.length <= 0)
      ended_ = true;
    else
      ready_ += options_.dmabuf ? translation_.to_guest({said.data(), static_cast<size_t>(received.length)})
                                : said.substr(0, static_cast<size_t>(received.length));
  }
  Transfer head{};
  const size_t count = std::min<size_t>(ready_fds_.size(), options_.identifiers);
  for (size_t i = 0; i < count; i++)
    if (!offer(std::move(ready_fds_.at(i)), &head)) return false;
  ready_fds_.erase(ready_fds_.begin(), ready_fds_.begin() + static_cast<std::ptrdiff_t>(count));
  head.length = static_cast<uint32_t>(std::min(ready_.size(), kTransferData));
  head.header = {Command::Receive, 0, static_cast<uint16_t>(sizeof head + head.length), 0};
  put_on_page(head, ready_);
  ready_.erase(0, head.length);
  if (head.length == 0) journal_.count("emptyReceives");
  journal_.count("bytesReceived", head.length);
  journal_.count("fdsReceived", head.count);
  return true;
}

// `head` is laid out for as many identifiers as this host has.
void Session::put_on_page(const Transfer& head, const std::string& data) {
  uint8_t* at = channel_ring_ + transfer_bytes(0);
  const size_t bytes = sizeof(uint32_t) * options_.identifiers;
  std::memcpy(channel_ring_, &head, transfer_bytes(0));
  std::memcpy(at, head.ids.data(), bytes);
  std::memcpy(at + bytes, head.types.data(), bytes);
  std::memcpy(at + 2 * bytes, head.sizes.data(), bytes);
  std::memcpy(at + 3 * bytes, data.data(), head.length);
}

// Memory and write ends of pipes; anything else ends the host's thread, whatever its manner.
bool Session::offer(UniqueFd fd, Transfer* head) {
  struct stat status {};
  fstat(fd.get(), &status);
  const size_t at = head->count++;
  if (S_ISREG(status.st_mode)) {
    const auto size = static_cast<uint64_t>(status.st_size);
    const uint32_t id = pipes_.take_descriptor_id();
    head->ids.at(at) = id;
    head->types.at(at) = Identifier::Blob;
    head->sizes.at(at) = static_cast<uint32_t>(size);
    offered_[id] = {size, false, std::move(fd)};
    return true;
  }
  if (S_ISFIFO(status.st_mode) && (fcntl(fd.get(), F_GETFL) & O_ACCMODE) == O_WRONLY) {
    head->ids.at(at) = pipes_.add_write(std::move(fd));
    head->types.at(at) = Identifier::WritePipe;
    journal_.count("pipes");
    return true;
  }
  dead_ = true;
  return false;
}

bool Session::read_pipes() {
  for (auto& [id, pipe] : pipes_.readable()) {
    if (!is_readable(pipe.get())) continue;
    const ssize_t count = ::read(pipe.get(), channel_ring_ + sizeof(PipeData), kPipeDataBytes);
    PipeData head{};
    head.id = id;
    head.length = count > 0 ? static_cast<uint32_t>(count) : 0;
    head.hang_up = count > 0 ? 0 : 1;
    head.header = {Command::Read, 0, static_cast<uint16_t>(sizeof head + head.length), 0};
    std::memcpy(channel_ring_, &head, sizeof head);
    journal_.count("reads");
    if (count <= 0) pipes_.readable().erase(id);
    return true;
  }
  return false;
}

}  // namespace virtgpu
