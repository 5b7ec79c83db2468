#include "transport.h"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

#include "real.h"

namespace virtwl {

namespace {

ssize_t send_some(int fd, const uint8_t* bytes, size_t length, const std::vector<int>& fds) {
  alignas(cmsghdr) char control[CMSG_SPACE(kMaxFds * sizeof(int))] = {};
  iovec block{const_cast<uint8_t*>(bytes), length};
  msghdr header{};
  header.msg_iov = &block;
  header.msg_iovlen = 1;
  if (!fds.empty()) {
    header.msg_control = control;
    header.msg_controllen = CMSG_SPACE(fds.size() * sizeof(int));
    cmsghdr* message = CMSG_FIRSTHDR(&header);
    message->cmsg_level = SOL_SOCKET;
    message->cmsg_type = SCM_RIGHTS;
    message->cmsg_len = CMSG_LEN(fds.size() * sizeof(int));
    std::memcpy(CMSG_DATA(message), fds.data(), fds.size() * sizeof(int));
  }
  const ssize_t count = VIRTWL_REAL(sendmsg, fd, &header, MSG_NOSIGNAL);
  return count < 0 ? -errno : count;
}

void take_fds(msghdr* header, std::vector<int>* fds) {
  for (cmsghdr* each = CMSG_FIRSTHDR(header); each != nullptr; each = CMSG_NXTHDR(header, each)) {
    if (each->cmsg_level != SOL_SOCKET || each->cmsg_type != SCM_RIGHTS) continue;
    const size_t count = (each->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    const size_t before = fds->size();
    fds->resize(before + count);
    std::memcpy(fds->data() + before, CMSG_DATA(each), count * sizeof(int));
  }
}

}  // namespace

int send_all(int fd, const uint8_t* bytes, size_t length, const std::vector<int>& fds) {
  size_t sent = 0;
  while (sent < length) {
    const ssize_t count = send_some(fd, bytes + sent, length - sent, sent == 0 ? fds : std::vector<int>());
    if (count == -EINTR && sent > 0) continue;
    if (count == -EAGAIN && sent > 0) {
      pollfd writable{fd, POLLOUT, 0};
      poll(&writable, 1, -1);
      continue;
    }
    if (count < 0) return static_cast<int>(count);
    sent += static_cast<size_t>(count);
  }
  return 0;
}

Received receive(int fd, uint8_t* bytes, size_t room) {
  alignas(cmsghdr) char control[CMSG_SPACE(kMaxFds * sizeof(int))] = {};
  iovec block{bytes, room};
  msghdr header{};
  header.msg_iov = &block;
  header.msg_iovlen = 1;
  header.msg_control = control;
  header.msg_controllen = sizeof control;
  Received result{};
  result.length = VIRTWL_REAL(recvmsg, fd, &header, MSG_CMSG_CLOEXEC);
  if (result.length < 0) {
    // A host that went with our bytes unread resets the connection: for the guest an end like any other.
    result.length = errno == ECONNRESET ? 0 : -errno;
    return result;
  }
  take_fds(&header, &result.fds);
  result.lost_fds = (header.msg_flags & MSG_CTRUNC) != 0;
  return result;
}

}  // namespace virtwl
