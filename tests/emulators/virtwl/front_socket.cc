// In front of libc: the functions on sockets. What the device made is no socket, even where the emulator has
// one there.
#include <sys/socket.h>

#include <cerrno>
#include <optional>

#include "journal.h"
#include "real.h"
#include "table.h"

namespace {

// True, with errno set, for what only looks like a socket. Nobody has reason to try: it is noted.
bool is_not_socket(int fd, const char* function) {
  const std::optional<virtwl::Entry> entry = virtwl::find(fd);
  if (!entry || (entry->kind != virtwl::Kind::Context && entry->kind != virtwl::Kind::ReceivedPipe))
    return false;
  virtwl::violation("no-socket", fd, function);
  errno = ENOTSOCK;
  return true;
}

}  // namespace

VIRTWL_EXPORT ssize_t sendmsg(int fd, const msghdr* message, int flags) {
  return is_not_socket(fd, "sendmsg") ? -1 : VIRTWL_REAL(sendmsg, fd, message, flags);
}

VIRTWL_EXPORT ssize_t recvmsg(int fd, msghdr* message, int flags) {
  return is_not_socket(fd, "recvmsg") ? -1 : VIRTWL_REAL(recvmsg, fd, message, flags);
}

VIRTWL_EXPORT ssize_t send(int fd, const void* bytes, size_t length, int flags) {
  return is_not_socket(fd, "send") ? -1 : VIRTWL_REAL(send, fd, bytes, length, flags);
}

VIRTWL_EXPORT ssize_t recv(int fd, void* bytes, size_t length, int flags) {
  return is_not_socket(fd, "recv") ? -1 : VIRTWL_REAL(recv, fd, bytes, length, flags);
}

VIRTWL_EXPORT ssize_t sendto(int fd, const void* bytes, size_t length, int flags, const sockaddr* address,
                             socklen_t address_length) {
  return is_not_socket(fd, "sendto") ? -1
                                     : VIRTWL_REAL(sendto, fd, bytes, length, flags, address, address_length);
}

VIRTWL_EXPORT ssize_t recvfrom(int fd, void* bytes, size_t length, int flags, sockaddr* address,
                               socklen_t* address_length) {
  return is_not_socket(fd, "recvfrom")
             ? -1
             : VIRTWL_REAL(recvfrom, fd, bytes, length, flags, address, address_length);
}

VIRTWL_EXPORT int shutdown(int fd, int how) noexcept {
  return is_not_socket(fd, "shutdown") ? -1 : VIRTWL_REAL(shutdown, fd, how);
}

// Asking is how programs find out what a descriptor is (libuv does): no violation, but no socket either.
VIRTWL_EXPORT int getsockopt(int fd, int level, int name, void* value, socklen_t* length) noexcept {
  const std::optional<virtwl::Entry> entry = virtwl::find(fd);
  if (!entry || entry->kind != virtwl::Kind::Context)
    return VIRTWL_REAL(getsockopt, fd, level, name, value, length);
  errno = ENOTSOCK;
  return -1;
}
