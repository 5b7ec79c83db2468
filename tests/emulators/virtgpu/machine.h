// What all open nodes of one virtual machine share: its resources, by their numbers and by the memory behind
// the descriptors that stand for them.
#pragma once

#include <map>

#include "session.h"

namespace virtgpu {

class Machine {
 public:
  // Numbers a new resource, whose memory `memory` leads to.
  uint32_t add(const Resource& resource, const UniqueFd& memory);
  // The resource that a descriptor stands for; 0 if it is none of this device.
  uint32_t find(const UniqueFd& descriptor) const;
  const Resource& at(uint32_t resource) const { return resources_.at(resource); }

 private:
  std::map<uint32_t, Resource> resources_;
  // Device and inode numbers.
  std::map<std::pair<uint64_t, uint64_t>, uint32_t> by_file_;
  uint32_t next_ = 100;
};

}  // namespace virtgpu
