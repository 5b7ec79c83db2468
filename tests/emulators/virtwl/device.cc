#include "device.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "abi.h"
#include "config.h"
#include "context.h"
#include "journal.h"
#include "memory.h"
#include "pipes.h"
#include "real.h"
#include "table.h"

namespace virtwl {

namespace {

constexpr unsigned long kIoctlType = 'w';

int make(New* request) {
  switch (request->type) {
    case NewType::Context:
      return new_context(host_path());
    case NewType::NamedContext:
      return new_context(named_host_path({request->name, strnlen(request->name, sizeof request->name)}));
    case NewType::Alloc:
      return new_alloc(request->size);
    case NewType::PipeRead:
      return new_pipe(Kind::PipeRead);
    case NewType::PipeWrite:
      return new_pipe(Kind::PipeWrite);
    case NewType::Dmabuf:
      return new_dmabuf(&request->dmabuf);
  }
  return -EINVAL;
}

int new_object(New* request) {
  if (request->flags != 0) {
    violation("new-flags", -1, "flags " + std::to_string(request->flags));
    return -EINVAL;
  }
  if (!id_is_left()) return -ENOSPC;
  const int fd = make(request);
  if (fd < 0) return fd;
  request->fd = fd;
  return 0;
}

}  // namespace

bool is_device_path(const char* path) { return path != nullptr && std::strcmp(path, device_path()) == 0; }

int open_device(int flags) {
  if ((flags & O_DIRECTORY) != 0) return -ENOTDIR;
  const int fd = memfd_create("virtwl-device", (flags & O_CLOEXEC) != 0 ? MFD_CLOEXEC : 0);
  if (fd < 0) return -errno;
  VIRTWL_REAL(fcntl, fd, F_SETFL, flags & O_NONBLOCK);
  add(fd, Kind::Device);
  count(Counter::Opens);
  return fd;
}

std::optional<int> device_ioctl(int fd, unsigned long request, void* argument) {
  if ((request >> 8 & 0xff) != kIoctlType) return std::nullopt;
  const std::optional<Entry> entry = find(fd);
  if (!entry) return std::nullopt;
  if (argument == nullptr) return -EFAULT;
  // The device itself goes by the ioctl's number only: older guests pass a shorter struct.
  if (entry->kind == Kind::Device)
    return (request & 0xff) == (kIoctlNew & 0xff) ? new_object(static_cast<New*>(argument)) : -ENOTTY;
  switch (request) {
    case kIoctlSend:
      return send_transaction(fd, *entry, static_cast<Transaction*>(argument));
    case kIoctlRecv:
      return receive_transaction(fd, *entry, static_cast<Transaction*>(argument));
    case kIoctlDmabufSync:
      return sync_dmabuf(fd, static_cast<DmabufSync*>(argument)->flags);
    default:
      return -ENOTTY;
  }
}

}  // namespace virtwl
