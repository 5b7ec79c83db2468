// The mappings of this process: /proc/self/maps (proc_pid_maps(5)).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace decant {

struct MappingLine {
  uintptr_t start;
  uintptr_t end;
  // Whether it is private to the process ('p').
  bool is_private;
  uint64_t inode;
  // A path, a name in brackets, or nothing.
  std::string_view name;
};

// The text of /proc/self/maps. The memory is reused by the next call.
const std::string& read_memory_map();

// Takes the first line off `text`; false at the end or at a line of another form.
bool next_mapping(std::string_view* text, MappingLine* line);

}  // namespace decant
