// JavaScript face of socket.h.
#include "socket.h"

#include "transfer.h"

namespace decant::binding {

namespace {

Napi::Value socket_pair_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    auto [first, second] = socket_pair();
    Napi::Array result = Napi::Array::New(info.Env(), 2);
    result.Set(0U, Napi::Number::New(info.Env(), first.release()));
    result.Set(1U, Napi::Number::New(info.Env(), second.release()));
    return result;
  });
}

Napi::Value set_send_buffer_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    return Napi::Number::New(info.Env(), set_send_buffer(to_int(info[0]), to_int(info[1])));
  });
}

Napi::Value listen_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    return Napi::Number::New(info.Env(), listen_unix(to_string(info[0]), to_int(info[1])).release());
  });
}

Napi::Value connect_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const bool waits = info.Length() < 2 || info[1].IsUndefined() || info[1].ToBoolean();
    return Napi::Number::New(info.Env(), connect_unix(to_string(info[0]), waits).release());
  });
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
  return guarded(info.Env(), [&] { return receive_into(info, kMaxFds, receive); });
}

Napi::Value send_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] { return send_from(info, send); });
}

}  // namespace

void add_socket_functions(Napi::Env env, Napi::Object exports) {
  exports.Set("socketPair", Napi::Function::New(env, socket_pair_js));
  exports.Set("setSendBuffer", Napi::Function::New(env, set_send_buffer_js));
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
