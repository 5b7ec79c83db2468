#include "kernel.h"

#include <fcntl.h>

#include <cerrno>
#include <cstring>

#include "images.h"
#include "virtgpu_abi.h"

namespace virtgpu {

namespace {

namespace abi = decant::virtgpu_abi;

// The two ring pages, which stay until the end.
constexpr size_t kLastingHandles = 2;

UniqueFd duplicate(const UniqueFd& fd) { return UniqueFd(fcntl(fd.get(), F_DUPFD_CLOEXEC, 3)); }

uint32_t word(const Packet<Call>& call, size_t at) { return static_cast<uint32_t>(call.head.words.at(at)); }

// Numbers of parameters, as words of `fault` name them.
const char* fault_of(uint64_t parameter) {
  constexpr std::array<const char*, 8> names = {
      "", "no-3d", "no-capset-fix", "no-blob", "no-host-visible", "", "no-context", "no-capset-ids"};
  return parameter < names.size() ? names.at(parameter) : "";
}

}  // namespace

Guest::Guest(UniqueFd socket, const Options& options, Journal& journal, Machine& machine)
    : socket_(std::move(socket)), options_(options), journal_(journal), machine_(machine) {}

Guest::~Guest() {
  if (session_ && handles_.size() > kLastingHandles)
    journal_.violation("handles-left", pid_, std::to_string(handles_.size()));
}

bool Guest::serve() {
  Packet<Call> call;
  if (!receive_packet(socket_.get(), &call)) return false;
  Packet<Answer> answer;
  UniqueFd given = std::move(call.fd);
  answer.head.error = handle_call(call, std::move(given), &answer);
  return send_packet(socket_.get(), answer);
}

int Guest::handle_call(const Packet<Call>& call, UniqueFd given, Packet<Answer>* answer) {
  switch (call.head.operation) {
    case Operation::Open:
      return open(call.head.words[0], std::move(given));
    case Operation::Driver:
      answer->payload = options_.has("other-driver") ? "i915" : "virtio_gpu";
      return 0;
    case Operation::Parameter:
      return parameter(call.head.words[0], answer);
    case Operation::Capabilities:
      return capabilities(call.head.words[0], answer);
    case Operation::InitContext:
      return init_context(call);
    case Operation::CreateBlob:
      return create_blob(call, answer);
    case Operation::CreateDumb:
      return create_dumb(call.head.words[0], call.head.words[1], call.head.words[2], answer);
    case Operation::Map:
      answer->head.words[0] = uint64_t{word(call, 0)} * kPage;
      return handle(word(call, 0)) == nullptr ? ENOENT : 0;
    case Operation::MapMemory:
      return map_memory(call.head.words[0], call.head.words[1], answer);
    case Operation::Execute:
      if (!session_) return EINVAL;
      session_->execute(call.payload, call.head.words[0] != 0, word(call, 1), call.head.words[2] != 0);
      return 0;
    case Operation::Wait:
      if (handle(word(call, 0)) == nullptr) return ENOENT;
      return !session_ || session_->query_done() ? 0 : EBUSY;
    case Operation::ResourceInfo: {
      const Handle* found = handle(word(call, 0));
      if (found == nullptr) return ENOENT;
      const Resource& resource = machine_.at(found->resource);
      answer->head.words = {found->resource, resource.size, resource.blob_memory};
      return 0;
    }
    case Operation::PrimeToFd:
      return prime_to_fd(word(call, 0), answer);
    case Operation::PrimeToHandle:
      return prime_to_handle(std::move(given), answer);
    case Operation::GemClose:
      return gem_close(word(call, 0));
    case Operation::Report:
      answer->payload = journal_.report();
      return 0;
    default:
      return EINVAL;
  }
}

int Guest::open(uint64_t pid, UniqueFd events) {
  if (options_.has("permission")) return EACCES;
  pid_ = static_cast<int>(pid);
  events_ = std::move(events);
  journal_.count("opens");
  return 0;
}

int Guest::parameter(uint64_t number, Packet<Answer>* answer) const {
  constexpr uint64_t kCapabilitySets = 7;
  if (number == 0 || number > kCapabilitySets || options_.has(fault_of(number))) return EINVAL;
  // With a set that no driver of Mesa 22 uses, programs draw in software.
  constexpr uint32_t kOther = 1U << 3;
  const uint32_t own = options_.has("no-cross-domain") ? 2 : 1U << kCapabilitySet;
  const uint32_t sets = options_.renders ? own | kOther : own;
  answer->head.words[0] = number == kCapabilitySets ? sets : 1;
  return 0;
}

int Guest::capabilities(uint64_t set, Packet<Answer>* answer) const {
  if (set != kCapabilitySet || options_.has("no-cross-domain")) return EINVAL;
  const std::array<uint32_t, 4> words = {1, options_.has("no-wayland") ? 0U : 1U << kChannelWayland,
                                         options_.dmabuf ? 1U : 0U, 0};
  answer->payload.assign(reinterpret_cast<const char*>(words.data()), sizeof words);
  return 0;
}

int Guest::init_context(const Packet<Call>& call) {
  std::map<uint64_t, uint64_t> given;
  for (size_t at = 0; at + sizeof(abi::ContextParameter) <= call.payload.size();
       at += sizeof(abi::ContextParameter)) {
    abi::ContextParameter parameter{};
    std::memcpy(&parameter, call.payload.data() + at, sizeof parameter);
    given[parameter.parameter] = parameter.value;
  }
  if (has_context_) return EEXIST;
  const bool sound = given[abi::kContextCapabilitySet] == kCapabilitySet && given[abi::kContextRings] == 2 &&
                     given[abi::kContextPolledRings] == 1U << kChannelRing;
  if (!sound) {
    journal_.violation("context-parameters", pid_, "");
    return EINVAL;
  }
  has_context_ = true;
  session_ = std::make_unique<Session>(options_, journal_, pid_, std::move(events_),
                                       [this](uint32_t resource) -> std::optional<Attached> {
                                         for (const auto& [number, each] : handles_)
                                           if (each.resource == resource)
                                             return Attached{&machine_.at(resource), each.memory.get()};
                                         return std::nullopt;
                                       });
  return 0;
}

uint32_t Guest::add_handle(uint32_t resource, UniqueFd memory) {
  const uint32_t number = next_handle_++;
  handles_[number] = {resource, std::move(memory)};
  if (session_) journal_.reach("mostHandles", handles_.size());
  return number;
}

std::array<uint64_t, 4> Guest::add_buffer(Buffer buffer) {
  const uint32_t resource = machine_.add(buffer.resource, buffer.memory);
  return {add_handle(resource, std::move(buffer.memory)), resource};
}

const Guest::Handle* Guest::handle(uint32_t number) const {
  const auto found = handles_.find(number);
  return found == handles_.end() ? nullptr : &found->second;
}

int Guest::create_blob(const Packet<Call>& call, Packet<Answer>* answer) {
  const uint64_t size = call.head.words[2];
  const uint64_t id = call.head.words[3];
  std::optional<Buffer> made;
  if (call.head.words[0] == abi::kMemoryGuest) {
    if (id != 0 || call.head.words[1] != abi::kMappable || size == 0) return EINVAL;
    made = Buffer{{size, abi::kMemoryGuest, false, false}, image_memory(size)};
  } else {
    if (call.head.words[0] != abi::kMemoryHost || !session_) return EINVAL;
    made = session_->create_blob(id, size);
  }
  // The kernel does not wait for the host: the guest holds a blob that is nothing.
  if (!made) made = Buffer{{size, abi::kMemoryHost, false, true}, image_memory(size)};
  if (!made->memory) return ENOMEM;
  answer->head.words = add_buffer(std::move(*made));
  return 0;
}

int Guest::create_dumb(uint64_t width, uint64_t height, uint64_t bits, Packet<Answer>* answer) {
  constexpr uint64_t kMaxExtent = 16384;
  if (width == 0 || height == 0 || bits == 0 || width > kMaxExtent || height > kMaxExtent || bits > 64)
    return EINVAL;
  const uint64_t pitch = (width * bits + 7) / 8;
  const uint64_t size = (pitch * height + kPage - 1) / kPage * kPage;
  Buffer made{{size, 0, options_.dmabuf, false}, image_memory(size)};
  if (!made.memory) return ENOMEM;
  journal_.count("guestImages");
  answer->head.words = {add_buffer(std::move(made))[0], pitch, size};
  return 0;
}

int Guest::map_memory(uint64_t offset, uint64_t length, Packet<Answer>* answer) {
  const Handle* found = handle(static_cast<uint32_t>(offset / kPage));
  if (found == nullptr) return EINVAL;
  if (length > (machine_.at(found->resource).size + kPage - 1) / kPage * kPage) return EINVAL;
  answer->fd = duplicate(found->memory);
  return 0;
}

int Guest::prime_to_fd(uint32_t number, Packet<Answer>* answer) {
  const Handle* found = handle(number);
  if (found == nullptr) return ENOENT;
  answer->fd = duplicate(found->memory);
  return 0;
}

// One handle for each buffer, however often it is imported.
int Guest::prime_to_handle(UniqueFd given, Packet<Answer>* answer) {
  const uint32_t resource = machine_.find(given);
  if (resource == 0) {
    journal_.count("foreignImports");
    return EINVAL;
  }
  for (const auto& [number, each] : handles_)
    if (each.resource == resource) {
      answer->head.words[0] = number;
      return 0;
    }
  answer->head.words[0] = add_handle(resource, std::move(given));
  return 0;
}

int Guest::gem_close(uint32_t number) {
  if (handles_.erase(number) > 0) return 0;
  if (session_) journal_.violation("handle-closed-twice", pid_, std::to_string(number));
  return EINVAL;
}

}  // namespace virtgpu
