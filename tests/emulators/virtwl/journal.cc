#include "journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

#include "config.h"
#include "real.h"
#include "table.h"

namespace virtwl {

namespace {

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') result += '\\';
    if (static_cast<unsigned char>(letter) < 0x20) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned char>(letter));
      result += escape.data();
    } else {
      result += letter;
    }
  }
  return result + '"';
}

// What the kernel says a descriptor is: "socket:[123]", "/memfd:name (deleted)", a path.
std::string name_of(int fd) {
  std::array<char, 256> name{};
  const std::string link = "/proc/self/fd/" + std::to_string(fd);
  const ssize_t length = readlink(link.c_str(), name.data(), name.size());
  return length < 0 ? "closed" : std::string(name.data(), static_cast<size_t>(length));
}

void write_line(const std::string& line) {
  const int error = errno;
  const std::string path = log_path();
  const int fd = path.empty()
                     ? STDERR_FILENO
                     : VIRTWL_REAL(open, path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  const std::string whole = line + "\n";
  // A log that cannot be written must not stop the program under test; the counters are kept all the same.
  [[maybe_unused]] const ssize_t written = write(fd, whole.data(), whole.size());
  if (!path.empty() && fd >= 0) VIRTWL_REAL(close, fd);
  errno = error;
}

std::string head(const char* event) {
  return "{\"event\":" + quoted(event) + ",\"pid\":" + std::to_string(getpid());
}

}  // namespace

void violation(const char* rule, int fd, const std::string& detail) {
  count(Counter::Violations);
  std::string line = head("violation") + ",\"rule\":" + quoted(rule);
  if (fd >= 0) line += ",\"fd\":" + std::to_string(fd) + ",\"is\":" + quoted(name_of(fd));
  if (!detail.empty()) line += ",\"detail\":" + quoted(detail);
  write_line(line + "}");
}

std::string counters_json() {
  const Counts now = counts();
  std::string text;
  for (size_t i = 0; i < kCounters; i++)
    text += std::string(i == 0 ? "" : ",") + "\"" + kCounterNames.at(i) + "\":" + std::to_string(now.at(i));
  return text;
}

void summary(const char* event) { write_line(head(event) + "," + counters_json() + "}"); }

}  // namespace virtwl
