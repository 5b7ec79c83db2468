// The part of libuv 1 that the addon calls. The functions are exported by the node executable; Node-API's
// headers do not come with uv.h, and libuv keeps this ABI through all of version 1.
#pragma once

#include <cstddef>

extern "C" {

struct uv_loop_s;
struct uv_handle_s;
using uv_loop_t = uv_loop_s;
using uv_handle_t = uv_handle_s;
using uv_poll_cb = void (*)(uv_handle_t* handle, int status, int events);
using uv_close_cb = void (*)(uv_handle_t* handle);

// uv_handle_type
constexpr int kUvPoll = 8;
// uv_poll_event
constexpr int kUvReadable = 1;
constexpr int kUvWritable = 2;
constexpr int kUvDisconnect = 4;

size_t uv_handle_size(int type);
void uv_handle_set_data(uv_handle_t* handle, void* data);
void* uv_handle_get_data(const uv_handle_t* handle);
void uv_close(uv_handle_t* handle, uv_close_cb callback);
void uv_ref(uv_handle_t* handle);
void uv_unref(uv_handle_t* handle);
int uv_poll_init(uv_loop_t* loop, uv_handle_t* handle, int fd);
int uv_poll_start(uv_handle_t* handle, int events, uv_poll_cb callback);
int uv_poll_stop(uv_handle_t* handle);
int uv_loop_fork(uv_loop_t* loop);

}  // extern "C"
