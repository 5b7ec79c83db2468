// JavaScript face of dma_buf.h.
#include "dma_buf.h"

#include "convert.h"

namespace decant::binding {

namespace {

void sync_js(const Napi::CallbackInfo& info) {
  guarded(info.Env(), [&] { sync_dma_buf_write(to_int(info[0]), info[1].ToBoolean().Value()); });
}

Napi::Value drawn_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] { return Napi::Boolean::New(info.Env(), is_drawn(to_int(info[0]))); });
}

}  // namespace

void add_dma_buf_functions(Napi::Env env, Napi::Object exports) {
  exports.Set("isDrawn", Napi::Function::New(env, drawn_js));
  exports.Set("syncDmaBufWrite", Napi::Function::New(env, sync_js));
}

}  // namespace decant::binding
