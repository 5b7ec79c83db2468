#include "pipes.h"

#include <fcntl.h>

#include <array>
#include <cerrno>

#include "cross_domain.h"

namespace virtgpu {

Pipes::Pipes() : next_read_id_(kFirstReadPipe) {}

UniqueFd Pipes::open_read() {
  std::array<int, 2> ends{-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) < 0) return {};
  readable_[next_read_id_++] = UniqueFd(ends[0]);
  return UniqueFd(ends[1]);
}

uint32_t Pipes::add_write(UniqueFd fd) {
  const uint32_t id = take_descriptor_id();
  fcntl(fd.get(), F_SETFL, O_WRONLY | O_NONBLOCK);
  writable_[id].fd = std::move(fd);
  return id;
}

void Pipes::write(uint32_t id, const std::string& data, bool hang_up) {
  const auto found = writable_.find(id);
  if (found == writable_.end()) return;
  found->second.waiting += data;
  found->second.ends = found->second.ends || hang_up;
  if (push(found->second)) writable_.erase(found);
}

bool Pipes::push(Writing& pipe) {
  while (!pipe.waiting.empty()) {
    const ssize_t count = ::write(pipe.fd.get(), pipe.waiting.data(), pipe.waiting.size());
    if (count < 0 && errno == EAGAIN) return false;
    if (count < 0)
      pipe.waiting.clear();
    else
      pipe.waiting.erase(0, static_cast<size_t>(count));
  }
  return pipe.ends;
}

void Pipes::flush() {
  for (auto each = writable_.begin(); each != writable_.end();)
    each = !each->second.waiting.empty() && push(each->second) ? writable_.erase(each) : std::next(each);
}

std::optional<int> Pipes::blocked() const {
  for (const auto& [id, pipe] : writable_)
    if (!pipe.waiting.empty()) return pipe.fd.get();
  return std::nullopt;
}

}  // namespace virtgpu
