#include "kernel.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "virtgpu_abi.h"

namespace virtgpu {

namespace {

namespace abi = decant::virtgpu_abi;

// The two ring pages, which stay until the end.
constexpr size_t kLastingHandles = 2;

uint64_t inode_of(int fd) {
  struct stat status {};
  return fstat(fd, &status) == 0 ? status.st_ino : 0;
}

UniqueFd duplicate(const UniqueFd& fd) { return UniqueFd(fcntl(fd.get(), F_DUPFD_CLOEXEC, 3)); }

uint32_t word(const Packet<Call>& call, size_t at) { return static_cast<uint32_t>(call.head.words.at(at)); }

// Numbers of parameters, as words of `fault` name them.
const char* fault_of(uint64_t parameter) {
  constexpr std::array<const char*, 8> names = {
      "", "no-3d", "no-capset-fix", "no-blob", "no-host-visible", "", "no-context", "no-capset-ids"};
  return parameter < names.size() ? names.at(parameter) : "";
}

}  // namespace

Guest::Guest(UniqueFd socket, const Options& options, Journal& journal)
    : socket_(std::move(socket)), options_(options), journal_(journal) {}

Guest::~Guest() {
  if (handles_.size() > kLastingHandles)
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
    case Operation::Map:
      answer->head.words[0] = uint64_t{word(call, 0)} * kPage;
      return resource_of(word(call, 0)) == nullptr ? ENOENT : 0;
    case Operation::MapMemory:
      return map_memory(call.head.words[0], call.head.words[1], answer);
    case Operation::Execute:
      if (!session_) return EINVAL;
      session_->execute(call.payload, call.head.words[0] != 0, word(call, 1), call.head.words[2] != 0);
      return 0;
    case Operation::Wait:
      if (resource_of(word(call, 0)) == nullptr) return ENOENT;
      return !session_ || session_->query_done() ? 0 : EBUSY;
    case Operation::ResourceInfo: {
      const auto found = handles_.find(word(call, 0));
      if (found == handles_.end()) return ENOENT;
      answer->head.words = {found->second, resources_.at(found->second)->size, abi::kMemoryHost};
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
  const uint32_t sets = options_.has("no-cross-domain") ? 2 : 2 | 1U << kCapabilitySet;
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
  session_ = std::make_unique<Session>(options_, journal_, pid_, std::move(events_), [this](uint32_t id) {
    const auto found = resources_.find(id);
    return found == resources_.end() ? nullptr : found->second.get();
  });
  return 0;
}

uint32_t Guest::add_handle(uint32_t resource) {
  const uint32_t handle = next_handle_++;
  handles_[handle] = resource;
  journal_.reach("mostHandles", handles_.size());
  return handle;
}

Resource* Guest::resource_of(uint32_t handle) {
  const auto found = handles_.find(handle);
  return found == handles_.end() ? nullptr : resources_.at(found->second).get();
}

int Guest::create_blob(const Packet<Call>& call, Packet<Answer>* answer) {
  const uint64_t size = call.head.words[2];
  const uint64_t id = call.head.words[3];
  std::unique_ptr<Resource> made;
  if (call.head.words[0] == abi::kMemoryGuest) {
    if (id != 0 || call.head.words[1] != abi::kMappable || size == 0) return EINVAL;
    made = std::make_unique<Resource>();
    made->size = size;
    made->memory.reset(memfd_create("virtgpu-guest", MFD_CLOEXEC));
    if (ftruncate(made->memory.get(), static_cast<off_t>(size)) < 0) return errno;
  } else {
    if (call.head.words[0] != abi::kMemoryHost || !session_) return EINVAL;
    made = session_->create_blob(id, size);
  }
  if (!made) {
    // The kernel does not wait for the host: the guest holds a blob that is nothing.
    made = std::make_unique<Resource>();
    made->size = size;
    made->dead = true;
    made->memory.reset(memfd_create("virtgpu-nothing", MFD_CLOEXEC));
    if (ftruncate(made->memory.get(), static_cast<off_t>(size)) < 0) return errno;
  }
  const uint32_t resource = next_resource_++;
  by_inode_[inode_of(made->memory.get())] = resource;
  resources_[resource] = std::move(made);
  answer->head.words = {add_handle(resource), resource};
  return 0;
}

int Guest::map_memory(uint64_t offset, uint64_t length, Packet<Answer>* answer) {
  const Resource* resource = resource_of(static_cast<uint32_t>(offset / kPage));
  if (resource == nullptr || length > (resource->size + kPage - 1) / kPage * kPage) return EINVAL;
  answer->fd = duplicate(resource->memory);
  return 0;
}

int Guest::prime_to_fd(uint32_t handle, Packet<Answer>* answer) {
  const Resource* resource = resource_of(handle);
  if (resource == nullptr) return ENOENT;
  answer->fd = duplicate(resource->memory);
  return 0;
}

// One handle for each buffer, however often it is imported.
int Guest::prime_to_handle(UniqueFd given, Packet<Answer>* answer) {
  const auto found = given ? by_inode_.find(inode_of(given.get())) : by_inode_.end();
  if (found == by_inode_.end()) {
    journal_.violation("foreign-descriptor", pid_, "");
    return EINVAL;
  }
  const uint32_t resource = found->second;
  for (const auto& [handle, each] : handles_)
    if (each == resource) {
      answer->head.words[0] = handle;
      return 0;
    }
  resources_.at(resource)->memory = std::move(given);
  answer->head.words[0] = add_handle(resource);
  return 0;
}

int Guest::gem_close(uint32_t handle) {
  Resource* resource = resource_of(handle);
  if (resource == nullptr) {
    journal_.violation("handle-closed-twice", pid_, std::to_string(handle));
    return EINVAL;
  }
  // The descriptors in the guest keep the memory; the next import brings it back.
  resource->memory.reset();
  handles_.erase(handle);
  return 0;
}

}  // namespace virtgpu
