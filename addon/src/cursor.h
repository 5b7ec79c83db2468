// Pictures of the user's cursor theme, by libXcursor.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace decant {

struct CursorImage {
  uint32_t width;
  uint32_t height;
  // The pixel that points.
  uint32_t hot_x;
  uint32_t hot_y;
  // How long it is shown if there are several.
  uint32_t delay_ms;
  // Premultiplied ARGB, row by row.
  std::vector<uint32_t> pixels;
};

// The cursor of that name in `theme`, or in the one that is called "default": the pictures nearest to `size`
// pixels. None if there is no such cursor. An empty `theme` is the default one. Themes are looked for where
// XCURSOR_PATH says.
std::vector<CursorImage> load_cursor(const std::string& name, const std::string& theme, int size);

}  // namespace decant
