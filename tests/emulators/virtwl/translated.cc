#include "translated.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <string>

#include "dmabuf_translation.h"
#include "table.h"

namespace virtwl {

namespace {

struct Stream {
  DmabufTranslation translation;
  // For the guest: what did not fit into its last RECV.
  std::string ready;
  std::vector<int> fds;
};

std::mutex mutex;

// By the inode number of the context's socket, as the table knows it.
std::map<ino_t, Stream>& streams() {
  static auto* all = new std::map<ino_t, Stream>;
  return *all;
}

ino_t inode_of(int fd) {
  struct stat status {};
  return fstat(fd, &status) == 0 ? status.st_ino : 0;
}

// What may be asked of the host so that the answer fits: a format grows from 12 bytes to 20, a global is
// added.
size_t quota(size_t room) { return room < 256 ? 64 : (room - 64) / 5 * 3; }

Received take_ready(Stream& stream, uint8_t* bytes, size_t room) {
  Received result{};
  const size_t length = std::min(room, stream.ready.size());
  std::copy_n(stream.ready.begin(), length, bytes);
  stream.ready.erase(0, length);
  const size_t count = std::min(kMaxFds, stream.fds.size());
  const auto end = stream.fds.begin() + static_cast<std::ptrdiff_t>(count);
  result.fds.assign(stream.fds.begin(), end);
  stream.fds.erase(stream.fds.begin(), end);
  result.length = static_cast<ssize_t>(length);
  return result;
}

}  // namespace

int send_translated(int fd, std::string_view bytes, const std::vector<int>& guest,
                    const std::vector<int>& host) {
  const std::lock_guard lock(mutex);
  Stream& stream = streams()[inode_of(fd)];
  DmabufTranslation tried = stream.translation;
  std::vector<bool> is_dmabuf;
  is_dmabuf.reserve(guest.size());
  for (const int each : guest) is_dmabuf.push_back(find(each)->kind == Kind::Dmabuf);
  const std::string out = tried.to_host(bytes, host, is_dmabuf);
  if (!out.empty()) {
    const auto* start = reinterpret_cast<const uint8_t*>(out.data());
    if (const int error = send_all(fd, start, out.size(), tried.fds()); error < 0) return error;
    tried.sent();
  }
  stream.translation = std::move(tried);
  return 0;
}

Received receive_translated(int fd, uint8_t* bytes, size_t room) {
  const std::lock_guard lock(mutex);
  Stream& stream = streams()[inode_of(fd)];
  std::array<uint8_t, kReceivePayload> said{};
  while (stream.ready.empty()) {
    Received received = receive(fd, said.data(), std::min(quota(room), said.size()));
    if (received.length <= 0 || received.lost_fds) return received;
    stream.fds.insert(stream.fds.end(), received.fds.begin(), received.fds.end());
    stream.ready += stream.translation.to_guest(
        {reinterpret_cast<const char*>(said.data()), static_cast<size_t>(received.length)});
  }
  return take_ready(stream, bytes, room);
}

void forget_translation(int fd) {
  const std::lock_guard lock(mutex);
  streams().erase(inode_of(fd));
}

}  // namespace virtwl
