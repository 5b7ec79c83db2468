#include "dmabuf_translation.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"
#include "pipes.h"
#include "real.h"

namespace virtwl {

using wire::Message;

namespace {

constexpr uint32_t kDisplay = 1;
constexpr std::string_view kInterface = "zwp_linux_dmabuf_v1";
constexpr uint32_t kVersion = 3;
// No compositor has so many globals.
constexpr uint32_t kName = 0x7fff0001;

// wl_shm numbers two formats in a way of its own.
constexpr uint32_t kArgb = 0x34325241;
constexpr uint32_t kXrgb = 0x34325258;

uint32_t to_shm(uint32_t fourcc) { return fourcc == kArgb ? 0 : fourcc == kXrgb ? 1 : fourcc; }
uint32_t to_fourcc(uint32_t shm) { return shm == 0 ? kArgb : shm == 1 ? kXrgb : shm; }

uint32_t size_of(int fd) {
  struct stat status {};
  return fstat(fd, &status) == 0 ? static_cast<uint32_t>(status.st_size) : 0;
}

// Calls `change` for each whole message of `waiting` and takes it out; returns what the calls returned.
template <typename Change>
std::string each_message(std::string& waiting, Change&& change) {
  std::string result;
  size_t done = 0;
  while (const auto message = wire::first(std::string_view(waiting).substr(done))) {
    result += change(*message);
    done += message->bytes.size();
  }
  waiting.erase(0, done);
  return result;
}

template <typename Queue>
auto take(std::map<uint32_t, Queue>& queues, uint32_t id, typename Queue::value_type otherwise) {
  const auto found = queues.find(id);
  if (found == queues.end()) return otherwise;
  const auto first = found->second.front();
  found->second.pop_front();
  if (found->second.empty()) queues.erase(found);
  return first;
}

}  // namespace

HeldFd::HeldFd(int fd) : fd_(hide(VIRTWL_REAL(fcntl, fd, F_DUPFD_CLOEXEC, 3))) {}
HeldFd::~HeldFd() { VIRTWL_REAL(close, fd_); }

std::string DmabufTranslation::to_host(std::string_view bytes, const std::vector<int>& fds,
                                       const std::vector<bool>& is_dmabuf) {
  from_guest_ += bytes;
  std::vector<int> others;
  for (size_t i = 0; i < fds.size(); i++) {
    const auto held = std::make_shared<const HeldFd>(fds[i]);
    if (is_dmabuf[i]) {
      dmabufs_.push_back(held);
    } else {
      leaving_.push_back(held);
      others.push_back(held->get());
    }
  }
  std::string result = each_message(from_guest_, [this](const Message& each) { return request(each); });
  fds_.insert(fds_.end(), others.begin(), others.end());
  return result;
}

void DmabufTranslation::sent() {
  fds_.clear();
  leaving_.clear();
}

std::string DmabufTranslation::to_guest(std::string_view bytes) {
  from_host_ += bytes;
  return each_message(from_host_, [this](const Message& each) { return event(each); });
}

std::string DmabufTranslation::request(const Message& message) {
  if (message.object == kDisplay && message.opcode == 1) registries_.insert(message.word(0));
  if (registries_.contains(message.object) && message.opcode == 0 && message.word(0) == kName)
    return bind(message);
  if (managers_.contains(message.object)) return manager_request(message);
  if (params_.contains(message.object)) return params_request(message);
  return std::string(message.bytes);
}

std::string DmabufTranslation::bind(const Message& message) {
  const size_t after = message.after_text(1);
  const uint32_t id = message.word(after + 1);
  managers_[id] = message.word(after);
  return wire::message(message.object, 0, shm_name_, "wl_shm", {1, id});
}

std::string DmabufTranslation::manager_request(const Message& message) {
  if (message.opcode != 1) return "";  // destroy: wl_shm 1 has none
  const uint32_t id = message.word(0);
  params_[id].manager = message.object;
  return synchronise(id, Reply::Dropped, Reply::Dropped);
}

std::string DmabufTranslation::params_request(const Message& message) {
  const uint32_t id = message.object;
  Params& params = params_[id];
  switch (message.opcode) {
    case 0:  // destroy
      params_.erase(id);
      return synchronise(id, Reply::Dropped, Reply::Passed);
    case 1: {  // add
      const auto fd = dmabufs_.empty() ? nullptr : dmabufs_.front();
      if (fd) dmabufs_.pop_front();
      // Further planes lie in the same memory, where wl_shm expects them.
      if (message.word(0) == 0) params = {params.manager, fd, message.word(1), message.word(2)};
      return "";
    }
    case 3:  // create_immed
      return create_immed(message, params);
    default:  // create
      return synchronise(id, Reply::Failed, Reply::Dropped);
  }
}

std::string DmabufTranslation::create_immed(const Message& message, const Params& params) {
  const uint32_t pool = message.object;
  // Without memory the host answers as it does to any request that misses its descriptor.
  const uint32_t size = params.fd ? size_of(params.fd->get()) : 0;
  if (params.fd) {
    leaving_.push_back(params.fd);
    fds_.push_back(params.fd->get());
  }
  deleted_[pool].push_back(Reply::Dropped);
  return wire::message(params.manager, 0, {pool, size}) +
         wire::message(pool, 0,
                       {message.word(0), params.offset, message.word(1), message.word(2), params.stride,
                        to_shm(message.word(3))}) +
         wire::message(pool, 1, {});
}

// Has the host answer wl_callback.done and delete_id for `id`, and says what becomes of them.
std::string DmabufTranslation::synchronise(uint32_t id, Reply done, Reply deleted) {
  done_[id].push_back(done);
  deleted_[id].push_back(deleted);
  return wire::message(kDisplay, 0, {id});
}

std::string DmabufTranslation::event(const Message& message) {
  const uint32_t id = message.object;
  if (registries_.contains(id) && message.opcode == 0) return global(message);
  if (managers_.contains(id)) return format(message);
  std::string same(message.bytes);
  if (id == kDisplay && message.opcode == 1)
    return take(deleted_, message.word(0), Reply::Passed) == Reply::Passed ? same : "";
  switch (take(done_, id, Reply::Passed)) {
    case Reply::Dropped:
      return "";
    case Reply::Failed:
      return wire::message(id, 1, {});
    default:
      return same;
  }
}

std::string DmabufTranslation::global(const Message& message) {
  const std::string_view interface = message.text(1);
  std::string same(message.bytes);
  if (interface == kInterface) return "";
  if (interface != "wl_shm") return same;
  shm_name_ = message.word(0);
  return same + wire::message(message.object, 0, kName, kInterface, {kVersion});
}

std::string DmabufTranslation::format(const Message& message) const {
  const uint32_t fourcc = to_fourcc(message.word(0));
  if (!has_dmabuf_format(fourcc)) return "";
  if (managers_.at(message.object) < 3) return wire::message(message.object, 0, {fourcc});
  return wire::message(message.object, 1, {fourcc, 0, 0});  // DRM_FORMAT_MOD_LINEAR
}

}  // namespace virtwl
