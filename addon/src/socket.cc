#include "socket.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "error.h"
#include "unix_address.h"

namespace decant {

namespace {

void set_non_blocking(int fd) {
  const int flags = fcntl(fd, F_GETFL);
  if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0) throw_errno("fcntl");
}

int socket_option(int fd, int option) {
  int value = 0;
  socklen_t length = sizeof value;
  if (getsockopt(fd, SOL_SOCKET, option, &value, &length) < 0) return -1;
  return value;
}

// Takes the descriptors out of the control messages of `header`.
size_t take_fds(msghdr* header, int* fds) {
  size_t count = 0;
  for (cmsghdr* control = CMSG_FIRSTHDR(header); control != nullptr; control = CMSG_NXTHDR(header, control)) {
    if (control->cmsg_level != SOL_SOCKET || control->cmsg_type != SCM_RIGHTS) continue;
    const size_t bytes = control->cmsg_len - CMSG_LEN(0);
    const size_t here = bytes / sizeof(int);
    std::memcpy(fds + count, CMSG_DATA(control), here * sizeof(int));
    count += here;
  }
  return count;
}

}  // namespace

std::pair<UniqueFd, UniqueFd> socket_pair() {
  std::array<int, 2> fds{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds.data()) < 0)
    throw_errno("socketpair");
  return {UniqueFd(fds[0]), UniqueFd(fds[1])};
}

int set_send_buffer(int fd, int bytes) {
  if (setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes) < 0) throw_errno("setsockopt");
  return socket_option(fd, SO_SNDBUF);
}

UniqueFd listen_unix(const std::string& path, int backlog) {
  const UnixAddress address(path, "bind");
  UniqueFd fd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd) throw_errno("socket");
  if (bind(fd.get(), address.get(), address.length) < 0) throw_errno("bind", path);
  if (listen(fd.get(), backlog) < 0) throw_errno("listen", path);
  return fd;
}

UniqueFd connect_unix(const std::string& path, bool waits) {
  const UnixAddress address(path, "connect");
  UniqueFd fd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | (waits ? 0 : SOCK_NONBLOCK), 0));
  if (!fd) throw_errno("socket");
  int result;
  do {
    result = connect(fd.get(), address.get(), address.length);
  } while (result < 0 && errno == EINTR);
  if (result < 0) throw_errno("connect", path);
  set_non_blocking(fd.get());
  return fd;
}

UniqueFd accept_unix(int fd) {
  for (;;) {
    UniqueFd client(accept4(fd, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (client) return client;
    if (errno == EINTR) continue;
    if (errno == EAGAIN || errno == ECONNABORTED) return {};
    throw_errno("accept");
  }
}

PeerCredentials peer_credentials(int fd) {
  ucred credentials{};
  socklen_t length = sizeof credentials;
  if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &length) < 0) throw_errno("getsockopt");
  return {credentials.pid, credentials.uid, credentials.gid};
}

bool is_listening_unix_socket(int fd) {
  return socket_option(fd, SO_ACCEPTCONN) == 1 && socket_option(fd, SO_DOMAIN) == AF_UNIX &&
         socket_option(fd, SO_TYPE) == SOCK_STREAM;
}

std::string socket_path(int fd) {
  sockaddr_un address{};
  socklen_t length = sizeof address;
  if (getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length) < 0) throw_errno("getsockname");
  if (length <= offsetof(sockaddr_un, sun_path)) return "";
  const size_t bytes = length - offsetof(sockaddr_un, sun_path);
  std::string path(address.sun_path, bytes);
  if (path[0] == '\0') {
    path[0] = '@';
    return path;
  }
  path.resize(strnlen(path.c_str(), bytes));
  return path;
}

ssize_t receive(int fd, void* data, size_t length, int* fds, size_t* fd_count) {
  *fd_count = 0;
  // 0 bytes read would look like the end of the stream.
  if (length == 0) throw SystemError("recvmsg", EINVAL);
  alignas(cmsghdr) char control[CMSG_SPACE(kMaxFds * sizeof(int))];
  iovec block{data, length};
  msghdr header{};
  header.msg_iov = &block;
  header.msg_iovlen = 1;
  header.msg_control = control;
  header.msg_controllen = sizeof control;
  ssize_t count;
  do {
    count = recvmsg(fd, &header, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
  } while (count < 0 && errno == EINTR);
  if (count < 0) {
    if (errno == EAGAIN) return kWouldBlock;
    if (errno == ECONNRESET) return 0;
    throw_errno("recvmsg");
  }
  if (header.msg_controllen > 0) *fd_count = take_fds(&header, fds);
  if ((header.msg_flags & MSG_CTRUNC) != 0) {
    for (size_t i = 0; i < *fd_count; i++) close(fds[i]);
    *fd_count = 0;
    throw SystemError("recvmsg", EMFILE);
  }
  return count;
}

ssize_t send(int fd, const void* data, size_t length, const int* fds, size_t fd_count) {
  if (length == 0 && fd_count == 0) return 0;
  // Descriptors travel with a byte; without one they would be lost.
  if (length == 0 || fd_count > kMaxFds) throw SystemError("sendmsg", EINVAL);
  alignas(cmsghdr) char control[CMSG_SPACE(kMaxFds * sizeof(int))];
  iovec block{const_cast<void*>(data), length};
  msghdr header{};
  header.msg_iov = &block;
  header.msg_iovlen = 1;
  if (fd_count > 0) {
    header.msg_control = control;
    header.msg_controllen = CMSG_SPACE(fd_count * sizeof(int));
    cmsghdr* message = CMSG_FIRSTHDR(&header);
    message->cmsg_level = SOL_SOCKET;
    message->cmsg_type = SCM_RIGHTS;
    message->cmsg_len = CMSG_LEN(fd_count * sizeof(int));
    std::memcpy(CMSG_DATA(message), fds, fd_count * sizeof(int));
  }
  ssize_t count;
  do {
    count = sendmsg(fd, &header, MSG_NOSIGNAL | MSG_DONTWAIT);
  } while (count < 0 && errno == EINTR);
  if (count < 0) {
    if (errno == EAGAIN) return kWouldBlock;
    throw_errno("sendmsg");
  }
  return count;
}

}  // namespace decant
