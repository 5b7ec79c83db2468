// The little of Wayland's wire format that the translation of dmabufs needs: messages cut out of bytes, and
// put together.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace virtwl::wire {

struct Message {
  uint32_t object;
  uint16_t opcode;
  std::string_view bytes;  // with its header

  // Word `at` of the arguments, 0 beyond the end.
  uint32_t word(size_t at) const {
    uint32_t value = 0;
    if (8 + at * 4 + 4 <= bytes.size()) std::memcpy(&value, bytes.data() + 8 + at * 4, 4);
    return value;
  }
  // The string that starts at word `at`, and the word after it.
  std::string_view text(size_t at) const {
    const size_t length = word(at);
    const size_t start = 8 + at * 4 + 4;
    if (length == 0 || start + length > bytes.size()) return {};
    return bytes.substr(start, length - 1);
  }
  size_t after_text(size_t at) const { return at + 1 + (word(at) + 3) / 4; }
};

// The first whole message of `bytes`; nothing if it is not all there.
inline std::optional<Message> first(std::string_view bytes) {
  uint32_t head[2];
  if (bytes.size() < sizeof head) return std::nullopt;
  std::memcpy(head, bytes.data(), sizeof head);
  const size_t size = head[1] >> 16;
  if (size < sizeof head || bytes.size() < size) return std::nullopt;
  return Message{head[0], static_cast<uint16_t>(head[1] & 0xffff), bytes.substr(0, size)};
}

inline void append(std::string& to, uint32_t word) {
  char bytes[4];
  std::memcpy(bytes, &word, 4);
  to.append(bytes, 4);
}

inline std::string message(uint32_t object, uint16_t opcode, std::initializer_list<uint32_t> words) {
  std::string result;
  append(result, object);
  append(result, static_cast<uint32_t>(8 + words.size() * 4) << 16 | opcode);
  for (const uint32_t word : words) append(result, word);
  return result;
}

// registry events and requests: a name, an interface, and what comes after it.
inline std::string message(uint32_t object, uint16_t opcode, uint32_t name, std::string_view interface,
                           std::initializer_list<uint32_t> words) {
  std::string text(interface);
  text.resize(interface.size() / 4 * 4 + 4, '\0');
  std::string result;
  append(result, object);
  append(result, static_cast<uint32_t>(16 + text.size() + words.size() * 4) << 16 | opcode);
  append(result, name);
  append(result, static_cast<uint32_t>(interface.size() + 1));
  result += text;
  for (const uint32_t word : words) append(result, word);
  return result;
}

}  // namespace virtwl::wire
