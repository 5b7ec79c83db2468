// JavaScript face of keymap.h, and a module of its own: the class Keymap.
#include "keymap.h"

#include "convert.h"

namespace decant::binding {

namespace {

uint32_t to_word(const Napi::Value& value) { return value.ToNumber().Uint32Value(); }

class KeymapObject : public Napi::ObjectWrap<KeymapObject> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "Keymap",
                       {
                           InstanceMethod<&KeymapObject::update>("update"),
                           InstanceMethod<&KeymapObject::keysym>("keysym"),
                           InstanceMethod<&KeymapObject::modifiers>("modifiers"),
                       });
  }

  // Without a keymap in the file, no key has a keysym.
  explicit KeymapObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<KeymapObject>(info) {
    guarded(info.Env(), [&] { keymap_ = Keymap::compile(read_keymap(to_int(info[0]), to_size(info[1]))); });
  }

 private:
  void update(const Napi::CallbackInfo& info) {
    if (keymap_) keymap_->update(to_word(info[0]), to_word(info[1]), to_word(info[2]), to_word(info[3]));
  }

  Napi::Value keysym(const Napi::CallbackInfo& info) {
    return Napi::Number::New(info.Env(), keymap_ ? keymap_->keysym(to_word(info[0])) : 0);
  }

  Napi::Value modifiers(const Napi::CallbackInfo& info) {
    return Napi::Number::New(info.Env(), keymap_ ? keymap_->modifiers() : 0);
  }

  std::unique_ptr<Keymap> keymap_;
};

Napi::Value keysym_named_js(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), keysym_named(to_string(info[0])));
}

Napi::Object init(Napi::Env env, Napi::Object exports) {
  exports.Set("Keymap", KeymapObject::define(env));
  exports.Set("keysymNamed", Napi::Function::New(env, keysym_named_js));
  return exports;
}

}  // namespace

NODE_API_MODULE(decant_keymap, init)

}  // namespace decant::binding
