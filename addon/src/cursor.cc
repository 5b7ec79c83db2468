#include "cursor.h"

#include <X11/Xcursor/Xcursor.h>

#include <memory>

namespace decant {

namespace {

struct DestroyImages {
  void operator()(XcursorImages* images) const { XcursorImagesDestroy(images); }
};

CursorImage copy_of(const XcursorImage& image) {
  const size_t count = size_t{image.width} * image.height;
  return {
      .width = image.width,
      .height = image.height,
      .hot_x = image.xhot,
      .hot_y = image.yhot,
      .delay_ms = image.delay,
      .pixels = std::vector<uint32_t>(image.pixels, image.pixels + count),
  };
}

}  // namespace

std::vector<CursorImage> load_cursor(const std::string& name, const std::string& theme, int size) {
  const std::unique_ptr<XcursorImages, DestroyImages> images(
      XcursorLibraryLoadImages(name.c_str(), theme.empty() ? nullptr : theme.c_str(), size));
  std::vector<CursorImage> copies;
  if (!images) return copies;
  for (int i = 0; i < images->nimage; i++) copies.push_back(copy_of(*images->images[i]));
  return copies;
}

}  // namespace decant
