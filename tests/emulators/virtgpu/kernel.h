// The guest's kernel driver, as far as it has a state: handles and the one context of each open node.
#pragma once

#include <map>
#include <memory>

#include "machine.h"
#include "session.h"
#include "wire.h"

namespace virtgpu {

class Guest {
 public:
  // `socket` leads to the library in the guest's program.
  Guest(UniqueFd socket, const Options& options, Journal& journal, Machine& machine);
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;
  ~Guest();

  int socket() const { return socket_.get(); }
  Session* session() { return session_.get(); }
  // Answers one call; false when the program has closed the node.
  bool serve();

 private:
  // The memory is held by the handle: without one, the guest's descriptors keep it, and the next import
  // brings it back.
  struct Handle {
    uint32_t resource;
    UniqueFd memory;
  };

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
  // A buffer of the guest's own, as programs without a context have them: [handle, resource].
  int create_dumb(uint64_t width, uint64_t height, uint64_t bits, Packet<Answer>* answer);
  const Handle* handle(uint32_t number) const;
  std::array<uint64_t, 4> add_buffer(Buffer buffer);
  uint32_t add_handle(uint32_t resource, UniqueFd memory);

  UniqueFd socket_;
  const Options& options_;
  Journal& journal_;
  int pid_ = 0;
  UniqueFd events_;
  bool has_context_ = false;
  Machine& machine_;
  std::map<uint32_t, Handle> handles_;
  uint32_t next_handle_ = 1;
  std::unique_ptr<Session> session_;
};

}  // namespace virtgpu
