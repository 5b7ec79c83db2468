#include "transfer.h"

namespace decant::binding {

namespace {

// A typed array's memory, straight from Node-API: these functions are called for every read and write.
struct View {
  void* data = nullptr;
  size_t length = 0;
};

View view_of(napi_env env, napi_value value, napi_typedarray_type wanted) {
  View view;
  napi_typedarray_type type{};
  const auto status = napi_get_typedarray_info(env, value, &type, &view.length, &view.data, nullptr, nullptr);
  if (status != napi_ok || type != wanted) throw Napi::TypeError::New(env, "not a typed array of that kind");
  return view;
}

}  // namespace

Napi::Value receive_into(const Napi::CallbackInfo& info, size_t max_fds, Receive receive) {
  const View buffer = view_of(info.Env(), info[1], napi_uint8_array);
  const View fds = view_of(info.Env(), info[4], napi_int32_array);
  const size_t offset = to_size(info[2]);
  const size_t length = to_size(info[3]);
  if (offset > buffer.length || length > buffer.length - offset) {
    throw Napi::RangeError::New(info.Env(), "outside of the buffer");
  }
  if (fds.length < max_fds + 1) throw Napi::RangeError::New(info.Env(), "no room for the descriptors");
  int* numbers = static_cast<int*>(fds.data);
  numbers[0] = 0;
  size_t count = 0;
  char* data = static_cast<char*>(buffer.data) + offset;
  const ssize_t bytes = receive(to_int(info[0]), data, length, numbers + 1, &count);
  numbers[0] = static_cast<int>(count);
  return Napi::Number::New(info.Env(), static_cast<double>(bytes));
}

Bytes to_bytes_of(const Napi::CallbackInfo& info, size_t buffer, size_t start, size_t end) {
  const View view = view_of(info.Env(), info[buffer], napi_uint8_array);
  const size_t first = to_size(info[start]);
  const size_t last = to_size(info[end]);
  if (first > last || last > view.length) throw Napi::RangeError::New(info.Env(), "outside of the buffer");
  return {.data = static_cast<char*>(view.data) + first, .length = last - first};
}

Napi::Value send_from(const Napi::CallbackInfo& info, Send send) {
  const Bytes bytes = to_bytes_of(info, 1, 2, 3);
  const size_t count = to_size(info[5]);
  const View fds = count > 0 ? view_of(info.Env(), info[4], napi_int32_array) : View{};
  if (count > fds.length) throw Napi::RangeError::New(info.Env(), "fewer descriptors than said");
  const ssize_t taken =
      send(to_int(info[0]), bytes.data, bytes.length, static_cast<const int*>(fds.data), count);
  return Napi::Number::New(info.Env(), static_cast<double>(taken));
}

}  // namespace decant::binding
