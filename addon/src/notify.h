// The readiness protocol of service managers: sd_notify(3).
#pragma once

#include <string>

namespace decant {

// Sends `state` as one datagram to `address`, a path or "@abstract".
void notify(const std::string& address, const std::string& state);

}  // namespace decant
