// What guest and host say to each other in a cross-domain context of virtio-gpu (rutabaga's
// cross_domain_protocol.rs), as a host since 2024 understands it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace virtgpu {

inline constexpr uint32_t kCapabilitySet = 5;
inline constexpr uint32_t kQueryRing = 0;
inline constexpr uint32_t kChannelRing = 1;
inline constexpr uint32_t kPage = 4096;

enum class Command : uint8_t { Init = 1, Requirements, Poll, Send, Receive, Read, Write };
enum class Identifier : uint32_t { Blob = 1, Sync, ReadPipe, WritePipe };

inline constexpr uint32_t kChannelWayland = 1;
inline constexpr uint32_t kMaxIdentifiers = 28;
inline constexpr uint32_t kFirstReadPipe = 0x80000001;

struct Header {
  Command command;
  uint8_t ring;
  uint16_t size;
  uint32_t pad;
};

struct Init {
  Header header;
  uint32_t query_ring;
  uint32_t channel_ring;
  uint32_t channel;
};
static_assert(sizeof(Init) == 20);

struct Requirements {
  Header header;
  uint32_t width;
  uint32_t height;
  uint32_t format;
  uint32_t flags;
};

// At the start of the query ring.
struct ImageReply {
  std::array<uint32_t, 4> strides;
  std::array<uint32_t, 4> offsets;
  uint64_t modifier;
  uint64_t size;
  uint32_t blob_id;
  uint32_t map_info;
  uint32_t memory_index;
  uint32_t physical_device;
};
static_assert(sizeof(ImageReply) == 64);

struct Poll {
  Header header;
  uint64_t pad;
};

// SEND and RECEIVE; the data follows.
struct Transfer {
  Header header;
  uint32_t count;
  uint32_t length;
  std::array<uint32_t, kMaxIdentifiers> ids;
  std::array<Identifier, kMaxIdentifiers> types;
  std::array<uint32_t, kMaxIdentifiers> sizes;
};
static_assert(sizeof(Transfer) == 352);
inline constexpr size_t kTransferData = kPage - sizeof(Transfer);
// Hosts before 2024 have 4 identifiers in each of the three arrays.
constexpr size_t transfer_bytes(uint32_t identifiers) { return 16 + size_t{identifiers} * 12; }
static_assert(transfer_bytes(kMaxIdentifiers) == sizeof(Transfer));

// INIT goes by its size: with the version of libkrun's protocol, or the identity of a socket, behind it.
inline constexpr size_t kInitWithVersion = 24;
inline constexpr size_t kInitWithSocket = 36;

// READ and WRITE; the data follows.
struct PipeData {
  Header header;
  uint32_t id;
  uint32_t hang_up;
  uint32_t length;
  uint32_t pad;
};
static_assert(sizeof(PipeData) == 24);
inline constexpr size_t kPipeDataBytes = kPage - sizeof(PipeData);

}  // namespace virtgpu
