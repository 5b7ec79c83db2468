// JavaScript face of poll.h: the class Poll. An open watch keeps its object and callback alive, a closed one
// does not.
#include "poll.h"

#include <optional>

#include "callback.h"
#include "convert.h"

namespace decant::binding {

namespace {

class PollObject : public Napi::ObjectWrap<PollObject>, public Poll::Listener {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "Poll",
                       {
                           InstanceMethod<&PollObject::update>("update"),
                           InstanceMethod<&PollObject::set_ref>("setRef"),
                           InstanceMethod<&PollObject::close>("close"),
                       });
  }

  explicit PollObject(const Napi::CallbackInfo& info)
      : Napi::ObjectWrap<PollObject>(info), context_(info.Env(), "decant.Poll") {
    callback_ = Napi::Persistent(to_function(info[1]));
    guarded(info.Env(), [&] { poll_.emplace(loop_of(info.Env()), to_int(info[0]), this); });
    // An open watch must not be collected: the loop refers to it.
    Ref();
  }

 private:
  void update(const Napi::CallbackInfo& info) {
    guarded(info.Env(), [&] { poll_->update(to_int(info[0])); });
  }

  void set_ref(const Napi::CallbackInfo& info) { poll_->set_ref(info[0].ToBoolean().Value()); }

  void close(const Napi::CallbackInfo& /*info*/) { poll_->close(); }

  void on_ready(int events) override {
    const Napi::HandleScope scope(Env());
    call_from_loop(Env(), context_, callback_.Value(), {events});
  }

  void on_closed() override {
    callback_.Reset();
    Unref();
  }

  Napi::AsyncContext context_;
  Napi::FunctionReference callback_;
  std::optional<Poll> poll_;
};

}  // namespace

void add_poll_class(Napi::Env env, Napi::Object exports) { exports.Set("Poll", PollObject::define(env)); }

}  // namespace decant::binding
