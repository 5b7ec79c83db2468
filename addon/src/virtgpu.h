// A DRM node of the virtio-gpu driver (virtgpu_drm.h), open for one context. Everything here is one ioctl or
// a short, fixed sequence of them; what the commands mean to the host is not known here.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "gem_references.h"
#include "mapping.h"
#include "unique_fd.h"

namespace decant {

// A buffer object: its handle in this process, and the host's name for it.
struct VirtgpuBuffer {
  GemHandle handle;
  uint32_t resource;
  // Where its pages are: kMemoryGuest or kMemoryHost of virtgpu_abi.h, or 0 for what is no blob.
  uint32_t memory;
};

class VirtgpuDevice final : public GemOwner {
 public:
  // Throws ENOTTY later, call by call, for what is no DRM node.
  explicit VirtgpuDevice(const std::string& path);
  VirtgpuDevice(const VirtgpuDevice&) = delete;
  VirtgpuDevice& operator=(const VirtgpuDevice&) = delete;
  ~VirtgpuDevice() = default;

  int fd() const { return fd_.get(); }
  // Closes the node, and with it the context and all handles; what is mapped stays. Idempotent.
  void close() { fd_.reset(); }

  // Name of the kernel's driver.
  std::string driver() const;
  // Nothing for one that this kernel or this host does not have.
  std::optional<uint32_t> parameter(uint64_t number) const;
  // The first four words of a capability set. Throws EINVAL for one that the host does not have.
  std::array<uint32_t, 4> capabilities(uint32_t set) const;
  // Makes the context of a capability set, with `rings` rings, of which those in the mask `polled` raise
  // events. Once.
  void init_context(uint32_t set, uint32_t rings, uint32_t polled) const;

  // Memory of this side that the host sees.
  VirtgpuBuffer create_shared(size_t bytes);
  // Maps the first `bytes` bytes for reading and writing.
  std::unique_ptr<Mapping> map(uint32_t handle, size_t bytes) const;
  // A descriptor of the host's blob `id`, whose size must be exactly what the host said.
  UniqueFd open_blob(uint64_t id, uint64_t bytes);
  // The buffer behind a descriptor. Throws for one that is no buffer.
  VirtgpuBuffer import(int fd);
  // Gives one hold back.
  void release(uint32_t handle) noexcept override;

  // Submits a command. `ring` < 0: on none; `handle` 0: with no buffer to wait for.
  void execute(const void* command, size_t bytes, int ring, uint32_t handle) const;
  // Waits until no command uses the buffer any more: false if that takes longer than `limit_ms`.
  bool wait(uint32_t handle, int limit_ms) const;
  // Reads one event of the context: its type, 0 at the end of the node, kWouldBlock (socket.h).
  int64_t read_event() const;

  // Handles that are open.
  size_t handle_count() const { return references_.size(); }

 private:
  VirtgpuBuffer create_blob(uint32_t memory, uint32_t flags, uint64_t bytes, uint64_t id);
  // Takes over a hold that the kernel gave.
  GemHandle held(uint32_t handle);

  UniqueFd fd_;
  GemReferences references_;
};

}  // namespace decant
