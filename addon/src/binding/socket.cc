// JavaScript face of socket.h.
#include "socket.h"

#include "convert.h"

namespace decant::binding {

namespace {

// A typed array's memory, straight from Node-API: these two functions are called for every read and write.
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

Napi::Value socket_pair_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    auto [first, second] = socket_pair();
    Napi::Array result = Napi::Array::New(info.Env(), 2);
    result.Set(0U, Napi::Number::New(info.Env(), first.release()));
    result.Set(1U, Napi::Number::New(info.Env(), second.release()));
    return result;
  });
}

Napi::Value listen_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    return Napi::Number::New(info.Env(), listen_unix(to_string(info[0]), to_int(info[1])).release());
  });
}

Napi::Value connect_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(),
                 [&] { return Napi::Number::New(info.Env(), connect_unix(to_string(info[0])).release()); });
}

Napi::Value accept_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(),
                 [&] { return Napi::Number::New(info.Env(), accept_unix(to_int(info[0])).release()); });
}

Napi::Value credentials_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const PeerCredentials credentials = peer_credentials(to_int(info[0]));
    Napi::Object result = Napi::Object::New(info.Env());
    result.Set("pid", Napi::Number::New(info.Env(), credentials.pid));
    result.Set("uid", Napi::Number::New(info.Env(), credentials.uid));
    result.Set("gid", Napi::Number::New(info.Env(), credentials.gid));
    return result;
  });
}

Napi::Value is_listening_js(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), is_listening_unix_socket(to_int(info[0])));
}

Napi::Value socket_path_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] { return Napi::String::New(info.Env(), socket_path(to_int(info[0]))); });
}

Napi::Value receive_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const View buffer = view_of(info.Env(), info[1], napi_uint8_array);
    const View fds = view_of(info.Env(), info[4], napi_int32_array);
    const size_t offset = to_size(info[2]);
    const size_t length = to_size(info[3]);
    if (offset > buffer.length || length > buffer.length - offset) {
      throw Napi::RangeError::New(info.Env(), "outside of the buffer");
    }
    if (fds.length < kMaxFds + 1) throw Napi::RangeError::New(info.Env(), "no room for the descriptors");
    int* numbers = static_cast<int*>(fds.data);
    numbers[0] = 0;
    size_t count = 0;
    char* data = static_cast<char*>(buffer.data) + offset;
    const ssize_t bytes = receive(to_int(info[0]), data, length, numbers + 1, &count);
    numbers[0] = static_cast<int>(count);
    return Napi::Number::New(info.Env(), static_cast<double>(bytes));
  });
}

Napi::Value send_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const View buffer = view_of(info.Env(), info[1], napi_uint8_array);
    const size_t start = to_size(info[2]);
    const size_t end = to_size(info[3]);
    if (start > end || end > buffer.length) throw Napi::RangeError::New(info.Env(), "outside of the buffer");
    const size_t count = to_size(info[5]);
    const View fds = count > 0 ? view_of(info.Env(), info[4], napi_int32_array) : View{};
    if (count > fds.length) throw Napi::RangeError::New(info.Env(), "fewer descriptors than said");
    const ssize_t bytes = send(to_int(info[0]), static_cast<const char*>(buffer.data) + start, end - start,
                               static_cast<const int*>(fds.data), count);
    return Napi::Number::New(info.Env(), static_cast<double>(bytes));
  });
}

}  // namespace

void add_socket_functions(Napi::Env env, Napi::Object exports) {
  exports.Set("socketPair", Napi::Function::New(env, socket_pair_js));
  exports.Set("listen", Napi::Function::New(env, listen_js));
  exports.Set("connect", Napi::Function::New(env, connect_js));
  exports.Set("accept", Napi::Function::New(env, accept_js));
  exports.Set("peerCredentials", Napi::Function::New(env, credentials_js));
  exports.Set("isListeningUnixSocket", Napi::Function::New(env, is_listening_js));
  exports.Set("socketPath", Napi::Function::New(env, socket_path_js));
  exports.Set("receive", Napi::Function::New(env, receive_js));
  exports.Set("send", Napi::Function::New(env, send_js));
}

}  // namespace decant::binding
