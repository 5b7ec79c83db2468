// JavaScript face of copy.h and mask.h: the class Memory, a mapping without an ArrayBuffer, copies between
// two, and masks.
#include "copy.h"

#include <memory>

#include "convert.h"
#include "mask.h"
#include "region_object.h"

namespace decant::binding {

namespace {

constexpr napi_type_tag kMemoryTag = {0x2b7d90c15f3e4a68, 0x81c4e7fa0d936b52};

// An image's layout is a Uint32Array: width, height, then for each plane these five.
constexpr size_t kHeadWords = 2;
constexpr size_t kPlaneWords = 5;

class MemoryObject : public Napi::ObjectWrap<MemoryObject> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "Memory",
                       {
                           InstanceMethod<&MemoryObject::release>("release"),
                           InstanceAccessor<&MemoryObject::length>("length"),
                       });
  }

  explicit MemoryObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<MemoryObject>(info) {
    info.This().As<Napi::Object>().TypeTag(&kMemoryTag);
    guarded(info.Env(), [&] {
      mapping_ =
          std::make_unique<Mapping>(to_int(info[0]), to_bytes(info[1], "mmap"), info[2].ToBoolean().Value());
    });
  }

  static const Mapping& of(const Napi::Value& value) {
    if (!value.IsObject() || !value.As<Napi::Object>().CheckTypeTag(&kMemoryTag))
      throw Napi::TypeError::New(value.Env(), "not a Memory");
    const auto& mapping = Unwrap(value.As<Napi::Object>())->mapping_;
    if (!mapping) throw Napi::TypeError::New(value.Env(), "the memory was released");
    return *mapping;
  }

 private:
  void release(const Napi::CallbackInfo&) { mapping_.reset(); }

  Napi::Value length(const Napi::CallbackInfo& info) {
    return Napi::Number::New(info.Env(), mapping_ ? static_cast<double>(mapping_->length()) : 0);
  }

  std::unique_ptr<Mapping> mapping_;
};

Image to_image(const Napi::Value& memory, const Napi::Value& layout) {
  if (!layout.IsTypedArray() || layout.As<Napi::TypedArray>().TypedArrayType() != napi_uint32_array)
    throw Napi::TypeError::New(layout.Env(), "not a Uint32Array");
  const auto words = layout.As<Napi::Uint32Array>();
  const size_t length = words.ElementLength();
  const size_t planes = length < kHeadWords ? 0 : (length - kHeadWords) / kPlaneWords;
  if (planes == 0 || planes > kMaxPlanes || length != kHeadWords + planes * kPlaneWords)
    throw Napi::RangeError::New(layout.Env(), "not the layout of an image");
  Image image = {.mapping = &MemoryObject::of(memory),
                 .width = words[0],
                 .height = words[1],
                 .plane_count = planes,
                 .planes = {}};
  for (size_t i = 0; i < planes; i++) {
    const uint32_t* plane = words.Data() + kHeadWords + i * kPlaneWords;
    image.planes[i] = {.offset = plane[0],
                       .stride = plane[1],
                       .sample_bytes = plane[2],
                       .x_shift = plane[3],
                       .y_shift = plane[4]};
  }
  return image;
}

// (region, source, its layout, target, its layout): bytes copied, -1 if the source was truncated, -2 the
// target.
Napi::Value copy_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    size_t bytes = 0;
    const CopyResult result =
        copy_damage(to_region(info[0]), to_image(info[1], info[2]), to_image(info[3], info[4]), &bytes);
    if (result == CopyResult::kSourceTruncated) return Napi::Number::New(info.Env(), -1);
    if (result == CopyResult::kTargetTruncated) return Napi::Number::New(info.Env(), -2);
    return Napi::Number::New(info.Env(), static_cast<double>(bytes));
  });
}

// (region, shape, whether the inside is opaque, memory, its layout): 0, or -2 if the memory was truncated.
Napi::Value mask_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    const CopyResult result = mask_image(to_region(info[0]), to_region(info[1]), info[2].ToBoolean().Value(),
                                         to_image(info[3], info[4]));
    return Napi::Number::New(info.Env(), result == CopyResult::kDone ? 0 : -2);
  });
}

}  // namespace

void add_copy_functions(Napi::Env env, Napi::Object exports) {
  exports.Set("Memory", MemoryObject::define(env));
  exports.Set("copyDamage", Napi::Function::New(env, copy_js));
  exports.Set("maskImage", Napi::Function::New(env, mask_js));
}

}  // namespace decant::binding
