// JavaScript face of mapping.h: an ArrayBuffer is a mapping, and owns it.
#include <cerrno>
#include <cstdint>
#include <memory>

#include "convert.h"
#include "mapping.h"

namespace decant::binding {

namespace {

Napi::Value create_memfd_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const size_t size = to_bytes(info[1], "ftruncate");
    return Napi::Number::New(info.Env(), create_memfd(to_string(info[0]), size).release());
  });
}

// No ArrayBuffer of Node 20 is larger.
constexpr size_t kMaxMapped = UINT32_MAX;

Napi::Value map_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const int fd = to_int(info[0]);
    const size_t length = to_bytes(info[1], "mmap");
    if (length > kMaxMapped) throw SystemError("mmap", ENOMEM);
    const size_t offset = info[3].IsUndefined() ? 0 : to_bytes(info[3], "mmap");
    auto mapping =
        std::make_unique<Mapping>(fd, length, info[2].ToBoolean().Value(), static_cast<off_t>(offset));
    // The hint, not the address, says what ends: an address may belong to a newer mapping by then.
    const auto buffer = Napi::ArrayBuffer::New(
        info.Env(), mapping->memory(), mapping->length(),
        [](Napi::Env, void*, Mapping* ended) { delete ended; }, mapping.get());
    mapping.release();
    return buffer;
  });
}

void unmap_js(const Napi::CallbackInfo& info) {
  guarded(info.Env(), [&] {
    if (!info[0].IsArrayBuffer()) throw Napi::TypeError::New(info.Env(), "not an ArrayBuffer");
    auto buffer = info[0].As<Napi::ArrayBuffer>();
    Mapping* mapping = Mapping::find(buffer.Data());
    if (mapping == nullptr) throw SystemError("munmap", EINVAL);
    buffer.Detach();
    mapping->release();
  });
}

}  // namespace

void add_memory_functions(Napi::Env env, Napi::Object exports) {
  exports.Set("createMemfd", Napi::Function::New(env, create_memfd_js));
  exports.Set("map", Napi::Function::New(env, map_js));
  exports.Set("unmap", Napi::Function::New(env, unmap_js));
}

}  // namespace decant::binding
