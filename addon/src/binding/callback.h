// Calls from the event loop into JavaScript.
#pragma once

#include <napi.h>

#include <initializer_list>

namespace decant::binding {

// Calls `function` with integers; ticks and microtasks run afterwards. What it throws becomes an
// uncaughtException. `context` may be null.
void call_from_loop(Napi::Env env, napi_async_context context, napi_value function,
                    std::initializer_list<int> values);

}  // namespace decant::binding
