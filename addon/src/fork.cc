#include "fork.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <limits>

#include "error.h"
#include "memory_map.h"

namespace decant {

namespace {

struct AddressRange {
  uintptr_t start = 0;
  uintptr_t end = 0;
};

// [vvar], [vvar_vclock] and [vdso]: neighbours that the kernel placed at exec and that refuse MADV_DOFORK.
AddressRange find_kernel_pages() {
  AddressRange pages;
  std::string_view text = read_memory_map();
  MappingLine line{};
  while (next_mapping(&text, &line)) {
    if (!line.name.starts_with("[vvar") && line.name != "[vdso]") continue;
    if (pages.start == 0) pages.start = line.start;
    pages.end = line.end;
  }
  return pages;
}

// Whether all mappings between the two addresses took it. ENOMEM only says that there are holes between them.
bool make_forkable(uintptr_t start, uintptr_t end) {
  void* address = reinterpret_cast<void*>(start);
  return madvise(address, end - start, MADV_DOFORK) == 0 || errno == ENOMEM;
}

}  // namespace

void make_memory_forkable() {
  constexpr uintptr_t kPage = 65536;
  constexpr uintptr_t kTop = std::numeric_limits<uintptr_t>::max() / 2 / kPage * kPage;
  static const AddressRange pages = find_kernel_pages();
  if (make_forkable(0, pages.start) && make_forkable(pages.end, kTop)) return;
  make_mappings_forkable();
}

void make_mappings_forkable() {
  std::string_view text = read_memory_map();
  MappingLine line{};
  // Neighbours are taken together: one call for a whole heap.
  AddressRange run;
  while (next_mapping(&text, &line)) {
    const bool is_anonymous = line.is_private && line.inode == 0 && !line.name.starts_with("[v");
    if (!is_anonymous) continue;
    if (line.start != run.end) {
      make_forkable(run.start, run.end);
      run.start = line.start;
    }
    run.end = line.end;
  }
  make_forkable(run.start, run.end);
}

pid_t fork_process(void (*in_child)(void* argument), void* argument) {
  make_memory_forkable();
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  const pid_t pid = fork();
  const int error = errno;
  if (pid == 0) in_child(argument);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (pid < 0) throw SystemError("fork", error);
  return pid;
}

}  // namespace decant
