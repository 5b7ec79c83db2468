#include "bus_guard.h"

#include <sys/mman.h>

#include <csignal>
#include <cstdint>

#include "error.h"

namespace decant {

namespace {

BusGuard* current = nullptr;
struct sigaction previous {};

}  // namespace

struct BusGuardHandler {
  // Whether the address was in a guarded mapping, which is zeros now. Safe in a signal handler: one system
  // call.
  static bool replace(const void* address) {
    if (current == nullptr) return false;
    const auto at = reinterpret_cast<uintptr_t>(address);
    for (auto& range : current->ranges_) {
      const auto start = reinterpret_cast<uintptr_t>(range.mapping->memory());
      if (at < start || at - start >= range.mapping->length()) continue;
      range.hit = true;
      return mmap(range.mapping->memory(), range.mapping->length(), PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED;
    }
    return false;
  }

  static void on_signal(int signal, siginfo_t* info, void*) {
    // A signal that was sent has no address.
    const bool is_fault = info->si_code > 0;
    if (is_fault && replace(info->si_addr)) return;
    // Back to what would have happened without us: a fault happens again by itself.
    struct sigaction ours {};
    sigaction(signal, &previous, &ours);
    if (is_fault) return;
    raise(signal);
    sigaction(signal, &ours, nullptr);
  }

  static void install() {
    static bool installed = false;
    if (installed) return;
    struct sigaction action {};
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGBUS, &action, &previous) < 0) throw_errno("sigaction");
    installed = true;
  }
};

BusGuard::BusGuard(const Mapping& first, const Mapping& second)
    : ranges_{Range{&first, false}, Range{&second, false}} {
  BusGuardHandler::install();
  current = this;
}

BusGuard::~BusGuard() { current = nullptr; }

bool BusGuard::hit(const Mapping& mapping) const {
  for (const auto& range : ranges_) {
    if (range.mapping == &mapping && range.hit) return true;
  }
  return false;
}

}  // namespace decant
