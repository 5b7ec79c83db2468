// A context: a connection to the host's compositor. Its descriptor is the socket itself, so poll, epoll,
// fcntl, duplicates and inheritance are the kernel's. Bytes and descriptors cross only by SEND and RECV.
#pragma once

#include <string>

#include "abi.h"
#include "table.h"

namespace virtwl {

// A descriptor that is connected to the socket at `path`, or ENODEV, as the driver says of everything that
// fails at the host.
int new_context(const std::string& path);

// SEND and RECV on a context or pipe: 0, or a negative errno value.
int send_transaction(int fd, const Entry& entry, Transaction* transaction);
int receive_transaction(int fd, const Entry& entry, Transaction* transaction);

}  // namespace virtwl
