#include "config.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace virtwl {

namespace {

std::string variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

}  // namespace

const char* device_path() {
  const char* path = std::getenv("EMULATED_VIRTWL_PATH");
  return path == nullptr || *path == '\0' ? "/dev/wl0" : path;
}

std::string host_path() { return variable("EMULATED_VIRTWL_HOST"); }

std::string named_host_path(const std::string& name) { return variable("EMULATED_VIRTWL_HOST_" + name); }

std::string log_path() { return variable("EMULATED_VIRTWL_LOG"); }

std::string state_path() {
  const std::string path = variable("EMULATED_VIRTWL_STATE");
  if (!path.empty()) return path;
  const std::string log = log_path();
  return log.empty() ? "" : log + ".state";
}

DmabufMode dmabuf_mode() {
  const std::string mode = variable("EMULATED_VIRTWL_DMABUF");
  if (mode == "off") return DmabufMode::Off;
  if (mode == "shm") return DmabufMode::Shm;
  if (mode.empty() || mode == "memfd") return DmabufMode::Memfd;
  // Within a program that knows nothing of this: there is nobody to tell but its user.
  std::fprintf(stderr, "EMULATED_VIRTWL_DMABUF=%s: one of off, memfd, shm is wanted\n", mode.c_str());
  _exit(2);
}

}  // namespace virtwl
