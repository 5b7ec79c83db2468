// The host's side of one cross-domain context: a connection to the compositor, the ring pages, and the rules.
#pragma once

#include <poll.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cross_domain.h"
#include "dmabuf_translation.h"
#include "journal.h"
#include "pipes.h"

namespace virtgpu {

// What the host knows of a guest's resource.
struct Resource {
  uint64_t size = 0;
  // Whether it is an image that the compositor takes for a dmabuf.
  bool image = false;
  // Where the host cannot see it.
  bool dead = false;
  // Not there when the guest has closed all handles; it comes with the next import.
  UniqueFd memory;
};

using FindResource = std::function<const Resource*(uint32_t)>;

class Session {
 public:
  // `events` is where events for the guest go.
  Session(const Options& options, Journal& journal, int pid, UniqueFd events, FindResource find);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  // A command as the guest's kernel passes it on. Whether there is a fence behind it that has not signalled.
  void execute(const std::string& command, bool on_ring, uint32_t ring, bool has_buffer);
  // The memory of a blob that the host has announced, an image or what the compositor sent; null and noted if
  // there is none or its size is another.
  std::unique_ptr<Resource> create_blob(uint64_t id, uint64_t size);
  // A query's answer is there, or will never be.
  bool query_done();
  // A rule was broken. Ends the channel if the host is of that manner.
  void refuse(const char* rule, const std::string& detail = "");

  // What to wait for, and what to do when it is there.
  void watch(std::vector<pollfd>& watched) const;
  void go_on();

 private:
  struct Offered {
    uint64_t size;
    bool image;
    UniqueFd memory;
  };

  void init(const std::string& command);
  void query(const std::string& command, bool on_ring, uint32_t ring, bool has_buffer);
  void poll_channel(const std::string& command, bool on_ring, uint32_t ring);
  void send(const std::string& command, bool on_ring);
  void write(const std::string& command, bool on_ring);
  bool identify(const Transfer& head, std::vector<UniqueFd>* opened, std::vector<int>* fds,
                std::vector<bool>* dmabufs);
  void pass_on(std::string_view bytes, const std::vector<int>& fds);
  uint8_t* map_ring(uint32_t resource);

  bool deliver();
  bool receive();
  bool read_pipes();
  bool offer(UniqueFd fd, Transfer* head);
  void signal();

  const Options& options_;
  Journal& journal_;
  int pid_;
  UniqueFd events_;
  FindResource find_;

  uint8_t* query_ring_ = nullptr;
  uint8_t* channel_ring_ = nullptr;
  UniqueFd compositor_;
  Pipes pipes_;
  virtwl::DmabufTranslation translation_;
  bool dead_ = false;
  bool polled_ = false;
  bool ended_ = false;
  int busy_ = 0;
  std::string ready_;
  std::vector<UniqueFd> ready_fds_;
  uint32_t next_image_ = 2;
  std::map<uint64_t, Offered> offered_;
  std::map<std::string, uint32_t> queried_;
};

}  // namespace virtgpu
