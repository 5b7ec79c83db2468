// Cuts an image out along a shape: what lies outside is clear.
#pragma once

#include "copy.h"
#include "region.h"

namespace decant {

// Masks the pixels in `damage`, clipped to the image, whose one plane is argb8888 (wl_shm.format). Those
// outside of `shape` become transparent, those inside opaque if `opaque` says so: of images without alpha
// that byte is anything. Returns kDone or kTargetTruncated. Throws EINVAL for another kind of image, or one
// that does not lie in its mapping.
CopyResult mask_image(const Region& damage, const Region& shape, bool opaque, const Image& image);

}  // namespace decant
