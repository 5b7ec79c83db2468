// The two calls that every read and write goes through, for everything that carries bytes with descriptors.
#pragma once

#include <sys/types.h>

#include "convert.h"

namespace decant::binding {

// Reads or writes as receive and send of socket.h do.
using Receive = ssize_t (*)(int fd, void* data, size_t length, int* fds, size_t* fd_count);
using Send = ssize_t (*)(int fd, const void* data, size_t length, const int* fds, size_t fd_count);

// (fd, buffer, offset, length, fds): bytes. fds[0] gets the count of descriptors, of which there are
// `max_fds` at most.
Napi::Value receive_into(const Napi::CallbackInfo& info, size_t max_fds, Receive receive);

struct Bytes {
  char* data;
  size_t length;
};

// The stretch [start, end) of a Uint8Array; the three stand at these places of the arguments. Throws a
// RangeError if it reaches outside.
Bytes to_bytes_of(const Napi::CallbackInfo& info, size_t buffer, size_t start, size_t end);

// (fd, buffer, start, end, fds, fdCount): bytes.
Napi::Value send_from(const Napi::CallbackInfo& info, Send send);

}  // namespace decant::binding
