#include "poll.h"

#include <cstdlib>
#include <new>
#include <utility>

#include "error.h"

namespace decant {

Poll::Poll(uv_loop_t* loop, int fd, std::function<void(int)> ready) : ready_(std::move(ready)) {
  handle_ = static_cast<uv_handle_t*>(std::calloc(1, uv_handle_size(kUvPoll)));
  if (handle_ == nullptr) throw std::bad_alloc();
  const int error = uv_poll_init(loop, handle_, fd);
  if (error != 0) {
    std::free(handle_);
    handle_ = nullptr;
    throw SystemError("poll", -error);
  }
  uv_handle_set_data(handle_, this);
  position_ = live().insert(live().end(), this);
}

void Poll::update(int events) {
  if (handle_ == nullptr) return;
  const int error = events == 0 ? uv_poll_stop(handle_) : uv_poll_start(handle_, events, on_event);
  if (error != 0) throw SystemError("poll", -error);
}

void Poll::set_ref(bool on) {
  if (handle_ == nullptr) return;
  if (on) {
    uv_ref(handle_);
  } else {
    uv_unref(handle_);
  }
}

void Poll::close() {
  if (handle_ == nullptr) return;
  live().erase(position_);
  uv_handle_set_data(handle_, nullptr);
  // libuv uses the memory until its callback.
  uv_close(std::exchange(handle_, nullptr), [](uv_handle_t* handle) { std::free(handle); });
}

void Poll::close_all() {
  while (!live().empty()) live().front()->close();
}

void Poll::on_event(uv_handle_t* handle, int status, int events) {
  auto* poll = static_cast<Poll*>(uv_handle_get_data(handle));
  if (poll == nullptr) return;
  if (status < 0) poll->update(0);
  poll->ready_(status < 0 ? kUvReadable : events);
}

std::list<Poll*>& Poll::live() {
  static std::list<Poll*> polls;
  return polls;
}

}  // namespace decant
