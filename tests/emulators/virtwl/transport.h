// sendmsg and recvmsg with descriptors, as the emulator uses them towards the host.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "abi.h"

namespace virtwl {

// Sends all bytes, descriptors with the first: 0, or a negative errno value. EAGAIN only if nothing was sent.
int send_all(int fd, const uint8_t* bytes, size_t length, const std::vector<int>& fds);

struct Received {
  // Number of bytes, 0 at the end of the stream, or a negative errno value.
  ssize_t length;
  std::vector<int> fds;
  // The host sent more descriptors than fit into a transaction or into this process.
  bool lost_fds;
};
Received receive(int fd, uint8_t* bytes, size_t room);

}  // namespace virtwl
