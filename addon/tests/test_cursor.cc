#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "check.h"
#include "cursor.h"

using namespace decant;

namespace {

void put(std::ofstream& file, std::initializer_list<uint32_t> words) {
  for (const uint32_t word : words)
    for (int shift = 0; shift < 32; shift += 8) file.put(static_cast<char>(word >> shift));
}

// A cursor file (Xcursor(3)): a table of contents, then a picture of two by one pixels for each size.
void write_cursor(const std::filesystem::path& path) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  constexpr uint32_t kImage = 0xfffd0002;
  const uint32_t first = 16 + 2 * 12;
  const uint32_t length = 36 + 2 * 4;
  put(file, {0x72756358, 16, 0x10000, 2});
  put(file, {kImage, 24, first});
  put(file, {kImage, 48, first + length});
  put(file, {36, kImage, 24, 1, 2, 1, 1, 0, 50, 0xff112233, 0x80000000});
  put(file, {36, kImage, 48, 1, 2, 1, 0, 0, 0, 0xffffffff, 0xff000000});
}

// Themes are looked for in there and nowhere else.
std::filesystem::path with_themes() {
  char name[] = "/tmp/decant-cursor-XXXXXX";
  const std::filesystem::path folder = mkdtemp(name);
  setenv("XCURSOR_PATH", folder.c_str(), 1);
  write_cursor(folder / "mine" / "cursors" / "hand");
  write_cursor(folder / "default" / "cursors" / "arrow");
  return folder;
}

}  // namespace

TEST(
    "a cursor of a theme has the pictures nearest to the size, and what the default theme has is taken from "
    "there") {
  const auto folder = with_themes();
  const auto hand = load_cursor("hand", "mine", 20);
  CHECK(hand.size() == 1);
  CHECK(hand[0].width == 2 && hand[0].height == 1 && hand[0].hot_x == 1 && hand[0].hot_y == 0);
  CHECK(hand[0].delay_ms == 50);
  CHECK(hand[0].pixels == std::vector<uint32_t>({0xff112233, 0x80000000}));
  CHECK(load_cursor("hand", "mine", 60)[0].pixels[0] == 0xffffffff);
  CHECK(load_cursor("arrow", "mine", 24).size() == 1);
  CHECK(load_cursor("arrow", "", 24).size() == 1);
  std::filesystem::remove_all(folder);
}

TEST("what is not there is nothing") {
  const auto folder = with_themes();
  CHECK(load_cursor("hand", "", 24).empty());
  CHECK(load_cursor("nothing", "mine", 24).empty());
  CHECK(load_cursor("hand", "none", 24).empty());
  std::filesystem::remove_all(folder);
}
