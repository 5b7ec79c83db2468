// JavaScript face of region.h: the class Region.
#include "region.h"

#include <algorithm>

#include "region_object.h"

namespace decant::binding {

namespace {

constexpr napi_type_tag kRegionTag = {0x9f1c6a3de24b4c07, 0xa6b0d4f28e5173c9};
constexpr size_t kBoxWords = 4;

class RegionObject : public Napi::ObjectWrap<RegionObject> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "Region",
                       {
                           InstanceMethod<&RegionObject::add>("add"),
                           InstanceMethod<&RegionObject::add_region>("addRegion"),
                           InstanceMethod<&RegionObject::intersect>("intersect"),
                           InstanceMethod<&RegionObject::clear>("clear"),
                           InstanceMethod<&RegionObject::is_empty>("isEmpty"),
                           InstanceMethod<&RegionObject::boxes>("boxes"),
                       });
  }

  // (whether it is a window's shape)
  explicit RegionObject(const Napi::CallbackInfo& info)
      : Napi::ObjectWrap<RegionObject>(info),
        region_(info[0].ToBoolean().Value() ? kMaxShapeRects : kMaxRegionRects) {
    info.This().As<Napi::Object>().TypeTag(&kRegionTag);
  }

  Region& region() { return region_; }

 private:
  void add(const Napi::CallbackInfo& info) {
    guarded(info.Env(),
            [&] { region_.add(to_int(info[0]), to_int(info[1]), to_int(info[2]), to_int(info[3])); });
  }

  void add_region(const Napi::CallbackInfo& info) {
    guarded(info.Env(), [&] { region_.add(to_region(info[0])); });
  }

  void intersect(const Napi::CallbackInfo& info) {
    guarded(info.Env(),
            [&] { region_.intersect(to_int(info[0]), to_int(info[1]), to_int(info[2]), to_int(info[3])); });
  }

  void clear(const Napi::CallbackInfo&) { region_.clear(); }

  Napi::Value is_empty(const Napi::CallbackInfo& info) {
    return Napi::Boolean::New(info.Env(), region_.empty());
  }

  // Fills an Int32Array with left, top, right and bottom of each box; the count of boxes there are.
  Napi::Value boxes(const Napi::CallbackInfo& info) {
    if (!info[0].IsTypedArray()) throw Napi::TypeError::New(info.Env(), "not an Int32Array");
    auto out = info[0].As<Napi::Int32Array>();
    int count = 0;
    const pixman_box32_t* all = region_.boxes(&count);
    const size_t fitting = std::min<size_t>(out.ElementLength() / kBoxWords, static_cast<size_t>(count));
    for (size_t i = 0; i < fitting; i++) {
      int32_t* words = out.Data() + i * kBoxWords;
      words[0] = all[i].x1;
      words[1] = all[i].y1;
      words[2] = all[i].x2;
      words[3] = all[i].y2;
    }
    return Napi::Number::New(info.Env(), count);
  }

  Region region_;
};

}  // namespace

Region& to_region(const Napi::Value& value) {
  if (!value.IsObject() || !value.As<Napi::Object>().CheckTypeTag(&kRegionTag))
    throw Napi::TypeError::New(value.Env(), "not a Region");
  return RegionObject::Unwrap(value.As<Napi::Object>())->region();
}

void add_region_class(Napi::Env env, Napi::Object exports) {
  exports.Set("Region", RegionObject::define(env));
}

}  // namespace decant::binding
