#include "table.h"

#include <sys/stat.h>

#include <cerrno>

#include "abi.h"
#include "living.h"
#include "shared.h"

namespace virtwl {

namespace {

bool identify(int fd, Identity* identity) {
  struct stat status {};
  if (fstat(fd, &status) < 0) return false;
  *identity = {status.st_dev, status.st_ino};
  return true;
}

// The entry of this identity, or the free one where it belongs. The table is never full.
Entry* slot(Shared& memory, const Identity& identity) {
  size_t at = (identity.inode * 0x9e3779b97f4a7c15U ^ identity.device) % kSlots;
  for (;;) {
    Entry& entry = memory.slots[at];
    if (entry.kind == Kind::None) return &entry;
    if (entry.device == identity.device && entry.inode == identity.inode) return &entry;
    at = (at + 1) % kSlots;
  }
}

bool takes_id(Kind kind) {
  return kind == Kind::Context || kind == Kind::Alloc || kind == Kind::Dmabuf || kind == Kind::PipeRead ||
         kind == Kind::PipeWrite;
}

// Forgets what no process of the tree has open or mapped any more.
void sweep(Shared& memory) {
  const std::set<Identity> living = living_identities();
  static Entry kept[kSlots];
  size_t count = 0;
  for (const Entry& entry : memory.slots)
    if (entry.kind != Kind::None && living.contains({entry.device, entry.inode})) kept[count++] = entry;
  for (Entry& entry : memory.slots) entry = {};
  for (size_t i = 0; i < count; i++) *slot(memory, {kept[i].device, kept[i].inode}) = kept[i];
  memory.used = static_cast<uint32_t>(count);
}

size_t ids(const Shared& memory) {
  size_t number = 0;
  for (const Entry& entry : memory.slots)
    if (takes_id(entry.kind)) number++;
  return number;
}

}  // namespace

std::optional<Entry> find(int fd) {
  const int error = errno;
  Shared& memory = shared();
  Identity identity{};
  std::optional<Entry> found;
  if (fd >= 0 && memory.used > 0 && identify(fd, &identity)) {
    const Lock lock(memory);
    const Entry* entry = slot(memory, identity);
    if (entry->kind != Kind::None) found = *entry;
  }
  errno = error;
  return found;
}

void add(int fd, Kind kind, uint32_t state) {
  Shared& memory = shared();
  Identity identity{};
  if (!identify(fd, &identity)) return;
  const Lock lock(memory);
  if (memory.used > kSlots / 2) sweep(memory);
  Entry* entry = slot(memory, identity);
  if (entry->kind != Kind::None) return;
  *entry = {identity.device, identity.inode, kind, state};
  memory.used++;
}

uint32_t change(int fd, uint32_t set, uint32_t clear) {
  Shared& memory = shared();
  Identity identity{};
  if (!identify(fd, &identity)) return 0;
  const Lock lock(memory);
  Entry* entry = slot(memory, identity);
  if (entry->kind == Kind::None) return 0;
  const uint32_t before = entry->state;
  entry->state = (before | set) & ~clear;
  return before;
}

bool id_is_left() {
  Shared& memory = shared();
  const Lock lock(memory);
  if (memory.used < kMaxIds || ids(memory) < kMaxIds) return true;
  sweep(memory);
  return ids(memory) < kMaxIds;
}

void count(Counter counter, uint64_t amount) {
  Shared& memory = shared();
  const Lock lock(memory);
  memory.counts.at(static_cast<size_t>(counter)) += amount;
}

Counts counts() {
  Shared& memory = shared();
  const Lock lock(memory);
  return memory.counts;
}

}  // namespace virtwl
