#include <unistd.h>

#include <cerrno>

#include "check.h"
#include "error.h"
#include "keymap.h"
#include "mapping.h"

using namespace decant;

namespace {

// Two layouts: in the second, the key A says "q". Keys as evdev numbers them: 30 A, 29 Control, 56 Alt, 125
// Super.
const char kText[] = R"(xkb_keymap {
  xkb_keycodes "t" { minimum = 8; maximum = 255; <AC01> = 38; <LCTL> = 37; <LALT> = 64; <LWIN> = 133; <TAB> = 23; };
  xkb_types "t" {
    virtual_modifiers Alt;
    type "ONE_LEVEL" { modifiers = none; level_name[Level1] = "Any"; };
    type "TWO_LEVEL" { modifiers = Shift; map[Shift] = Level2; level_name[Level1] = "Base"; level_name[Level2] = "Shift"; };
    type "ALPHABETIC" { modifiers = Shift + Lock; map[Shift] = Level2; map[Lock] = Level2;
                        level_name[Level1] = "Base"; level_name[Level2] = "Caps"; };
  };
  xkb_compatibility "t" { interpret Any + AnyOf(all) { action = SetMods(modifiers = modMapMods); }; };
  xkb_symbols "t" {
    key <AC01> { symbols[1] = [ a, A ], symbols[2] = [ q, Q ] };
    key <LCTL> { [ Control_L ] };
    key <LALT> { [ Alt_L ] };
    key <LWIN> { [ Super_L ] };
    modifier_map Control { <LCTL> };
    modifier_map Mod1 { <LALT> };
    modifier_map Mod4 { <LWIN> };
  };
};)";

constexpr uint32_t kKeyA = 30;
constexpr uint32_t kKeySuper = 125;
constexpr uint32_t kShiftMask = 1;
constexpr uint32_t kControlMask = 4;
constexpr uint32_t kMod1Mask = 8;
constexpr uint32_t kMod4Mask = 64;

}  // namespace

TEST("a key means what its layout and state say, in lower case") {
  const auto keymap = Keymap::compile(kText);
  CHECK(keymap != nullptr);
  CHECK(keymap->keysym(kKeyA) == XKB_KEY_a);
  keymap->update(kShiftMask, 0, 0, 0);
  CHECK(keymap->keysym(kKeyA) == XKB_KEY_a);
  keymap->update(0, 0, 0, 1);
  CHECK(keymap->keysym(kKeyA) == XKB_KEY_q);
  CHECK(keymap->keysym(kKeySuper) == XKB_KEY_Super_L);
  CHECK(keymap->keysym(200) == 0);
}

TEST("modifiers count while they are pressed or latched, not locked") {
  const auto keymap = Keymap::compile(kText);
  CHECK(keymap->modifiers() == 0);
  keymap->update(kControlMask | kMod4Mask, kMod1Mask, 0, 0);
  CHECK(keymap->modifiers() == (kControl | kSuper | kAlt));
  keymap->update(0, 0, kShiftMask, 0);
  CHECK(keymap->modifiers() == 0);
}

TEST("keysyms have names in capitals or not") {
  CHECK(keysym_named("Super_L") == XKB_KEY_Super_L);
  CHECK(keysym_named("BRACKETLEFT") == XKB_KEY_bracketleft);
  CHECK(keysym_named("A") == XKB_KEY_a);
  CHECK(keysym_named("nothing_like_it") == 0);
}

TEST("what is no keymap is none, and a text may end with zeros") {
  CHECK(Keymap::compile("") == nullptr);
  CHECK(Keymap::compile("xkb_keymap {") == nullptr);
  CHECK(Keymap::compile(std::string("\0\0", 2)) == nullptr);
  CHECK(Keymap::compile(std::string(kText, sizeof kText) + std::string(100, '\0')) != nullptr);
}

TEST("a file shorter than it was said to be is read as far as it goes") {
  const UniqueFd fd = create_memfd("keymap", 10);
  CHECK(pwrite(fd.get(), "0123456789", 10, 0) == 10);
  CHECK(read_keymap(fd.get(), 4) == "0123");
  CHECK(read_keymap(fd.get(), 4096) == "0123456789");
  CHECK(read_keymap(fd.get(), 0).empty());
  int errnum = 0;
  try {
    read_keymap(fd.get(), size_t{1} << 40);
  } catch (const SystemError& error) {
    errnum = error.errnum();
  }
  CHECK(errnum == EFBIG);
}
