// JavaScript face of pipe.h.
#include "pipe.h"

#include "transfer.h"

namespace decant::binding {

namespace {

Napi::Value pipe_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    auto [reading, writing] = make_pipe();
    Napi::Array result = Napi::Array::New(info.Env(), 2);
    result.Set(0U, Napi::Number::New(info.Env(), reading.release()));
    result.Set(1U, Napi::Number::New(info.Env(), writing.release()));
    return result;
  });
}

Napi::Value read_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const Bytes bytes = to_bytes_of(info, 1, 2, 3);
    return Napi::Number::New(info.Env(),
                             static_cast<double>(read_some(to_int(info[0]), bytes.data, bytes.length)));
  });
}

Napi::Value write_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const Bytes bytes = to_bytes_of(info, 1, 2, 3);
    return Napi::Number::New(info.Env(),
                             static_cast<double>(write_some(to_int(info[0]), bytes.data, bytes.length)));
  });
}

}  // namespace

void add_pipe_functions(Napi::Env env, Napi::Object exports) {
  exports.Set("pipe", Napi::Function::New(env, pipe_js));
  exports.Set("read", Napi::Function::New(env, read_js));
  exports.Set("write", Napi::Function::New(env, write_js));
}

}  // namespace decant::binding
