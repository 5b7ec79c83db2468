#include <unordered_map>

#include "convert.h"
#include "mapping.h"

namespace decant::binding {

namespace {

// Mappings that JavaScript holds, by address: `unmap` and the collector both end them, each only once.
std::unordered_map<void*, size_t>& mappings() {
  static std::unordered_map<void*, size_t> map;
  return map;
}

void release(void* memory) {
  const auto found = mappings().find(memory);
  if (found == mappings().end()) return;
  const size_t length = found->second;
  mappings().erase(found);
  unmap(memory, length);
}

Napi::Value create_memfd_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    return Napi::Number::New(info.Env(), create_memfd(to_string(info[0]), to_size(info[1])).release());
  });
}

Napi::Value map(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const size_t length = to_size(info[1]);
    void* memory = map_shared(to_int(info[0]), length, info[2].ToBoolean().Value());
    mappings().emplace(memory, length);
    return Napi::ArrayBuffer::New(info.Env(), memory, length, [](Napi::Env, void* data) { release(data); });
  });
}

void unmap_js(const Napi::CallbackInfo& info) {
  guarded(info.Env(), [&] {
    if (!info[0].IsArrayBuffer()) throw Napi::TypeError::New(info.Env(), "not an ArrayBuffer");
    auto buffer = info[0].As<Napi::ArrayBuffer>();
    void* memory = buffer.Data();
    if (!mappings().contains(memory)) throw SystemError("munmap", EINVAL);
    buffer.Detach();
    release(memory);
  });
}

}  // namespace

void add_memory_functions(Napi::Env env, Napi::Object exports) {
  exports.Set("createMemfd", Napi::Function::New(env, create_memfd_js));
  exports.Set("map", Napi::Function::New(env, map));
  exports.Set("unmap", Napi::Function::New(env, unmap_js));
}

}  // namespace decant::binding
