// SEND and RECV of contexts whose dmabufs are translated (EMULATED_VIRTWL_DMABUF=shm). What is half said
// stays in the process: such a context must not change its process between two messages.
#pragma once

#include <string_view>
#include <vector>

#include "transport.h"

namespace virtwl {

// As send_all. `guest` are the descriptors that the guest named, `host` what goes in their place.
int send_translated(int fd, std::string_view bytes, const std::vector<int>& guest,
                    const std::vector<int>& host);

// As receive.
Received receive_translated(int fd, uint8_t* bytes, size_t room);

// The context has hung up.
void forget_translation(int fd);

}  // namespace virtwl
