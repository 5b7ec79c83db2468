#include "callback.h"

#include <array>

namespace decant::binding {

void call_from_loop(Napi::Env env, napi_async_context context, napi_value function,
                    std::initializer_list<int> values) {
  std::array<napi_value, 3> arguments{};
  size_t count = 0;
  for (const int value : values) napi_create_int32(env, value, &arguments.at(count++));
  napi_value receiver = nullptr;
  napi_get_global(env, &receiver);
  if (napi_make_callback(env, context, receiver, function, count, arguments.data(), nullptr) !=
      napi_pending_exception) {
    return;
  }
  napi_value error = nullptr;
  napi_get_and_clear_last_exception(env, &error);
  napi_fatal_exception(env, error);
}

}  // namespace decant::binding
