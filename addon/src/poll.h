// Readiness of one descriptor in libuv's loop: uv_poll_t. Owns the handle, never the descriptor.
// All open watches are known, so that a forked child can end those of its parent.
#pragma once

#include "uv_abi.h"

namespace decant {

class Poll {
 public:
  // Who is told. Must outlive the watch; may close it, or end its own life, inside a call.
  class Listener {
   public:
    // `events` are bits of kUvReadable and so on.
    virtual void on_ready(int events) = 0;
    // `close` or `close_all` ended the watch; the destructor doesn't tell.
    virtual void on_closed() = 0;

   protected:
    ~Listener() = default;
  };

  // Makes `fd` non-blocking (libuv does). Throws a SystemError if it cannot be watched: EPERM for a regular
  // file, EEXIST if it is watched already.
  Poll(uv_loop_t* loop, int fd, Listener* listener);
  ~Poll();
  Poll(const Poll&) = delete;
  Poll& operator=(const Poll&) = delete;

  // Waits for `events` from now on. Throws EINVAL for unknown bits. Does nothing on a closed watch.
  void update(int events);
  void set_ref(bool on);
  // Idempotent.
  void close();
  bool is_open() const { return handle_ != nullptr; }

  // In a forked child: ends all watches of the parent.
  static void close_all();

 private:
  static void on_event(uv_handle_t* handle, int status, int events);
  void on_error();
  void end();

  uv_handle_t* handle_ = nullptr;
  Listener* listener_;
  int fd_;
  int wanted_ = 0;
  // libuv stopped the watch because of an error, and nobody has said since what to wait for.
  bool stopped_ = false;
  Poll* previous_ = nullptr;
  Poll* next_ = nullptr;
};

}  // namespace decant
