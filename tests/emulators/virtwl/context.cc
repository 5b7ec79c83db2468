#include "context.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "config.h"
#include "hang_up.h"
#include "journal.h"
#include "pipes.h"
#include "real.h"
#include "translated.h"
#include "transport.h"

namespace virtwl {

namespace {

bool is_pipe(Kind kind) {
  return kind == Kind::PipeRead || kind == Kind::PipeWrite || kind == Kind::ReceivedPipe;
}

int refuse(const char* rule, int fd) {
  count(Counter::RefusedFds);
  violation(rule, fd);
  return -EINVAL;
}

// What goes to the host in place of `fd`: memory and contexts themselves, of a pipe its other end.
int host_side(int fd) {
  if (VIRTWL_REAL(fcntl, fd, F_GETFD) < 0) {
    refuse("closed-descriptor", fd);
    return -EBADFD;
  }
  const std::optional<Entry> entry = find(fd);
  if (!entry || entry->kind == Kind::Device) return refuse("foreign-descriptor", fd);
  if (entry->kind == Kind::ReceivedPipe) return refuse("received-pipe-sent", fd);
  if (!is_pipe(entry->kind)) return fd;
  if ((entry->state & kSent) != 0) return refuse("pipe-sent-twice", fd);
  return host_end(fd);
}

// The descriptors of a transaction up to the first -1, which is where the driver stops looking.
int take_fds(const Transaction& transaction, std::vector<int>* guest, std::vector<int>* host) {
  bool ended = false;
  for (const int fd : transaction.fds) {
    if (fd >= 0 && ended) violation("descriptor-after-gap", fd);
    ended = ended || fd < 0;
    if (ended) continue;
    const int side = host_side(fd);
    if (side < 0) return side;
    // One pipe twice in one transaction: the second finds the end gone, as it does with the device.
    const bool again = std::find(guest->begin(), guest->end(), fd) != guest->end();
    if (again && side != fd) return refuse("pipe-sent-twice", fd);
    guest->push_back(fd);
    host->push_back(side);
  }
  return 0;
}

void note_sent(const std::vector<int>& fds) {
  for (const int fd : fds) {
    if (!is_pipe(find(fd)->kind)) continue;
    change(fd, kSent);
    give_up_host_end(fd);
  }
  count(Counter::FdsSent, fds.size());
}

int send_to_pipe(int fd, const Transaction& transaction, const uint8_t* bytes) {
  if (transaction.fds[0] >= 0) return refuse("descriptor-into-pipe", transaction.fds[0]);
  const ssize_t count = VIRTWL_REAL(write, fd, bytes, transaction.length);
  return count < 0 ? -errno : 0;
}

// What came from the host becomes the device's: memory stays memory, all else is a pipe.
void adopt(int fd) {
  struct stat status {};
  const bool memory = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
  add(fd, memory ? Kind::ReceivedMemory : Kind::ReceivedPipe);
}

int end_of_stream(int fd, Transaction* transaction) {
  forget_translation(fd);
  hang_up(fd);
  transaction->length = 0;
  return 0;
}

}  // namespace

int new_context(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) return -ENODEV;
  std::memcpy(address.sun_path, path.data(), path.size());
  const bool abstract = path[0] == '@';
  if (abstract) address.sun_path[0] = '\0';
  const auto length =
      static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size() + (abstract ? 0 : 1));
  const int fd = VIRTWL_REAL(socket, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -errno;
  if (connect(fd, reinterpret_cast<const sockaddr*>(&address), length) < 0) {
    VIRTWL_REAL(close, fd);
    return -ENODEV;
  }
  add(fd, Kind::Context, dmabuf_mode() == DmabufMode::Shm ? kTranslated : 0);
  count(Counter::Contexts);
  return fd;
}

int send_transaction(int fd, const Entry& entry, Transaction* transaction) {
  count(Counter::Sends);
  if (transaction->length > kSendPayload) {
    violation("page-limit", fd, "SEND of " + std::to_string(transaction->length) + " bytes");
    return -EINVAL;
  }
  const uint8_t* bytes = payload(transaction);
  if (is_pipe(entry.kind)) return send_to_pipe(fd, *transaction, bytes);
  if (entry.kind != Kind::Context) return -EINVAL;
  std::vector<int> guest;
  std::vector<int> host;
  if (const int error = take_fds(*transaction, &guest, &host); error < 0) return error;
  if (transaction->length == 0 && guest.empty()) return 0;
  if (transaction->length == 0) {
    violation("descriptors-without-bytes", guest[0]);
    return -EINVAL;
  }
  if ((entry.state & kHungUp) != 0) return -ENODEV;
  const std::string_view said(reinterpret_cast<const char*>(bytes), transaction->length);
  const bool translated = (entry.state & kTranslated) != 0;
  const int error =
      translated ? send_translated(fd, said, guest, host) : send_all(fd, bytes, said.size(), host);
  if (error == -EPIPE || error == -ECONNRESET || error == -ENOTCONN) return -ENODEV;
  if (error < 0) return error;
  count(Counter::BytesSent, transaction->length);
  note_sent(guest);
  return 0;
}

int receive_transaction(int fd, const Entry& entry, Transaction* transaction) {
  count(Counter::Receives);
  std::fill(std::begin(transaction->fds), std::end(transaction->fds), -1);
  const size_t room = std::min<size_t>(transaction->length, kReceivePayload);
  if (is_pipe(entry.kind)) {
    const ssize_t length = VIRTWL_REAL(read, fd, payload(transaction), room);
    if (length >= 0) transaction->length = static_cast<uint32_t>(length);
    return length < 0 ? -errno : 0;
  }
  if (entry.kind != Kind::Context || room == 0) return -EINVAL;
  if ((entry.state & kHungUp) != 0) {
    transaction->length = 0;
    return 0;
  }
  const bool translated = (entry.state & kTranslated) != 0;
  const Received received = translated ? receive_translated(fd, payload(transaction), room)
                                       : receive(fd, payload(transaction), room);
  if (received.length < 0) return static_cast<int>(received.length);
  if (received.length == 0) return end_of_stream(fd, transaction);
  if (received.lost_fds) {
    violation("descriptors-lost", fd);
    for (const int each : received.fds) VIRTWL_REAL(close, each);
    return -EMFILE;
  }
  for (const int each : received.fds) adopt(each);
  std::copy(received.fds.begin(), received.fds.end(), std::begin(transaction->fds));
  transaction->length = static_cast<uint32_t>(received.length);
  count(Counter::BytesReceived, transaction->length);
  count(Counter::FdsReceived, received.fds.size());
  return 0;
}

}  // namespace virtwl
