#include <cstring>

#include "convert.h"

namespace decant::binding {

Napi::Error to_js(Napi::Env env, const SystemError& error) {
  Napi::Error result = Napi::Error::New(env, error.what());
  const char* name = strerrorname_np(error.errnum());
  result.Set("code", Napi::String::New(env, name != nullptr ? name : "EUNKNOWN"));
  // Node's own errors have it negative.
  result.Set("errno", Napi::Number::New(env, -error.errnum()));
  result.Set("syscall", Napi::String::New(env, error.syscall()));
  return result;
}

int to_int(const Napi::Value& value) {
  if (!value.IsNumber()) throw Napi::TypeError::New(value.Env(), "not a number");
  return value.As<Napi::Number>().Int32Value();
}

size_t to_size(const Napi::Value& value) {
  if (!value.IsNumber()) throw Napi::TypeError::New(value.Env(), "not a number");
  const double number = value.As<Napi::Number>().DoubleValue();
  constexpr double kMaxSafeInteger = 9007199254740991.0;
  if (!(number >= 0 && number <= kMaxSafeInteger)) throw Napi::RangeError::New(value.Env(), "not a size");
  return static_cast<size_t>(number);
}

std::string to_string(const Napi::Value& value) {
  if (!value.IsString()) throw Napi::TypeError::New(value.Env(), "not a string");
  return value.As<Napi::String>().Utf8Value();
}

std::vector<std::string> to_strings(const Napi::Value& value) {
  if (!value.IsArray()) throw Napi::TypeError::New(value.Env(), "not an array");
  const auto array = value.As<Napi::Array>();
  std::vector<std::string> result;
  result.reserve(array.Length());
  for (uint32_t i = 0; i < array.Length(); i++) result.push_back(to_string(array.Get(i)));
  return result;
}

uv_loop_t* loop_of(Napi::Env env) {
  uv_loop_t* loop = nullptr;
  napi_get_uv_event_loop(env, &loop);
  return loop;
}

namespace {

Napi::Object init(Napi::Env env, Napi::Object exports) {
  add_descriptor_functions(env, exports);
  add_memory_functions(env, exports);
  add_poll_class(env, exports);
  add_process_functions(env, exports);
  add_socket_functions(env, exports);
  return exports;
}

}  // namespace

NODE_API_MODULE(decant_addon, init)

}  // namespace decant::binding
