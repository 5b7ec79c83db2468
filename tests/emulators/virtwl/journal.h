// The log: one JSON object a line, each written at once, so that lines of several processes do not mix.
#pragma once

#include <string>

namespace virtwl {

// Notes that a rule was broken, and counts it. `fd` is the descriptor it is about, or -1.
void violation(const char* rule, int fd, const std::string& detail = "");

// Writes the counters of the whole tree. `event` says at which occasion.
void summary(const char* event);

// The counters as the members of a JSON object.
std::string counters_json();

}  // namespace virtwl
