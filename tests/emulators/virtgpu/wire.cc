#include "wire.h"

#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace virtgpu {

namespace {

bool send_parts(int socket, const void* head, size_t head_bytes, const std::string& payload, int fd) {
  std::array<iovec, 2> parts = {
      {{const_cast<void*>(head), head_bytes}, {const_cast<char*>(payload.data()), payload.size()}}};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = parts.size();
  if (fd >= 0) {
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr* rights = CMSG_FIRSTHDR(&message);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(rights), &fd, sizeof fd);
  }
  ssize_t count;
  do {
    count = sendmsg(socket, &message, MSG_NOSIGNAL);
  } while (count < 0 && errno == EINTR);
  return count >= 0;
}

bool receive_parts(int socket, void* head, size_t head_bytes, std::string* payload, UniqueFd* fd) {
  payload->resize(kMaxPayload);
  std::array<iovec, 2> parts = {{{head, head_bytes}, {payload->data(), payload->size()}}};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = parts.size();
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  ssize_t count;
  do {
    count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  } while (count < 0 && errno == EINTR);
  const cmsghdr* rights = count < 0 ? nullptr : CMSG_FIRSTHDR(&message);
  if (rights != nullptr && rights->cmsg_type == SCM_RIGHTS) {
    int received = -1;
    std::memcpy(&received, CMSG_DATA(rights), sizeof received);
    fd->reset(received);
  }
  if (count < static_cast<ssize_t>(head_bytes)) return false;
  payload->resize(static_cast<size_t>(count) - head_bytes);
  return true;
}

}  // namespace

bool send_packet(int socket, const Packet<Call>& packet) {
  return send_parts(socket, &packet.head, sizeof packet.head, packet.payload, packet.fd.get());
}
bool send_packet(int socket, const Packet<Answer>& packet) {
  return send_parts(socket, &packet.head, sizeof packet.head, packet.payload, packet.fd.get());
}
bool receive_packet(int socket, Packet<Call>* packet) {
  return receive_parts(socket, &packet->head, sizeof packet->head, &packet->payload, &packet->fd);
}
bool receive_packet(int socket, Packet<Answer>* packet) {
  return receive_parts(socket, &packet->head, sizeof packet->head, &packet->payload, &packet->fd);
}

UniqueFd connect_host(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) return {};
  std::memcpy(address.sun_path, path.data(), path.size());
  UniqueFd fd(socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
  if (connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0) return {};
  return fd;
}

Packet<Answer> ask(int host, const Packet<Call>& call) {
  Packet<Answer> answer;
  if (!send_packet(host, call) || !receive_packet(host, &answer)) answer.head.error = ENODEV;
  return answer;
}

Packet<Call> call(Operation operation, std::array<uint64_t, 5> words) {
  Packet<Call> made;
  made.head = {operation, words};
  return made;
}

}  // namespace virtgpu
