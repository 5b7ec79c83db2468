// Readiness of one descriptor in libuv's loop: uv_poll_t.
#pragma once

#include <functional>
#include <list>

#include "uv_abi.h"

namespace decant {

class Poll {
 public:
  // `ready` gets bits of kUvReadable and so on; an error of the poll itself counts as readable, so that the read that
  // follows meets it. Throws a SystemError if the descriptor cannot be watched.
  Poll(uv_loop_t* loop, int fd, std::function<void(int)> ready);
  ~Poll() { close(); }
  Poll(const Poll&) = delete;
  Poll& operator=(const Poll&) = delete;

  void update(int events);
  void set_ref(bool on);
  void close();

  // In a forked child: ends all watches of the parent.
  static void close_all();

 private:
  static void on_event(uv_handle_t* handle, int status, int events);
  static std::list<Poll*>& live();

  uv_handle_t* handle_;
  std::function<void(int)> ready_;
  std::list<Poll*>::iterator position_;
};

}  // namespace decant
