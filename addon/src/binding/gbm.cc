// The module decant_gbm: JavaScript face of gbm.h.
#include "gbm.h"

#include <optional>

#include "convert.h"

namespace decant::binding {

namespace {

constexpr napi_type_tag kDeviceTag = {0x6f0a37d2c98145be, 0x93d15e7b20f8ac64};

// An image: `takeFd` hands its descriptor over, `release` gives the image back.
class ImageObject : public Napi::ObjectWrap<ImageObject> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "GbmImage",
                       {
                           InstanceMethod<&ImageObject::take_fd>("takeFd"),
                           InstanceMethod<&ImageObject::release>("release"),
                           InstanceAccessor<&ImageObject::bytes>("bytes"),
                           InstanceAccessor<&ImageObject::modifier>("modifier"),
                           InstanceAccessor<&ImageObject::planes>("planes"),
                       });
  }

  // (device, width, height, format)
  explicit ImageObject(const Napi::CallbackInfo& info);

 private:
  // The image. Throws once it was released.
  GbmImage& image(const Napi::CallbackInfo& info) {
    if (!image_) throw Napi::TypeError::New(info.Env(), "the image was released");
    return *image_;
  }

  Napi::Value take_fd(const Napi::CallbackInfo& info) {
    return Napi::Number::New(info.Env(), image(info).fd.release());
  }

  void release(const Napi::CallbackInfo&) { image_.reset(); }

  Napi::Value bytes(const Napi::CallbackInfo& info) {
    return Napi::Number::New(info.Env(), static_cast<double>(image(info).bytes));
  }

  Napi::Value modifier(const Napi::CallbackInfo& info) {
    return Napi::BigInt::New(info.Env(), image(info).modifier);
  }

  // Stride and offset of each plane.
  Napi::Value planes(const Napi::CallbackInfo& info) {
    const GbmImage& each = image(info);
    Napi::Array result = Napi::Array::New(info.Env(), 2 * each.plane_count);
    for (uint32_t i = 0; i < each.plane_count; i++) {
      result.Set(2 * i, Napi::Number::New(info.Env(), each.strides[i]));
      result.Set(2 * i + 1, Napi::Number::New(info.Env(), each.offsets[i]));
    }
    return result;
  }

  std::optional<GbmImage> image_;
};

class DeviceObject : public Napi::ObjectWrap<DeviceObject> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "GbmDevice",
                       {
                           InstanceMethod<&DeviceObject::draws>("draws"),
                           InstanceMethod<&DeviceObject::release>("release"),
                       });
  }

  // (path)
  explicit DeviceObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<DeviceObject>(info) {
    info.This().As<Napi::Object>().TypeTag(&kDeviceTag);
    guarded(info.Env(), [&] { device_ = GbmDevice::open(to_string(info[0])); });
  }

  static GbmDevice& of(const Napi::Value& value) {
    if (!value.IsObject() || !value.As<Napi::Object>().CheckTypeTag(&kDeviceTag))
      throw Napi::TypeError::New(value.Env(), "not a GbmDevice");
    const auto& device = Unwrap(value.As<Napi::Object>())->device_;
    if (!device) throw Napi::TypeError::New(value.Env(), "the device was released");
    return *device;
  }

 private:
  // (format, modifier as a BigInt)
  Napi::Value draws(const Napi::CallbackInfo& info) {
    if (!device_) throw Napi::TypeError::New(info.Env(), "the device was released");
    bool lossless = false;
    const uint64_t modifier = info[1].As<Napi::BigInt>().Uint64Value(&lossless);
    return Napi::Boolean::New(info.Env(), device_->draws(info[0].ToNumber().Uint32Value(), modifier));
  }

  // Images that are left keep the device open until they are released too.
  void release(const Napi::CallbackInfo&) { device_.reset(); }

  std::shared_ptr<GbmDevice> device_;
};

ImageObject::ImageObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<ImageObject>(info) {
  guarded(info.Env(), [&] {
    const auto width = static_cast<uint32_t>(to_int(info[1]));
    const auto height = static_cast<uint32_t>(to_int(info[2]));
    image_ = DeviceObject::of(info[0]).create_image(width, height, info[3].ToNumber().Uint32Value());
  });
}

// The name of a DRM node's kernel driver; the node may be opened by this process.
Napi::Value driver_js(const Napi::CallbackInfo& info) {
  return guarded(info.Env(),
                 [&] { return Napi::String::New(info.Env(), open_drm(to_string(info[0])).driver); });
}

Napi::Object init(Napi::Env env, Napi::Object exports) {
  exports.Set("GbmDevice", DeviceObject::define(env));
  exports.Set("GbmImage", ImageObject::define(env));
  exports.Set("driverOf", Napi::Function::New(env, driver_js));
  return exports;
}

}  // namespace

NODE_API_MODULE(decant_gbm, init)

}  // namespace decant::binding
