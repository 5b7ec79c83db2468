#include "options.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace virtgpu {

namespace {

using Words = std::vector<std::string_view>;

// Where a word of `--fault` works is searched by the word.
const Words& faults() {
  static const Words all = {
      "",           "permission",      "other-driver",   "no-3d",         "no-capset-fix",
      "no-blob",    "no-host-visible", "no-context",     "no-capset-ids", "no-cross-domain",
      "no-wayland", "closes-at-init",  "event-too-many", "silent",        "dies-after-sends",
      "no-images"};
  return all;
}

std::string listed(const Words& words) {
  std::string text;
  for (const std::string_view word : words) {
    if (word.empty()) continue;
    if (!text.empty()) text += ", ";
    text += word;
  }
  return text;
}

// Throws unless the value is one of those.
std::string_view one_of(std::string_view argument, std::string_view value, const Words& words) {
  if (std::find(words.begin(), words.end(), value) != words.end()) return value;
  throw OptionError(std::string(argument) + ": one of " + listed(words) + " is wanted");
}

bool is_on(std::string_view argument, std::string_view value) {
  return one_of(argument, value, {"on", "off"}) == "on";
}

std::string path(std::string_view argument, std::string_view value) {
  if (value.empty()) throw OptionError(std::string(argument) + ": a path is wanted");
  return std::string(value);
}

void read(std::string_view argument, Options* options) {
  const size_t equals = std::min(argument.find('='), argument.size());
  const std::string_view name = argument.substr(0, equals);
  const std::string_view value = argument.substr(std::min(equals + 1, argument.size()));
  if (name == "--socket")
    options->socket = path(argument, value);
  else if (name == "--compositor")
    options->compositor = path(argument, value);
  else if (name == "--log")
    options->log = path(argument, value);
  else if (name == "--manner")
    options->kills = one_of(argument, value, {"drop", "kill"}) == "kill";
  else if (name == "--dmabuf")
    options->dmabuf = is_on(argument, value);
  else if (name == "--renders")
    options->renders = is_on(argument, value);
  else if (name == "--init")
    options->init_bytes = std::stoul(std::string(one_of(argument, value, {"20", "24", "36"})));
  else if (name == "--identifiers")
    options->identifiers = one_of(argument, value, {"4", "28"}) == "4" ? 4 : 28;
  else if (name == "--fault")
    options->fault = one_of(argument, value, faults());
  else
    throw OptionError(std::string(argument) + ": no such argument");
}

}  // namespace

Options read_options(int count, char** words) {
  Options options;
  for (int i = 1; i < count; i++) read(words[i], &options);
  if (options.socket.empty()) throw OptionError("--socket=PATH is missing");
  if (options.compositor.empty()) throw OptionError("--compositor=PATH is missing");
  if (options.log.empty()) throw OptionError("--log=PATH is missing");
  return options;
}

}  // namespace virtgpu
