#include "keymap.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>

#include "error.h"

namespace decant {

namespace {

// Real ones have some 70 KB.
constexpr size_t kMaxKeymapBytes = size_t{16} << 20;
// X11, and XKB after it, count keys from 8 on.
constexpr uint32_t kKeyOffset = 8;

std::string mapped_text(int fd, size_t size) {
  void* memory = mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) throw_errno("mmap", "a keymap");
  std::string text(static_cast<const char*>(memory), size);
  munmap(memory, size);
  return text;
}

}  // namespace

std::string read_keymap(int fd, size_t size) {
  if (size > kMaxKeymapBytes) throw SystemError("read", EFBIG, "a keymap");
  if (size == 0) return "";
  std::string text(size, '\0');
  size_t got = 0;
  while (got < size) {
    const ssize_t count = pread(fd, text.data() + got, size - got, static_cast<off_t>(got));
    if (count < 0 && errno == EINTR) continue;
    // Memory of a device can only be mapped.
    if (count < 0 && got == 0) return mapped_text(fd, size);
    if (count <= 0) break;
    got += static_cast<size_t>(count);
  }
  text.resize(got);
  return text;
}

uint32_t keysym_named(const std::string& name) {
  return xkb_keysym_to_lower(xkb_keysym_from_name(name.c_str(), XKB_KEYSYM_CASE_INSENSITIVE));
}

std::unique_ptr<Keymap> Keymap::compile(const std::string& text) {
  const auto flags =
      static_cast<xkb_context_flags>(XKB_CONTEXT_NO_DEFAULT_INCLUDES | XKB_CONTEXT_NO_ENVIRONMENT_NAMES);
  const std::unique_ptr<xkb_context, Unref> context(xkb_context_new(flags));
  if (!context) return nullptr;
  // What is wrong with a host's keymap is not for our log: it writes to stderr on its own.
  xkb_context_set_log_level(context.get(), XKB_LOG_LEVEL_CRITICAL);
  const size_t length = text.find('\0');
  const std::unique_ptr<xkb_keymap, Unref> keymap(xkb_keymap_new_from_buffer(
      context.get(), text.data(), length == std::string::npos ? text.size() : length,
      XKB_KEYMAP_FORMAT_TEXT_V1, XKB_KEYMAP_COMPILE_NO_FLAGS));
  if (!keymap) return nullptr;
  xkb_state* state = xkb_state_new(keymap.get());
  return state == nullptr ? nullptr : std::unique_ptr<Keymap>(new Keymap(state));
}

void Keymap::update(uint32_t depressed, uint32_t latched, uint32_t locked, uint32_t layout) {
  xkb_state_update_mask(state_.get(), depressed, latched, locked, 0, 0, layout);
}

uint32_t Keymap::keysym(uint32_t key) const {
  const xkb_keysym_t* keysyms = nullptr;
  const int count = xkb_state_key_get_syms(state_.get(), key + kKeyOffset, &keysyms);
  return count == 1 ? xkb_keysym_to_lower(keysyms[0]) : 0;
}

uint32_t Keymap::modifiers() const {
  const auto bit = [&](const char* name, uint32_t value) {
    const auto which = static_cast<xkb_state_component>(XKB_STATE_MODS_DEPRESSED | XKB_STATE_MODS_LATCHED);
    return xkb_state_mod_name_is_active(state_.get(), name, which) > 0 ? value : 0;
  };
  return bit(XKB_MOD_NAME_CTRL, kControl) | bit(XKB_MOD_NAME_ALT, kAlt) | bit(XKB_MOD_NAME_SHIFT, kShift) |
         bit(XKB_MOD_NAME_LOGO, kSuper);
}

}  // namespace decant
