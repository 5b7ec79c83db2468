// The module decant_cursor: JavaScript face of cursor.h.
#include "cursor.h"

#include "convert.h"

namespace decant::binding {

namespace {

Napi::Object to_js(Napi::Env env, const CursorImage& image) {
  Napi::Object result = Napi::Object::New(env);
  result.Set("width", image.width);
  result.Set("height", image.height);
  result.Set("hotX", image.hot_x);
  result.Set("hotY", image.hot_y);
  result.Set("delayMs", image.delay_ms);
  const auto* bytes = reinterpret_cast<const uint8_t*>(image.pixels.data());
  result.Set("pixels", Napi::Buffer<uint8_t>::Copy(env, bytes, image.pixels.size() * sizeof(uint32_t)));
  return result;
}

// (name, theme, size)
Napi::Value load_cursor_js(const Napi::CallbackInfo& info) {
  const auto images = load_cursor(to_string(info[0]), to_string(info[1]), to_int(info[2]));
  Napi::Array result = Napi::Array::New(info.Env(), images.size());
  for (uint32_t i = 0; i < images.size(); i++) result.Set(i, to_js(info.Env(), images[i]));
  return result;
}

Napi::Object init(Napi::Env env, Napi::Object exports) {
  exports.Set("loadCursor", Napi::Function::New(env, load_cursor_js));
  return exports;
}

}  // namespace

NODE_API_MODULE(decant_cursor, init)

}  // namespace decant::binding
