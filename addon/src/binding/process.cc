#include "process.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <memory>

#include "convert.h"
#include "fork.h"
#include "notify.h"
#include "poll.h"
#include "signals.h"

namespace decant::binding {

namespace {

struct SignalWatch {
  std::unique_ptr<Poll> poll;
  Napi::FunctionReference callback;
};

SignalWatch& signal_watch() {
  // Never destroyed: a reference must not outlive the environment's end.
  static auto* watch = new SignalWatch;
  return *watch;
}

void in_child(void* loop) {
  uv_loop_fork(static_cast<uv_loop_t*>(loop));
  Poll::close_all();
  forget_signals();
}

Napi::Value fork_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    return Napi::Number::New(info.Env(), fork_process(in_child, loop_of(info.Env())));
  });
}

Napi::Value spawn_js(const Napi::CallbackInfo& info) {
  const auto given = info[0].As<Napi::Object>();
  SpawnOptions options{to_strings(given.Get("argv")), to_strings(given.Get("env")), {}};
  if (given.Has("fds")) {
    const auto pairs = given.Get("fds").As<Napi::Array>();
    for (uint32_t i = 0; i < pairs.Length(); i++) {
      const auto pair = pairs.Get(i).As<Napi::Array>();
      options.fds.emplace_back(to_int(pair.Get(0U)), to_int(pair.Get(1U)));
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

void deliver_signals(Napi::Env env) {
  const Napi::HandleScope scope(env);
  SignalNote note{};
  while (next_signal(&note)) {
    napi_value arguments[3];
    napi_create_int32(env, note.signal, &arguments[0]);
    napi_create_int32(env, note.code, &arguments[1]);
    napi_create_int32(env, note.pid, &arguments[2]);
    napi_value receiver = nullptr;
    napi_get_global(env, &receiver);
    if (napi_make_callback(env, nullptr, receiver, signal_watch().callback.Value(), 3, arguments, nullptr) ==
        napi_pending_exception) {
      napi_value error = nullptr;
      napi_get_and_clear_last_exception(env, &error);
      napi_fatal_exception(env, error);
    }
  }
}

void watch_signals_js(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  std::vector<int> signals;
  const auto array = info[0].As<Napi::Array>();
  for (uint32_t i = 0; i < array.Length(); i++) signals.push_back(to_int(array.Get(i)));
  guarded(env, [&] {
    const int fd = watch_signals(signals);
    SignalWatch& watch = signal_watch();
    watch.callback = Napi::Persistent(info[1].As<Napi::Function>());
    watch.poll = std::make_unique<Poll>(loop_of(env), fd, [env](int /*events*/) { deliver_signals(env); });
    watch.poll->set_ref(false);
    watch.poll->update(kUvReadable);
  });
}

Napi::Value raise_limit(const Napi::CallbackInfo& info) {
  return guarded(info.Env(),
                 [&] { return Napi::Number::New(info.Env(), static_cast<double>(raise_descriptor_limit())); });
}

void set_limit(const Napi::CallbackInfo& info) {
  guarded(info.Env(), [&] { set_descriptor_limit(to_size(info[0])); });
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
  exports.Set("dieBySignal",
              Napi::Function::New(env, [](const Napi::CallbackInfo& info) { die_by_signal(to_int(info[0])); }));
  exports.Set("raiseDescriptorLimit", Napi::Function::New(env, raise_limit));
  exports.Set("setDescriptorLimit", Napi::Function::New(env, set_limit));
  exports.Set("setProcessName", Napi::Function::New(env, [](const Napi::CallbackInfo& info) {
                prctl(PR_SET_NAME, to_string(info[0]).c_str(), 0, 0, 0);
              }));
  exports.Set("watchSignals", Napi::Function::New(env, watch_signals_js));
  exports.Set("notify", Napi::Function::New(env, notify_js));
}

}  // namespace decant::binding
