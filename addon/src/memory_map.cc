#include "memory_map.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>

#include "error.h"
#include "unique_fd.h"

namespace decant {

namespace {

template <typename Number>
bool take_number(std::string_view* text, int base, char end, Number* number) {
  const auto result = std::from_chars(text->data(), text->data() + text->size(), *number, base);
  if (result.ec != std::errc() || result.ptr == text->data() + text->size() || *result.ptr != end)
    return false;
  text->remove_prefix(static_cast<size_t>(result.ptr - text->data()) + 1);
  return true;
}

std::string_view take_word(std::string_view* text) {
  const std::string_view word = text->substr(0, text->find(' '));
  text->remove_prefix(std::min(word.size() + 1, text->size()));
  return word;
}

}  // namespace

const std::string& read_memory_map() {
  constexpr size_t kBlock = 65536;
  static auto* text = new std::string;
  const UniqueFd fd(open("/proc/self/maps", O_RDONLY | O_CLOEXEC));
  if (!fd) throw_errno("open", "/proc/self/maps");
  size_t filled = 0;
  for (;;) {
    text->resize(filled + kBlock);
    const ssize_t count = read(fd.get(), text->data() + filled, kBlock);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw_errno("read", "/proc/self/maps");
    filled += static_cast<size_t>(count);
    if (count == 0) break;
  }
  text->resize(filled);
  return *text;
}

bool next_mapping(std::string_view* text, MappingLine* line) {
  if (text->empty()) return false;
  std::string_view rest = text->substr(0, text->find('\n'));
  text->remove_prefix(std::min(rest.size() + 1, text->size()));
  if (!take_number(&rest, 16, '-', &line->start) || !take_number(&rest, 16, ' ', &line->end)) return false;
  const std::string_view permissions = take_word(&rest);
  line->is_private = permissions.size() == 4 && permissions[3] == 'p';
  take_word(&rest);  // offset
  take_word(&rest);  // device
  if (!take_number(&rest, 10, ' ', &line->inode)) return false;
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  line->name = rest;
  return true;
}

}  // namespace decant
