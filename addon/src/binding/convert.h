// Between JavaScript values and C++ ones, and from SystemError to what Node's own errors look like.
#pragma once

#include <napi.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "error.h"
#include "uv_abi.h"

namespace decant::binding {

// What to throw for `error`: with `code`, `errno` (negative, as Node has it) and `syscall`.
Napi::Error to_js(Napi::Env env, const SystemError& error);

// Runs `work`; a SystemError becomes a JavaScript one.
template <typename Work>
auto guarded(Napi::Env env, Work&& work) -> decltype(work()) {
  try {
    return std::forward<Work>(work)();
  } catch (const SystemError& error) {
    throw to_js(env, error);
  }
}

// A descriptor, process or flag. Throws a RangeError for a number that is no 32-bit integer.
int to_int(const Napi::Value& value);
std::vector<int> to_ints(const Napi::Value& value);
// A place or count in a buffer. Throws a RangeError for a number that cannot be one.
size_t to_size(const Napi::Value& value);
// The size of something in memory. Throws EINVAL in the name of `syscall` for a number that cannot be one.
size_t to_bytes(const Napi::Value& value, const char* syscall);
Napi::Function to_function(const Napi::Value& value);
std::string to_string(const Napi::Value& value);
std::vector<std::string> to_strings(const Napi::Value& value);

// The event loop of this process.
uv_loop_t* loop_of(Napi::Env env);

void add_copy_functions(Napi::Env env, Napi::Object exports);
void add_descriptor_functions(Napi::Env env, Napi::Object exports);
void add_dma_buf_functions(Napi::Env env, Napi::Object exports);
void add_memory_functions(Napi::Env env, Napi::Object exports);
void add_pipe_functions(Napi::Env env, Napi::Object exports);
void add_poll_class(Napi::Env env, Napi::Object exports);
void add_process_functions(Napi::Env env, Napi::Object exports);
void add_region_class(Napi::Env env, Napi::Object exports);
void add_signal_functions(Napi::Env env, Napi::Object exports);
void add_socket_functions(Napi::Env env, Napi::Object exports);
void add_virtgpu_class(Napi::Env env, Napi::Object exports);
void add_virtwl_functions(Napi::Env env, Napi::Object exports);

}  // namespace decant::binding
