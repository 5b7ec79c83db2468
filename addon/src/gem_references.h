// How often a GEM handle is held. The kernel gives one handle for a buffer however often it is imported, and
// one GEM_CLOSE ends it for all: so it may be closed only when the last holder lets go.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace decant {

class GemReferences {
 public:
  void add(uint32_t handle) { ++counts_[handle]; }

  // Whether that was the last one, so that the handle must be closed. False for one that nobody holds.
  bool drop(uint32_t handle) {
    const auto found = counts_.find(handle);
    if (found == counts_.end() || --found->second > 0) return false;
    counts_.erase(found);
    return true;
  }

  size_t size() const { return counts_.size(); }

 private:
  std::unordered_map<uint32_t, size_t> counts_;
};

class GemOwner {
 public:
  virtual void release(uint32_t handle) noexcept = 0;

 protected:
  ~GemOwner() = default;
};

// One hold on a handle, given back at its end. The owner must live longer.
class GemHandle {
 public:
  GemHandle() = default;
  GemHandle(GemOwner* owner, uint32_t handle) : owner_(owner), handle_(handle) {}
  GemHandle(GemHandle&& other) noexcept : owner_(other.owner_), handle_(other.release()) {}
  GemHandle& operator=(GemHandle&& other) noexcept {
    if (this == &other) return *this;
    reset();
    owner_ = other.owner_;
    handle_ = other.release();
    return *this;
  }
  GemHandle(const GemHandle&) = delete;
  GemHandle& operator=(const GemHandle&) = delete;
  ~GemHandle() { reset(); }

  // 0 if there is none.
  uint32_t get() const { return handle_; }

  // Hands the hold over to the caller, who must give it back.
  uint32_t release() { return std::exchange(handle_, 0); }

 private:
  void reset() {
    if (handle_ != 0) owner_->release(std::exchange(handle_, 0));
  }

  GemOwner* owner_ = nullptr;
  uint32_t handle_ = 0;
};

}  // namespace decant
