#include "poll.h"

#include <poll.h>

#include <cstdlib>
#include <new>
#include <utility>

#include "error.h"

namespace decant {

namespace {

constexpr int kAllEvents = kUvReadable | kUvWritable | kUvDisconnect;

// The first of the open watches, an intrusive list.
Poll* first_open = nullptr;

// Whether one of `events` could be seen now, without waiting.
bool is_ready(int fd, int events) {
  short mask = 0;
  if ((events & kUvReadable) != 0) mask |= POLLIN;
  if ((events & kUvWritable) != 0) mask |= POLLOUT;
  if ((events & kUvDisconnect) != 0) mask |= POLLRDHUP;
  pollfd query{fd, mask, 0};
  return ::poll(&query, 1, 0) == 1 && (query.revents & mask) != 0;
}

}  // namespace

Poll::Poll(uv_loop_t* loop, int fd, Listener* listener) : listener_(listener), fd_(fd) {
  auto* handle = static_cast<uv_handle_t*>(std::calloc(1, uv_handle_size(kUvPoll)));
  if (handle == nullptr) throw std::bad_alloc();
  const int error = uv_poll_init(loop, handle, fd);
  if (error != 0) {
    std::free(handle);
    throw SystemError("poll", -error);
  }
  handle_ = handle;
  uv_handle_set_data(handle_, this);
  next_ = first_open;
  if (next_ != nullptr) next_->previous_ = this;
  first_open = this;
}

Poll::~Poll() { end(); }

void Poll::update(int events) {
  if ((events & ~kAllEvents) != 0) throw SystemError("poll", EINVAL);
  if (handle_ == nullptr) return;
  // libuv would take the descriptor out of epoll and put it back.
  if (events == wanted_ && !stopped_) return;
  const int error = events == 0 ? uv_poll_stop(handle_) : uv_poll_start(handle_, events, on_event);
  if (error != 0) throw SystemError("poll", -error);
  wanted_ = events;
  stopped_ = false;
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
  end();
  listener_->on_closed();
}

void Poll::close_all() {
  while (first_open != nullptr) first_open->close();
}

void Poll::end() {
  if (handle_ == nullptr) return;
  (previous_ != nullptr ? previous_->next_ : first_open) = next_;
  if (next_ != nullptr) next_->previous_ = previous_;
  previous_ = next_ = nullptr;
  uv_handle_set_data(handle_, nullptr);
  // libuv uses the memory until this callback.
  uv_close(std::exchange(handle_, nullptr), [](uv_handle_t* handle) { std::free(handle); });
}

void Poll::on_event(uv_handle_t* handle, int status, int events) {
  auto* poll = static_cast<Poll*>(uv_handle_get_data(handle));
  if (poll == nullptr) return;
  if (status >= 0) {
    poll->listener_->on_ready(events);
    return;
  }
  poll->stopped_ = true;
  poll->listener_->on_ready(poll->wanted_ | kUvReadable);
  // The listener may have ended the watch, and `poll` with it; `handle` lives until the loop goes on.
  if (uv_handle_get_data(handle) == poll) poll->on_error();
}

// A reset socket may still hold data, of which the listener has read only a part: then it must be called
// again. An error with nothing to read or write behind it is left alone, it would be reported for ever.
void Poll::on_error() {
  if (stopped_ && is_ready(fd_, wanted_)) update(wanted_);
}

}  // namespace decant
