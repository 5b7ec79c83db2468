// The guest's kernel driver, as far as it has a state: handles, resources and the one context of each open
// node.
#pragma once

#include <map>
#include <memory>

#include "session.h"
#include "wire.h"

namespace virtgpu {

class Guest {
 public:
  // `socket` leads to the library in the guest's program.
  Guest(UniqueFd socket, const Options& options, Journal& journal);
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;
  ~Guest();

  int socket() const { return socket_.get(); }
  Session* session() { return session_.get(); }
  // Answers one call; false when the program has closed the node.
  bool serve();

 private:
  int handle_call(const Packet<Call>& call, UniqueFd given, Packet<Answer>* answer);
  int open(uint64_t pid, UniqueFd events);
  int parameter(uint64_t number, Packet<Answer>* answer) const;
  int capabilities(uint64_t set, Packet<Answer>* answer) const;
  int init_context(const Packet<Call>& call);
  int create_blob(const Packet<Call>& call, Packet<Answer>* answer);
  int map_memory(uint64_t offset, uint64_t length, Packet<Answer>* answer);
  int prime_to_fd(uint32_t handle, Packet<Answer>* answer);
  int prime_to_handle(UniqueFd given, Packet<Answer>* answer);
  int gem_close(uint32_t handle);
  Resource* resource_of(uint32_t handle);
  uint32_t add_handle(uint32_t resource);

  UniqueFd socket_;
  const Options& options_;
  Journal& journal_;
  int pid_ = 0;
  UniqueFd events_;
  bool has_context_ = false;
  std::map<uint32_t, std::unique_ptr<Resource>> resources_;
  std::map<uint64_t, uint32_t> by_inode_;
  std::map<uint32_t, uint32_t> handles_;
  uint32_t next_handle_ = 1;
  uint32_t next_resource_ = 100;
  std::unique_ptr<Session> session_;
};

}  // namespace virtgpu
