// Between the library in the guest and the host's program: one packet to ask, one to answer, a descriptor
// with each. Says nothing of what an ioctl means.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "unique_fd.h"

namespace virtgpu {

using decant::UniqueFd;

enum class Operation : uint32_t {
  Open,
  Parameter,
  Capabilities,
  InitContext,
  CreateBlob,
  CreateDumb,
  Map,
  MapMemory,
  Execute,
  Wait,
  ResourceInfo,
  PrimeToFd,
  PrimeToHandle,
  GemClose,
  Driver,
  Report,
};

// The longest command or text.
inline constexpr size_t kMaxPayload = 16384;

struct Call {
  Operation operation;
  std::array<uint64_t, 5> words;
};

struct Answer {
  // An errno value.
  int32_t error;
  std::array<uint64_t, 4> words;
};

template <typename Head>
struct Packet {
  Head head{};
  std::string payload;
  UniqueFd fd;
};

// False if the other end has gone.
bool send_packet(int socket, const Packet<Call>& packet);
bool send_packet(int socket, const Packet<Answer>& packet);
bool receive_packet(int socket, Packet<Call>* packet);
bool receive_packet(int socket, Packet<Answer>* packet);

// A socket that speaks in packets, connected to the host's program at `path`; empty if nobody is there.
UniqueFd connect_host(const std::string& path);

// A question without bytes.
Packet<Call> call(Operation operation, std::array<uint64_t, 5> words = {});
// Asks and waits; ENODEV if the host has gone.
Packet<Answer> ask(int host, const Packet<Call>& call);

}  // namespace virtgpu
