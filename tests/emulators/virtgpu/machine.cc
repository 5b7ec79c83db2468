#include "machine.h"

#include <sys/stat.h>

namespace virtgpu {

namespace {

std::pair<uint64_t, uint64_t> file_of(const UniqueFd& fd) {
  struct stat status {};
  if (fstat(fd.get(), &status) < 0) return {};
  return {status.st_dev, status.st_ino};
}

}  // namespace

uint32_t Machine::add(const Resource& resource, const UniqueFd& memory) {
  const uint32_t number = next_++;
  by_file_[file_of(memory)] = number;
  resources_[number] = resource;
  return number;
}

uint32_t Machine::find(const UniqueFd& descriptor) const {
  const auto found = descriptor ? by_file_.find(file_of(descriptor)) : by_file_.end();
  return found == by_file_.end() ? 0 : found->second;
}

}  // namespace virtgpu
