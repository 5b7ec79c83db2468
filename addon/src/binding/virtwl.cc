// JavaScript face of virtwl.h.
#include "virtwl.h"

#include "socket.h"
#include "transfer.h"

namespace decant::binding {

namespace {

Napi::Value open_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(),
                 [&] { return Napi::Number::New(info.Env(), open_virtwl(to_string(info[0])).release()); });
}

Napi::Value context_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    return Napi::Number::New(info.Env(), new_virtwl_context(to_int(info[0])).release());
  });
}

Napi::Value memory_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const size_t bytes = to_bytes(info[1], "VIRTWL_IOCTL_NEW_ALLOC");
    return Napi::Number::New(info.Env(), new_virtwl_memory(to_int(info[0]), bytes).release());
  });
}

Napi::Value pipe_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const auto end = info[1].ToBoolean().Value() ? VirtwlPipe::kRead : VirtwlPipe::kWrite;
    return Napi::Number::New(info.Env(), new_virtwl_pipe(to_int(info[0]), end).release());
  });
}

// [descriptor, stride and offset of each of the three planes].
Napi::Value image_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const auto width = static_cast<uint32_t>(to_int(info[1]));
    const auto height = static_cast<uint32_t>(to_int(info[2]));
    VirtwlImage image = new_virtwl_image(to_int(info[0]), width, height, info[3].ToNumber().Uint32Value());
    Napi::Array result = Napi::Array::New(info.Env(), 1 + 2 * image.strides.size());
    for (uint32_t i = 0; i < image.strides.size(); i++) {
      result.Set(1 + 2 * i, Napi::Number::New(info.Env(), image.strides[i]));
      result.Set(2 + 2 * i, Napi::Number::New(info.Env(), image.offsets[i]));
    }
    result.Set(0U, Napi::Number::New(info.Env(), image.fd.release()));
    return result;
  });
}

Napi::Value receive_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] { return receive_into(info, kMaxFds, receive_virtwl); });
}

Napi::Value send_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] { return send_from(info, send_virtwl); });
}

void sync_js(const Napi::CallbackInfo& info) {
  guarded(info.Env(), [&] { sync_virtwl_write(to_int(info[0]), info[1].ToBoolean().Value()); });
}

}  // namespace

void add_virtwl_functions(Napi::Env env, Napi::Object exports) {
  exports.Set("openVirtwl", Napi::Function::New(env, open_js));
  exports.Set("newVirtwlContext", Napi::Function::New(env, context_js));
  exports.Set("newVirtwlMemory", Napi::Function::New(env, memory_js));
  exports.Set("newVirtwlPipe", Napi::Function::New(env, pipe_js));
  exports.Set("newVirtwlImage", Napi::Function::New(env, image_js));
  exports.Set("receiveVirtwl", Napi::Function::New(env, receive_js));
  exports.Set("sendVirtwl", Napi::Function::New(env, send_js));
  exports.Set("syncVirtwlWrite", Napi::Function::New(env, sync_js));
}

}  // namespace decant::binding
