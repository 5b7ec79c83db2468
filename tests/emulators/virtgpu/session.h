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
#include "options.h"
#include "pipes.h"

namespace virtgpu {

// What the host knows of a guest's resource.
struct Resource {
  uint64_t size = 0;
  // As RESOURCE_INFO says: of the guest, of the host, or 0 for what has no blob memory.
  uint32_t blob_memory = 0;
  // Whether it is an image that the compositor takes for a dmabuf.
  bool image = false;
  // Where the host cannot see it.
  bool dead = false;
};

struct Buffer {
  Resource resource;
  UniqueFd memory;
};

// A resource of the context: one that the guest has a handle of.
struct Attached {
  const Resource* resource;
  int memory;
};

using FindResource = std::function<std::optional<Attached>(uint32_t)>;

class Session {
 public:
  // `events` is where events for the guest go.
  Session(const Options& options, Journal& journal, int pid, UniqueFd events, FindResource find);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  // A command as the guest's kernel passes it on. Whether there is a fence behind it that has not signalled.
  void execute(const std::string& command, bool on_ring, uint32_t ring, bool has_buffer);
  // The memory of a blob that the host has announced, an image or what the compositor sent; nothing and
  // noted if there is none or its size is another.
  std::optional<Buffer> create_blob(uint64_t id, uint64_t size);
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
  void put_on_page(const Transfer& head, const std::string& data);
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
  uint32_t sends_ = 0;
  std::string ready_;
  std::vector<UniqueFd> ready_fds_;
  uint32_t next_image_ = 2;
  std::map<uint64_t, Offered> offered_;
  std::map<std::string, uint32_t> queried_;
};

}  // namespace virtgpu
