// zwp_linux_dmabuf_v1 of the guest, done by wl_shm of the host: for hosts that take no memfd for a dmabuf.
// One object of this class stands in the stream of one context. Only the messages it must change are
// understood; all others pass.
//
// How objects correspond, so that ids need no translation:
// - the guest's zwp_linux_dmabuf_v1 is a wl_shm on the host, its formats are wl_shm's;
// - params are nothing on the host, but the id must be known there: a wl_display.sync takes it and frees it
// at once;
// - create_immed is a pool under the id of the params, the buffer from it, and the end of the pool.
//
// Not done: `create` (params.failed is the answer), version 4. The id of a destroyed zwp_linux_dmabuf_v1 does
// not come free. A descriptor of another message must not come before a dmabuf's in one SEND if its message
// comes after.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "wire.h"

namespace virtwl {

// A dmabuf kept until the host gets it; the guest may close its own meanwhile.
class HeldFd {
 public:
  explicit HeldFd(int fd);
  HeldFd(const HeldFd&) = delete;
  HeldFd& operator=(const HeldFd&) = delete;
  ~HeldFd();
  int get() const { return fd_; }

 private:
  int fd_;
};

// Copies share what they hold: a SEND that fails leaves the copy it was tried on behind.
class DmabufTranslation {
 public:
  // Whole messages of what the guest sends; the rest waits for the next call. Descriptors go out in the order
  // of `fds()`.
  std::string to_host(std::string_view bytes, const std::vector<int>& fds,
                      const std::vector<bool>& is_dmabuf);
  const std::vector<int>& fds() const { return fds_; }

  // The SEND has happened: its descriptors are the host's.
  void sent();

  // Whole messages of what the host has said; the rest waits for the next call.
  std::string to_guest(std::string_view bytes);

 private:
  struct Params {
    uint32_t manager = 0;
    std::shared_ptr<const HeldFd> fd;
    uint32_t offset = 0;
    uint32_t stride = 0;
  };
  enum class Reply { Dropped, Passed, Failed };

  std::string request(const wire::Message& message);
  std::string bind(const wire::Message& message);
  std::string manager_request(const wire::Message& message);
  std::string params_request(const wire::Message& message);
  std::string create_immed(const wire::Message& message, const Params& params);
  std::string synchronise(uint32_t id, Reply done, Reply deleted);
  std::string event(const wire::Message& message);
  std::string global(const wire::Message& message);
  std::string format(const wire::Message& message) const;

  std::string from_guest_;
  std::string from_host_;
  std::set<uint32_t> registries_;
  std::map<uint32_t, uint32_t> managers_;  // id to version
  std::map<uint32_t, Params> params_;
  std::map<uint32_t, std::deque<Reply>> done_;
  std::map<uint32_t, std::deque<Reply>> deleted_;
  std::deque<std::shared_ptr<const HeldFd>> dmabufs_;
  std::vector<std::shared_ptr<const HeldFd>> leaving_;
  std::vector<int> fds_;
  uint32_t shm_name_ = 0;
};

}  // namespace virtwl
