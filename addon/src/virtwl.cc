#include "virtwl.h"

#include <fcntl.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>

#include "error.h"
#include "socket.h"

namespace decant {

namespace {

// The kernel's structures, whose header distributions do not ship.
enum NewType : uint32_t { kContext = 0, kMemory = 1, kPipeRead = 2, kPipeWrite = 3, kImage = 4 };

struct Planes {
  uint32_t width;
  uint32_t height;
  uint32_t format;
  std::array<uint32_t, 3> strides;
  std::array<uint32_t, 3> offsets;
};

struct NewRequest {
  uint32_t type;
  int32_t fd;
  uint32_t flags;
  union {
    uint32_t size;
    Planes image;
  };
};
static_assert(sizeof(NewRequest) == 48);

struct Transaction {
  std::array<int32_t, kVirtwlMaxFds> fds;
  uint32_t length;
  std::array<uint8_t, kVirtwlMaxSendBytes> data;
};
static_assert(sizeof(Transaction) == 4096);

constexpr size_t kTransactionHeader = sizeof(Transaction) - kVirtwlMaxSendBytes;
constexpr unsigned kIoctlNew = _IOWR('w', 0x00, NewRequest);
constexpr unsigned kIoctlSend = _IOC(_IOC_READ, 'w', 0x01, kTransactionHeader);
constexpr unsigned kIoctlReceive = _IOC(_IOC_WRITE, 'w', 0x02, kTransactionHeader);
constexpr unsigned kIoctlSync = _IOC(_IOC_READ, 'w', 0x03, sizeof(uint32_t));

constexpr uint32_t kSyncWrite = 2;
constexpr uint32_t kSyncEnd = 4;

// Adds what a transaction brought to `fds`, close-on-exec; how many that was.
size_t take_fds(const Transaction& transaction, int* fds, size_t* fd_count) {
  size_t count = 0;
  for (const int fd : transaction.fds) {
    if (fd < 0) continue;
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    fds[(*fd_count)++] = fd;
    count++;
  }
  return count;
}

int retried_ioctl(int fd, unsigned request, void* argument) {
  int result;
  do {
    result = ioctl(fd, request, argument);
  } while (result < 0 && errno == EINTR);
  return result;
}

UniqueFd make(int device, NewRequest* request, const char* name) {
  request->fd = -1;
  if (retried_ioctl(device, kIoctlNew, request) < 0) throw_errno(name);
  UniqueFd made(request->fd);
  if (fcntl(made.get(), F_SETFD, FD_CLOEXEC) < 0) throw_errno("fcntl");
  return made;
}

UniqueFd non_blocking(UniqueFd fd) {
  const int flags = fcntl(fd.get(), F_GETFL);
  if (flags < 0 || fcntl(fd.get(), F_SETFL, flags | O_NONBLOCK) < 0) throw_errno("fcntl");
  return fd;
}

}  // namespace

UniqueFd open_virtwl(const std::string& path) {
  UniqueFd fd(open(path.c_str(), O_RDWR | O_CLOEXEC));
  if (!fd) throw_errno("open", path);
  return fd;
}

UniqueFd new_virtwl_context(int device) {
  NewRequest request{};
  request.type = kContext;
  return non_blocking(make(device, &request, "VIRTWL_IOCTL_NEW_CTX"));
}

UniqueFd new_virtwl_memory(int device, size_t bytes) {
  if (bytes > std::numeric_limits<uint32_t>::max()) throw SystemError("VIRTWL_IOCTL_NEW_ALLOC", EINVAL);
  NewRequest request{};
  request.type = kMemory;
  request.size = static_cast<uint32_t>(bytes);
  return make(device, &request, "VIRTWL_IOCTL_NEW_ALLOC");
}

UniqueFd new_virtwl_pipe(int device, VirtwlPipe end) {
  NewRequest request{};
  request.type = end == VirtwlPipe::kRead ? kPipeRead : kPipeWrite;
  return non_blocking(make(device, &request, "VIRTWL_IOCTL_NEW_PIPE"));
}

VirtwlImage new_virtwl_image(int device, uint32_t width, uint32_t height, uint32_t format) {
  NewRequest request{};
  request.type = kImage;
  request.image = {.width = width, .height = height, .format = format, .strides = {}, .offsets = {}};
  UniqueFd fd = make(device, &request, "VIRTWL_IOCTL_NEW_DMABUF");
  return {.fd = std::move(fd), .strides = request.image.strides, .offsets = request.image.offsets};
}

ssize_t send_virtwl(int context, const void* data, size_t length, const int* fds, size_t fd_count) {
  if (fd_count > kVirtwlMaxFds) throw SystemError("VIRTWL_IOCTL_SEND", EINVAL, "too many descriptors");
  Transaction transaction;
  transaction.fds.fill(-1);
  std::copy_n(fds, fd_count, transaction.fds.begin());
  const size_t taken = std::min(length, kVirtwlMaxSendBytes);
  transaction.length = static_cast<uint32_t>(taken);
  std::memcpy(transaction.data.data(), data, taken);
  if (retried_ioctl(context, kIoctlSend, &transaction) == 0) return static_cast<ssize_t>(taken);
  if (errno == EAGAIN) return kWouldBlock;
  throw_errno("VIRTWL_IOCTL_SEND");
}

ssize_t receive_virtwl(int context, void* data, size_t length, int* fds, size_t* fd_count) {
  auto* bytes = static_cast<uint8_t*>(data);
  size_t total = 0;
  *fd_count = 0;
  // The driver joins what came, but gives no more descriptors than a transaction holds: the rest of them,
  // whose messages may be here already, comes with the next one, which may have no bytes. With no room left
  // the driver would wait for ever.
  for (size_t count = kVirtwlMaxFds;
       count == kVirtwlMaxFds && total < length && *fd_count + count <= kMaxFds;) {
    Transaction transaction;
    transaction.fds.fill(-1);
    transaction.length = static_cast<uint32_t>(std::min(length - total, kVirtwlMaxReceiveBytes));
    if (retried_ioctl(context, kIoctlReceive, &transaction) < 0) {
      if (errno == EAGAIN) return total > 0 ? static_cast<ssize_t>(total) : kWouldBlock;
      throw_errno("VIRTWL_IOCTL_RECV");
    }
    count = take_fds(transaction, fds, fd_count);
    const size_t received = std::min<size_t>(transaction.length, length - total);
    std::memcpy(bytes + total, transaction.data.data(), received);
    total += received;
    if (received == 0) break;
  }
  return total == 0 && *fd_count > 0 ? kWouldBlock : static_cast<ssize_t>(total);
}

void sync_virtwl_write(int image, bool begin) {
  uint32_t flags = kSyncWrite | (begin ? 0 : kSyncEnd);
  if (retried_ioctl(image, kIoctlSync, &flags) < 0) throw_errno("VIRTWL_IOCTL_DMABUF_SYNC");
}

}  // namespace decant
