#include <sys/mman.h>

#include "check.h"
#include "memory_map.h"

using namespace decant;

TEST("an own mapping is found with its range and kind") {
  void* memory = mmap(nullptr, 8192, PROT_NONE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  const auto address = reinterpret_cast<uintptr_t>(memory);
  std::string_view text = read_memory_map();
  MappingLine line{};
  bool found = false;
  while (next_mapping(&text, &line)) {
    if (line.start == address) found = line.end == address + 8192 && !line.is_private && line.inode != 0;
  }
  CHECK(text.empty());
  CHECK(found);
  munmap(memory, 8192);
}

TEST("names keep their spaces, and a line may have none") {
  std::string_view text =
      "1000-3000 r-xp 00002000 fe:00 338944                     /a b\n"
      "7ffcc91ff000-7ffcc9220000 rw-p 00000000 00:00 0 \n"
      "f000-ff00 ---p 00000000 00:00 0    [anon:v8]\n";
  MappingLine line{};
  CHECK(next_mapping(&text, &line) && line.start == 0x1000 && line.end == 0x3000 && line.inode == 338944);
  CHECK(line.name == "/a b" && line.is_private);
  CHECK(next_mapping(&text, &line) && line.start == 0x7ffcc91ff000 && line.name.empty());
  CHECK(next_mapping(&text, &line) && line.name == "[anon:v8]");
  CHECK(!next_mapping(&text, &line));
}

TEST("text of another form ends the walk") {
  for (std::string_view text :
       {"", "\n", "zz", "1000", "1000-", "1000-2000", "1000-2000 rw-p 0 0", "1000-2000 rw-p 0 0 x "}) {
    MappingLine line{};
    CHECK(!next_mapping(&text, &line));
  }
}
