// JavaScript face of what works on any descriptor: close, duplicate, flags, locks.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "convert.h"
#include "mapping.h"

namespace decant::binding {

namespace {

void close_fd(const Napi::CallbackInfo& info) {
  guarded(info.Env(), [&] {
    // On Linux the descriptor is gone after EINTR too.
    if (close(to_int(info[0])) < 0 && errno != EINTR) throw_errno("close");
  });
}

Napi::Value duplicate(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const int fd = fcntl(to_int(info[0]), F_DUPFD_CLOEXEC, 0);
    if (fd < 0) throw_errno("fcntl");
    return Napi::Number::New(info.Env(), fd);
  });
}

void set_flag(const Napi::CallbackInfo& info, int get, int set, int flag) {
  guarded(info.Env(), [&] {
    const int fd = to_int(info[0]);
    const int flags = fcntl(fd, get);
    if (flags < 0) throw_errno("fcntl");
    if (fcntl(fd, set, info[1].ToBoolean().Value() ? flags | flag : flags & ~flag) < 0) throw_errno("fcntl");
  });
}

void set_close_on_exec(const Napi::CallbackInfo& info) { set_flag(info, F_GETFD, F_SETFD, FD_CLOEXEC); }

void set_non_blocking(const Napi::CallbackInfo& info) { set_flag(info, F_GETFL, F_SETFL, O_NONBLOCK); }

Napi::Value lock(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] { return Napi::Boolean::New(info.Env(), lock_file(to_int(info[0]))); });
}

}  // namespace

void add_descriptor_functions(Napi::Env env, Napi::Object exports) {
  exports.Set("close", Napi::Function::New(env, close_fd));
  exports.Set("duplicate", Napi::Function::New(env, duplicate));
  exports.Set("setCloseOnExec", Napi::Function::New(env, set_close_on_exec));
  exports.Set("setNonBlocking", Napi::Function::New(env, set_non_blocking));
  exports.Set("lockFile", Napi::Function::New(env, lock));
}

}  // namespace decant::binding
