// What the device has made, in memory that all processes of the tree share. A descriptor is known by the
// device and inode numbers of what it refers to, so duplicates and inherited or passed descriptors are
// recognised without following them. Pipes, sockets and memfds take their inode numbers from counters: a
// number comes back only after 2^32 others.
//
// The invariant: an entry is changed only under the table's lock, which survives the death of its holder.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace virtwl {

enum class Kind : uint32_t {
  None,
  Device,
  Context,
  Alloc,
  Dmabuf,
  PipeRead,
  PipeWrite,
  ReceivedMemory,
  ReceivedPipe,
};

// States of an entry.
inline constexpr uint32_t kSent = 1;         // a pipe whose other end is the host's
inline constexpr uint32_t kHungUp = 2;       // a context whose host has gone
inline constexpr uint32_t kReading = 4;      // a dmabuf between start and end of a read
inline constexpr uint32_t kWriting = 8;      // ... and of a write
inline constexpr uint32_t kTranslated = 16;  // a context whose messages are looked at

struct Entry {
  uint64_t device;
  uint64_t inode;
  Kind kind;
  uint32_t state;
};

enum class Counter : uint32_t {
  Opens,
  Contexts,
  Allocs,
  Pipes,
  Dmabufs,
  Sends,
  Receives,
  Syncs,
  BytesSent,
  BytesReceived,
  FdsSent,
  FdsReceived,
  HangUps,
  RefusedFds,
  Violations,
  Count,
};
inline constexpr size_t kCounters = static_cast<size_t>(Counter::Count);
extern const std::array<const char*, kCounters> kCounterNames;
using Counts = std::array<uint64_t, kCounters>;

// What is known of a descriptor; nothing if the device did not make it.
std::optional<Entry> find(int fd);

// Makes a descriptor known. What is known already keeps its kind.
void add(int fd, Kind kind, uint32_t state = 0);

// Sets and clears bits of a known descriptor's state; returns the state before.
uint32_t change(int fd, uint32_t set, uint32_t clear = 0);

// Whether one more id is left. Looks through all processes only when the table seems full.
bool id_is_left();

void count(Counter counter, uint64_t amount = 1);
Counts counts();

// The counters of the table in this file, for other programs than the device's users. Nothing if the file is
// no table.
std::optional<Counts> counts_of(const char* path);

}  // namespace virtwl
