#include "convert.h"

#include <cerrno>
#include <cmath>
#include <cstring>
#include <limits>

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

namespace {

double to_number(const Napi::Value& value) {
  double number = 0;
  if (napi_get_value_double(value.Env(), value, &number) != napi_ok) {
    throw Napi::TypeError::New(value.Env(), "not a number");
  }
  return number;
}

// Whether it is a whole number from 0 to 2^47, which is as much as a process can address.
bool is_size(double number) {
  constexpr double kMostBytes = 140737488355328.0;
  return number >= 0 && number <= kMostBytes && std::trunc(number) == number;
}

Napi::Array to_array(const Napi::Value& value) {
  if (!value.IsArray()) throw Napi::TypeError::New(value.Env(), "not an array");
  return value.As<Napi::Array>();
}

}  // namespace

int to_int(const Napi::Value& value) {
  const double number = to_number(value);
  const bool is_int = number >= std::numeric_limits<int>::min() &&
                      number <= std::numeric_limits<int>::max() && std::trunc(number) == number;
  if (!is_int) throw Napi::RangeError::New(value.Env(), "not a 32-bit integer");
  return static_cast<int>(number);
}

std::vector<int> to_ints(const Napi::Value& value) {
  const Napi::Array array = to_array(value);
  std::vector<int> result;
  result.reserve(array.Length());
  for (uint32_t i = 0; i < array.Length(); i++) result.push_back(to_int(array.Get(i)));
  return result;
}

size_t to_size(const Napi::Value& value) {
  const double number = to_number(value);
  if (!is_size(number)) throw Napi::RangeError::New(value.Env(), "not a size");
  return static_cast<size_t>(number);
}

size_t to_bytes(const Napi::Value& value, const char* syscall) {
  const double number = to_number(value);
  if (!is_size(number)) throw SystemError(syscall, EINVAL);
  return static_cast<size_t>(number);
}

Napi::Function to_function(const Napi::Value& value) {
  if (!value.IsFunction()) throw Napi::TypeError::New(value.Env(), "not a function");
  return value.As<Napi::Function>();
}

std::string to_string(const Napi::Value& value) {
  if (!value.IsString()) throw Napi::TypeError::New(value.Env(), "not a string");
  return value.As<Napi::String>().Utf8Value();
}

std::vector<std::string> to_strings(const Napi::Value& value) {
  const Napi::Array array = to_array(value);
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

}  // namespace decant::binding
