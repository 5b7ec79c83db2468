// Pipes of one context. The host's ends are here: what the compositor writes into a read pipe goes to the
// guest, what the guest writes goes into a write pipe.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "unique_fd.h"

namespace virtgpu {

using decant::UniqueFd;

class Pipes {
 public:
  // A read pipe under the next id: the end that the compositor gets.
  UniqueFd open_read();
  uint32_t next_read_id() const { return next_read_id_; }
  std::map<uint32_t, UniqueFd>& readable() { return readable_; }

  // The compositor's write end under the next id that is free for descriptors.
  uint32_t add_write(UniqueFd fd);
  bool has_write(uint32_t id) const { return writable_.contains(id); }
  // What cannot be written yet waits here: a host would block.
  void write(uint32_t id, const std::string& data, bool hang_up);
  // Tries what waits once more.
  void flush();
  // A descriptor that waits for room, if any.
  std::optional<int> blocked() const;

 private:
  struct Writing {
    UniqueFd fd;
    std::string waiting;
    bool ends = false;
  };
  // Whether it is done with.
  static bool push(Writing& pipe);

  uint32_t next_read_id_;
  uint32_t next_write_id_ = 1;
  std::map<uint32_t, UniqueFd> readable_;
  std::map<uint32_t, Writing> writable_;

 public:
  Pipes();
  // Ids of descriptors from the compositor are odd, those of images even.
  uint32_t take_descriptor_id() {
    const uint32_t id = next_write_id_;
    next_write_id_ += 2;
    return id;
  }
};

}  // namespace virtgpu
