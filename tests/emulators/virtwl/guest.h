// The device as a guest's program uses it: by raw ioctls. For the emulator's tests.
#pragma once

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "abi.h"
#include "config.h"
#include "unique_fd.h"

namespace virtwl::test {

using decant::UniqueFd;

inline UniqueFd open_device() { return UniqueFd(open(device_path(), O_RDWR | O_CLOEXEC)); }

// A request of NEW with its result: a descriptor, or none and errno in `error`.
struct Made {
  UniqueFd fd;
  int error = 0;
  DmabufShape dmabuf{};
};

inline Made make(New request, int device = open_device().release()) {
  const UniqueFd owned(device);
  request.fd = -1;
  const int result = ioctl(device, kIoctlNew, &request);
  const int error = result < 0 ? errno : 0;
  return {UniqueFd(request.fd), error, request.dmabuf};
}

inline New request(NewType type, uint32_t size = 0) {
  New result{};
  result.type = type;
  result.size = size;
  return result;
}

inline New dmabuf_request(uint32_t width, uint32_t height, std::string_view format) {
  New result{};
  result.type = NewType::Dmabuf;
  result.dmabuf.width = width;
  result.dmabuf.height = height;
  if (format.size() == 4) std::memcpy(&result.dmabuf.format, format.data(), 4);
  return result;
}

struct Page {
  Transaction head;
  uint8_t bytes[8192];
};

// The errno of a SEND, 0 if it went.
inline int send(int fd, std::string_view bytes, const std::vector<int>& fds = {}) {
  Page page{};
  for (int& each : page.head.fds) each = -1;
  std::memcpy(page.head.fds, fds.data(), fds.size() * sizeof(int));
  page.head.length = static_cast<uint32_t>(bytes.size());
  std::memcpy(page.bytes, bytes.data(), bytes.size());
  return ioctl(fd, kIoctlSend, &page) < 0 ? errno : 0;
}

struct Got {
  int error = 0;
  std::string bytes;
  std::vector<UniqueFd> fds;
};

inline Got receive(int fd, uint32_t room = kReceivePayload) {
  Page page{};
  page.head.length = room;
  Got got;
  if (ioctl(fd, kIoctlRecv, &page) < 0) {
    got.error = errno;
    return got;
  }
  got.bytes.assign(reinterpret_cast<const char*>(page.bytes), page.head.length);
  for (const int each : page.head.fds)
    if (each >= 0) got.fds.emplace_back(each);
  return got;
}

inline int sync(int fd, uint32_t flags) {
  DmabufSync argument{flags};
  return ioctl(fd, kIoctlDmabufSync, &argument) < 0 ? errno : 0;
}

// How often the emulator's log says that a rule was broken.
inline size_t noted(const std::string& rule) {
  std::ifstream log(log_path());
  size_t count = 0;
  for (std::string line; std::getline(log, line);)
    if (line.find("\"rule\":\"" + rule + "\"") != std::string::npos) count++;
  return count;
}

// A shared mapping of the whole of `length` bytes, unmapped at its end. Null if the kernel refused it.
class Mapping {
 public:
  Mapping(int fd, size_t length) : length_(length) {
    address_ = mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (address_ != MAP_FAILED) munmap(address_, length_);
  }
  uint32_t* pixels() const { return address_ == MAP_FAILED ? nullptr : static_cast<uint32_t*>(address_); }
  char* bytes() const { return address_ == MAP_FAILED ? nullptr : static_cast<char*>(address_); }

 private:
  void* address_;
  size_t length_;
};

}  // namespace virtwl::test
