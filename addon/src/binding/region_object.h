// The JavaScript class Region, which copies take.
#pragma once

#include "convert.h"
#include "region.h"

namespace decant::binding {

// The Region behind a JavaScript value. Throws a TypeError if it is none.
Region& to_region(const Napi::Value& value);

}  // namespace decant::binding
