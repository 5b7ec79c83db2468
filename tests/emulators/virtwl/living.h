// Which descriptors are still somewhere: asked of /proc, and so slow. Only processes that the emulator is in
// count; what the host has got does not hold an id.
#pragma once

#include <compare>
#include <cstdint>
#include <set>

namespace virtwl {

struct Identity {
  uint64_t device;
  uint64_t inode;
  auto operator<=>(const Identity&) const = default;
};

// All that is open or mapped in any process with this library. What is on its way in a socket is not seen.
std::set<Identity> living_identities();

}  // namespace virtwl
