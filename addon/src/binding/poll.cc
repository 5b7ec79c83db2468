#include "poll.h"

#include <memory>

#include "convert.h"

namespace decant::binding {

namespace {

class PollObject : public Napi::ObjectWrap<PollObject> {
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
    callback_ = Napi::Persistent(info[1].As<Napi::Function>());
    guarded(info.Env(), [&] {
      poll_ = std::make_unique<Poll>(loop_of(info.Env()), to_int(info[0]), [this](int events) { ready(events); });
    });
    // An open watch must not be collected: the loop refers to it.
    Ref();
  }

 private:
  void update(const Napi::CallbackInfo& info) {
    guarded(info.Env(), [&] { poll_->update(to_int(info[0])); });
  }

  void set_ref(const Napi::CallbackInfo& info) { poll_->set_ref(info[0].ToBoolean().Value()); }

  void close(const Napi::CallbackInfo& /*info*/) {
    poll_->close();
    if (open_) Unref();
    open_ = false;
  }

  void ready(int events) {
    const Napi::Env env = Env();
    const Napi::HandleScope scope(env);
    napi_value argument = nullptr;
    napi_value receiver = nullptr;
    napi_create_int32(env, events, &argument);
    napi_get_global(env, &receiver);
    // Runs ticks and microtasks afterwards; an exception reaches 'uncaughtException' by itself.
    if (napi_make_callback(env, context_, receiver, callback_.Value(), 1, &argument, nullptr) == napi_pending_exception) {
      napi_value error = nullptr;
      napi_get_and_clear_last_exception(env, &error);
      napi_fatal_exception(env, error);
    }
  }

  Napi::AsyncContext context_;
  Napi::FunctionReference callback_;
  std::unique_ptr<Poll> poll_;
  bool open_ = true;
};

}  // namespace

void add_poll_class(Napi::Env env, Napi::Object exports) { exports.Set("Poll", PollObject::define(env)); }

}  // namespace decant::binding
