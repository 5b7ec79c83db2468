#include "virtgpu.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <limits>
#include <string_view>
#include <thread>

#include "error.h"
#include "socket.h"
#include "virtgpu_abi.h"

namespace decant {

namespace {

using namespace virtgpu_abi;

constexpr std::chrono::microseconds kFirstPause{20};
constexpr std::chrono::microseconds kLongestPause{1000};

// 0, or an errno value. The kernel's drivers may say EAGAIN to any ioctl; it means the same as EINTR
// (drmIoctl).
int attempt(int fd, unsigned request, void* argument) {
  int result;
  do {
    result = ioctl(fd, request, argument);
  } while (result < 0 && (errno == EINTR || errno == EAGAIN));
  return result < 0 ? errno : 0;
}

void call(int fd, unsigned request, void* argument, const char* name) {
  if (const int error = attempt(fd, request, argument); error != 0) throw SystemError(name, error);
}

uint64_t address_of(const void* pointer) { return reinterpret_cast<uintptr_t>(pointer); }

UniqueFd open_node(const std::string& path) {
  UniqueFd fd(open(path.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK));
  if (!fd) throw_errno("open", path);
  return fd;
}

}  // namespace

VirtgpuDevice::VirtgpuDevice(const std::string& path) : fd_(open_node(path)) {}

std::string VirtgpuDevice::driver() const {
  std::array<char, 64> name{};
  Version version{};
  version.name = name.data();
  version.name_length = name.size();
  call(fd(), kGetVersion, &version, "DRM_IOCTL_VERSION");
  return {name.data(), std::min(version.name_length, name.size())};
}

std::optional<uint32_t> VirtgpuDevice::parameter(uint64_t number) const {
  uint32_t value = 0;
  GetParameter argument{.parameter = number, .value = address_of(&value)};
  const int error = attempt(fd(), kGetParameter, &argument);
  if (error == EINVAL) return std::nullopt;
  if (error != 0) throw SystemError("DRM_IOCTL_VIRTGPU_GETPARAM", error);
  return value;
}

std::array<uint32_t, 4> VirtgpuDevice::capabilities(uint32_t set) const {
  std::array<uint32_t, 4> words{};
  GetCapabilities argument{};
  argument.set = set;
  argument.address = address_of(words.data());
  argument.size = sizeof words;
  call(fd(), kGetCapabilities, &argument, "DRM_IOCTL_VIRTGPU_GET_CAPS");
  return words;
}

void VirtgpuDevice::init_context(uint32_t set, uint32_t rings, uint32_t polled) const {
  std::array<ContextParameter, 3> parameters = {
      {{kContextCapabilitySet, set}, {kContextRings, rings}, {kContextPolledRings, polled}}};
  InitContext argument{.count = parameters.size(), .pad = 0, .parameters = address_of(parameters.data())};
  call(fd(), kInitContext, &argument, "DRM_IOCTL_VIRTGPU_CONTEXT_INIT");
}

GemHandle VirtgpuDevice::held(uint32_t handle) {
  references_.add(handle);
  return {this, handle};
}

void VirtgpuDevice::release(uint32_t handle) noexcept {
  if (!references_.drop(handle) || !fd_) return;
  GemClose argument{.handle = handle, .pad = 0};
  attempt(fd(), kGemClose, &argument);
}

VirtgpuBuffer VirtgpuDevice::create_blob(uint32_t memory, uint32_t flags, uint64_t bytes, uint64_t id) {
  CreateBlob argument{};
  argument.memory = memory;
  argument.flags = flags;
  argument.size = bytes;
  argument.blob_id = id;
  call(fd(), kCreateBlob, &argument, "DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB");
  return {.handle = held(argument.handle), .resource = argument.resource, .memory = memory};
}

VirtgpuBuffer VirtgpuDevice::create_shared(size_t bytes) {
  return create_blob(kMemoryGuest, kMappable, bytes, 0);
}

std::unique_ptr<Mapping> VirtgpuDevice::map(uint32_t handle, size_t bytes) const {
  Map argument{};
  argument.handle = handle;
  call(fd(), kMap, &argument, "DRM_IOCTL_VIRTGPU_MAP");
  return std::make_unique<Mapping>(fd(), bytes, true, static_cast<off_t>(argument.offset));
}

UniqueFd VirtgpuDevice::open_blob(uint64_t id, uint64_t bytes) {
  const VirtgpuBuffer blob = create_blob(kMemoryHost, kMappable | kShareable, bytes, id);
  Prime argument{.handle = blob.handle.get(), .flags = O_CLOEXEC | O_RDWR, .fd = -1};
  call(fd(), kPrimeToFd, &argument, "DRM_IOCTL_PRIME_HANDLE_TO_FD");
  return UniqueFd(argument.fd);
}

VirtgpuBuffer VirtgpuDevice::import(int descriptor) {
  Prime prime{.handle = 0, .flags = 0, .fd = descriptor};
  call(fd(), kPrimeToHandle, &prime, "DRM_IOCTL_PRIME_FD_TO_HANDLE");
  GemHandle handle = held(prime.handle);
  ResourceInfo argument{};
  argument.handle = prime.handle;
  call(fd(), kResourceInfo, &argument, "DRM_IOCTL_VIRTGPU_RESOURCE_INFO");
  return {.handle = std::move(handle), .resource = argument.resource, .memory = argument.blob_memory};
}

void VirtgpuDevice::execute(const void* command, size_t bytes, int ring, uint32_t handle) const {
  if (bytes > std::numeric_limits<uint32_t>::max()) throw SystemError("DRM_IOCTL_VIRTGPU_EXECBUFFER", EINVAL);
  Execute argument{};
  argument.flags = ring < 0 ? 0 : kExecuteOnRing;
  argument.size = static_cast<uint32_t>(bytes);
  argument.command = address_of(command);
  argument.handles = handle == 0 ? 0 : address_of(&handle);
  argument.handle_count = handle == 0 ? 0 : 1;
  argument.fence_fd = -1;
  argument.ring = ring < 0 ? 0 : static_cast<uint32_t>(ring);
  call(fd(), kExecute, &argument, "DRM_IOCTL_VIRTGPU_EXECBUFFER");
}

bool VirtgpuDevice::wait(uint32_t handle, int limit_ms) const {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::milliseconds(limit_ms);
  auto pause = kFirstPause;
  for (;;) {
    virtgpu_abi::Wait argument{.handle = handle, .flags = kWaitNot};
    if (ioctl(fd(), kWait, &argument) == 0) return true;
    // The driver says EBUSY; drmIoctl's callers may see EAGAIN.
    if (errno != EBUSY && errno != EAGAIN && errno != EINTR) throw_errno("DRM_IOCTL_VIRTGPU_WAIT");
    if (Clock::now() >= end) return false;
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, kLongestPause);
  }
}

int64_t VirtgpuDevice::read_event() const {
  Event event{};
  ssize_t count;
  do {
    count = read(fd(), &event, sizeof event);
  } while (count < 0 && errno == EINTR);
  if (count < 0 && errno == EAGAIN) return kWouldBlock;
  if (count < 0) throw_errno("read", "DRM event");
  if (count == 0) return 0;
  if (count != sizeof event || event.length != sizeof event) throw SystemError("read", EPROTO, "DRM event");
  return event.type;
}

}  // namespace decant
