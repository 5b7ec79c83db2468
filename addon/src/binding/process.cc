// JavaScript face of fork.h, spawn.h, process.h and notify.h, and of system calls about the process that need
// no code.
#include "process.h"

#include <malloc.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>

#include "convert.h"
#include "fork.h"
#include "notify.h"
#include "poll.h"
#include "signals.h"
#include "spawn.h"

namespace decant::binding {

namespace {

// EX_OSERR of sysexits.h.
constexpr int kOsError = 71;

void in_child(void* loop) {
  // Without a loop of its own the child would steal the parent's events. Nobody could handle an exception
  // here.
  if (uv_loop_fork(static_cast<uv_loop_t*>(loop)) != 0) _exit(kOsError);
  Poll::close_all();
  forget_signals();
}

Napi::Value fork_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(),
                 [&] { return Napi::Number::New(info.Env(), fork_process(in_child, loop_of(info.Env()))); });
}

Napi::Value spawn_js(const Napi::CallbackInfo& info) {
  if (!info[0].IsObject()) throw Napi::TypeError::New(info.Env(), "not an object");
  const auto given = info[0].As<Napi::Object>();
  SpawnOptions options{to_strings(given.Get("argv")), to_strings(given.Get("env")), {}};
  const Napi::Value fds = given.Get("fds");
  if (fds.IsArray()) {
    const auto pairs = fds.As<Napi::Array>();
    for (uint32_t i = 0; i < pairs.Length(); i++) {
      const std::vector<int> pair = to_ints(pairs.Get(i));
      if (pair.size() != 2) throw Napi::TypeError::New(info.Env(), "not a pair of descriptors");
      options.fds.emplace_back(pair[0], pair[1]);
    }
  }
  return guarded(info.Env(), [&] { return Napi::Number::New(info.Env(), spawn(options)); });
}

Napi::Value waitpid_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const auto status = wait_for(to_int(info[0]));
    if (!status) return info.Env().Undefined();
    Napi::Object result = Napi::Object::New(info.Env());
    if (status->code) result.Set("code", Napi::Number::New(info.Env(), *status->code));
    if (status->signal) result.Set("signal", Napi::Number::New(info.Env(), *status->signal));
    return result;
  });
}

void kill_js(const Napi::CallbackInfo& info) {
  guarded(info.Env(), [&] {
    if (kill(to_int(info[0]), to_int(info[1])) < 0) throw_errno("kill");
  });
}

Napi::Value raise_limit(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    return Napi::Number::New(info.Env(), static_cast<double>(raise_descriptor_limit()));
  });
}

void set_limit(const Napi::CallbackInfo& info) {
  guarded(info.Env(), [&] { set_descriptor_limit(to_size(info[0])); });
}

void die_by_signal_js(const Napi::CallbackInfo& info) {
  guarded(info.Env(), [&] { die_by_signal(to_int(info[0])); });
}

void limit_time_js(const Napi::CallbackInfo& info) {
  guarded(info.Env(),
          [&] { limit_time(static_cast<unsigned>(to_int(info[0])), to_string(info[1]), to_int(info[2])); });
}

void notify_js(const Napi::CallbackInfo& info) {
  guarded(info.Env(), [&] { notify(to_string(info[0]), to_string(info[1])); });
}

}  // namespace

void add_process_functions(Napi::Env env, Napi::Object exports) {
  exports.Set("fork", Napi::Function::New(env, fork_js));
  exports.Set("spawn", Napi::Function::New(env, spawn_js));
  exports.Set("waitpid", Napi::Function::New(env, waitpid_js));
  exports.Set("kill", Napi::Function::New(env, kill_js));
  exports.Set("getpid", Napi::Function::New(env, [](const Napi::CallbackInfo& info) -> Napi::Value {
                return Napi::Number::New(info.Env(), getpid());
              }));
  exports.Set("getppid", Napi::Function::New(env, [](const Napi::CallbackInfo& info) -> Napi::Value {
                return Napi::Number::New(info.Env(), getppid());
              }));
  exports.Set("exitNow",
              Napi::Function::New(env, [](const Napi::CallbackInfo& info) { _exit(to_int(info[0])); }));
  exports.Set("dieBySignal", Napi::Function::New(env, die_by_signal_js));
  exports.Set("limitTime", Napi::Function::New(env, limit_time_js));
  exports.Set("raiseDescriptorLimit", Napi::Function::New(env, raise_limit));
  exports.Set("setDescriptorLimit", Napi::Function::New(env, set_limit));
  exports.Set("setProcessName", Napi::Function::New(env, [](const Napi::CallbackInfo& info) {
                prctl(PR_SET_NAME, to_string(info[0]).c_str(), 0, 0, 0);
              }));
  exports.Set("trimMemory",
              Napi::Function::New(env, [](const Napi::CallbackInfo& /*info*/) { malloc_trim(0); }));
  exports.Set("notify", Napi::Function::New(env, notify_js));
}

}  // namespace decant::binding
