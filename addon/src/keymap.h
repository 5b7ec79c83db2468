// What keys mean: an XKB keymap as `wl_keyboard.keymap` gives it, and the state of its keyboard. By
// libxkbcommon.
#pragma once

#include <xkbcommon/xkbcommon.h>

#include <cstdint>
#include <memory>
#include <string>

namespace decant {

// Bits of Keymap::modifiers.
constexpr uint32_t kControl = 1;
constexpr uint32_t kAlt = 2;
constexpr uint32_t kShift = 4;
constexpr uint32_t kSuper = 8;

// The first `size` bytes of a file, or as many as there are. Throws EFBIG for more than a keymap can have.
std::string read_keymap(int fd, size_t size);

// The keysym of that name, in capitals or not, in lower case; 0 if there is none.
uint32_t keysym_named(const std::string& name);

class Keymap {
 public:
  // nullptr if `text` (XKB text format 1) is no keymap.
  static std::unique_ptr<Keymap> compile(const std::string& text);

  // As `wl_keyboard.modifiers` says it.
  void update(uint32_t depressed, uint32_t latched, uint32_t locked, uint32_t layout);
  // The keysym of a key (as evdev numbers it) in the present state, in lower case; 0 if it has none or
  // several.
  uint32_t keysym(uint32_t key) const;
  // Those of the four above that are pressed or latched.
  uint32_t modifiers() const;

 private:
  struct Unref {
    void operator()(xkb_context* context) const { xkb_context_unref(context); }
    void operator()(xkb_keymap* keymap) const { xkb_keymap_unref(keymap); }
    void operator()(xkb_state* state) const { xkb_state_unref(state); }
  };

  explicit Keymap(xkb_state* state) : state_(state) {}

  std::unique_ptr<xkb_state, Unref> state_;
};

}  // namespace decant
