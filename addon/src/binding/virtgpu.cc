// JavaScript face of virtgpu.h: the class VirtgpuDevice.
#include "virtgpu.h"

#include "transfer.h"

namespace decant::binding {

namespace {

// Blobs are numbered and measured in doubles here: the host's numbers are small.
class VirtgpuObject : public Napi::ObjectWrap<VirtgpuObject> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "VirtgpuDevice",
                       {
                           InstanceAccessor<&VirtgpuObject::fd>("fd"),
                           InstanceAccessor<&VirtgpuObject::handle_count>("handleCount"),
                           InstanceMethod<&VirtgpuObject::driver>("driver"),
                           InstanceMethod<&VirtgpuObject::parameter>("parameter"),
                           InstanceMethod<&VirtgpuObject::capabilities>("capabilities"),
                           InstanceMethod<&VirtgpuObject::init_context>("initContext"),
                           InstanceMethod<&VirtgpuObject::create_shared>("createShared"),
                           InstanceMethod<&VirtgpuObject::open_blob>("openBlob"),
                           InstanceMethod<&VirtgpuObject::import>("import"),
                           InstanceMethod<&VirtgpuObject::release>("release"),
                           InstanceMethod<&VirtgpuObject::execute>("execute"),
                           InstanceMethod<&VirtgpuObject::wait>("wait"),
                           InstanceMethod<&VirtgpuObject::read_event>("readEvent"),
                           InstanceMethod<&VirtgpuObject::close>("close"),
                       });
  }

  explicit VirtgpuObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<VirtgpuObject>(info) {
    guarded(info.Env(), [&] { device_ = std::make_unique<VirtgpuDevice>(to_string(info[0])); });
  }

 private:
  static Napi::Value number(const Napi::CallbackInfo& info, double value) {
    return Napi::Number::New(info.Env(), value);
  }

  static uint32_t to_word(const Napi::Value& value) { return value.ToNumber().Uint32Value(); }

  Napi::Value fd(const Napi::CallbackInfo& info) { return number(info, device_->fd()); }

  Napi::Value handle_count(const Napi::CallbackInfo& info) {
    return number(info, static_cast<double>(device_->handle_count()));
  }

  Napi::Value driver(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] { return Napi::String::New(info.Env(), device_->driver()); });
  }

  Napi::Value parameter(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&]() -> Napi::Value {
      const auto value = device_->parameter(to_word(info[0]));
      return value ? number(info, *value) : info.Env().Undefined();
    });
  }

  Napi::Value capabilities(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      const auto words = device_->capabilities(to_word(info[0]));
      Napi::Array result = Napi::Array::New(info.Env(), words.size());
      for (uint32_t i = 0; i < words.size(); i++) result.Set(i, Napi::Number::New(info.Env(), words.at(i)));
      return result;
    });
  }

  void init_context(const Napi::CallbackInfo& info) {
    guarded(info.Env(), [&] { device_->init_context(to_word(info[0]), to_word(info[1]), to_word(info[2])); });
  }

  // [handle, resource, memory as of `map` in memory.cc].
  Napi::Value create_shared(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      const size_t bytes = to_bytes(info[0], "DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB");
      VirtgpuBuffer buffer = device_->create_shared(bytes);
      auto mapping = device_->map(buffer.handle.get(), bytes);
      const auto memory = Napi::ArrayBuffer::New(
          info.Env(), mapping->memory(), mapping->length(),
          [](Napi::Env, void*, Mapping* ended) { delete ended; }, mapping.get());
      mapping.release();
      Napi::Array result = Napi::Array::New(info.Env(), 3);
      result.Set(0U, number(info, buffer.handle.release()));
      result.Set(1U, number(info, buffer.resource));
      result.Set(2U, memory);
      return result;
    });
  }

  Napi::Value open_blob(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      const size_t bytes = to_bytes(info[1], "DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB");
      return number(info, device_->open_blob(to_word(info[0]), bytes).release());
    });
  }

  // [handle, resource, memory].
  Napi::Value import(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      VirtgpuBuffer buffer = device_->import(to_int(info[0]));
      Napi::Array result = Napi::Array::New(info.Env(), 3);
      result.Set(0U, number(info, buffer.handle.release()));
      result.Set(1U, number(info, buffer.resource));
      result.Set(2U, number(info, buffer.memory));
      return result;
    });
  }

  void release(const Napi::CallbackInfo& info) { device_->release(to_word(info[0])); }

  // (buffer, start, end, ring, handle).
  void execute(const Napi::CallbackInfo& info) {
    guarded(info.Env(), [&] {
      const Bytes command = to_bytes_of(info, 0, 1, 2);
      device_->execute(command.data, command.length, to_int(info[3]), to_word(info[4]));
    });
  }

  Napi::Value wait(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      return Napi::Boolean::New(info.Env(), device_->wait(to_word(info[0]), to_int(info[1])));
    });
  }

  Napi::Value read_event(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] { return number(info, static_cast<double>(device_->read_event())); });
  }

  void close(const Napi::CallbackInfo&) { device_->close(); }

  std::unique_ptr<VirtgpuDevice> device_;
};

}  // namespace

void add_virtgpu_class(Napi::Env env, Napi::Object exports) {
  exports.Set("VirtgpuDevice", VirtgpuObject::define(env));
}

}  // namespace decant::binding
