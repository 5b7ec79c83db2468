// Unix stream sockets that carry descriptors: unix(7), recvmsg(2), sendmsg(2). Nothing here blocks but
// connect_unix.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <utility>

#include "unique_fd.h"

namespace decant {

// SCM_MAX_FD of the kernel: the most descriptors that one message can carry.
constexpr size_t kMaxFds = 253;

// Returned by receive and send instead of a count of bytes.
constexpr ssize_t kWouldBlock = -1;

struct PeerCredentials {
  pid_t pid;
  uid_t uid;
  gid_t gid;
};

std::pair<UniqueFd, UniqueFd> socket_pair();

// How much may be on its way from `fd` (SO_SNDBUF), in bytes as the kernel counts them, which takes no more
// than net.core.wmem_max and doubles it for its own. Returns what it is now.
int set_send_buffer(int fd, int bytes);

// `path` may be abstract ("@name"). Throws ENAMETOOLONG where sockaddr_un has no room for it.
UniqueFd listen_unix(const std::string& path, int backlog);
// A connection, non-blocking. Without `waits` the connect itself does not block: EAGAIN where the backlog is
// full.
UniqueFd connect_unix(const std::string& path, bool waits = true);

// The next connection, or an empty UniqueFd if there is none (or it was given up meanwhile).
UniqueFd accept_unix(int fd);

PeerCredentials peer_credentials(int fd);
bool is_listening_unix_socket(int fd);
// Where the socket is bound to; empty if nowhere.
std::string socket_path(int fd);

// Reads into data[0, length): bytes, 0 at end of stream (a reset counts as that), kWouldBlock. `fds` gets the
// descriptors (room for kMaxFds), `*fd_count` how many. Throws EMFILE, with all of them closed, if some were
// lost on the way (MSG_CTRUNC), and EINVAL for a length of 0.
ssize_t receive(int fd, void* data, size_t length, int* fds, size_t* fd_count);

// Sends data[0, length) with `fd_count` descriptors: bytes taken, or kWouldBlock. Throws EINVAL for
// descriptors without a byte or more than kMaxFds, ETOOMANYREFS if too many are on their way already.
ssize_t send(int fd, const void* data, size_t length, const int* fds, size_t fd_count);

}  // namespace decant
