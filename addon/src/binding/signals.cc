// JavaScript face of signals.h: notes from the pipe become calls.
#include "signals.h"

#include <optional>

#include "callback.h"
#include "convert.h"
#include "poll.h"

namespace decant::binding {

namespace {

// The one watch of the signal pipe. It is not counted as a reason for the event loop to go on.
class SignalWatch final : public Poll::Listener {
 public:
  void start(Napi::Env env, const std::vector<int>& signals, Napi::Function callback) {
    const int fd = watch_signals(signals);
    env_ = env;
    callback_ = Napi::Persistent(callback);
    if (poll_ && poll_->is_open()) return;
    poll_.emplace(loop_of(env), fd, this);
    poll_->set_ref(false);
    poll_->update(kUvReadable);
  }

 private:
  void on_ready(int /*events*/) override {
    const Napi::HandleScope scope(env_);
    SignalNote note{};
    while (next_signal(&note)) {
      call_from_loop(env_, nullptr, callback_.Value(), {note.signal, note.code, note.pid});
    }
  }

  void on_closed() override { callback_.Reset(); }

  Napi::Env env_ = nullptr;
  Napi::FunctionReference callback_;
  std::optional<Poll> poll_;
};

SignalWatch& signal_watch() {
  // Never destroyed: the environment ends first, and the reference with it.
  static auto* watch = new SignalWatch;
  return *watch;
}

void watch_signals_js(const Napi::CallbackInfo& info) {
  guarded(info.Env(), [&] { signal_watch().start(info.Env(), to_ints(info[0]), to_function(info[1])); });
}

}  // namespace

void add_signal_functions(Napi::Env env, Napi::Object exports) {
  exports.Set("watchSignals", Napi::Function::New(env, watch_signals_js));
}

}  // namespace decant::binding
