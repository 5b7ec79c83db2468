// The addon: collects the functions of all files of this folder.
#include "convert.h"

namespace decant::binding {

namespace {

Napi::Object init(Napi::Env env, Napi::Object exports) {
  add_copy_functions(env, exports);
  add_descriptor_functions(env, exports);
  add_dma_buf_functions(env, exports);
  add_memory_functions(env, exports);
  add_pipe_functions(env, exports);
  add_poll_class(env, exports);
  add_process_functions(env, exports);
  add_region_class(env, exports);
  add_signal_functions(env, exports);
  add_socket_functions(env, exports);
  add_virtgpu_class(env, exports);
  add_virtwl_functions(env, exports);
  return exports;
}

}  // namespace

NODE_API_MODULE(decant_addon, init)

}  // namespace decant::binding
