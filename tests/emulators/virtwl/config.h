// The emulator's environment variables. Read at each use: a program may be told where the host is after it
// has started.
#pragma once

#include <string>

namespace virtwl {

// EMULATED_VIRTWL_PATH: where the device seems to be. /dev/wl0 by default.
const char* device_path();

// EMULATED_VIRTWL_HOST: the host compositor's socket; EMULATED_VIRTWL_HOST_<name> for a named context. Empty
// if there is none.
std::string host_path();
std::string named_host_path(const std::string& name);

// EMULATED_VIRTWL_LOG: the file that lines are appended to. Empty: standard error.
std::string log_path();

// EMULATED_VIRTWL_STATE: the file with the table of descriptors, shared by all processes that are to see one
// device. <log>.state by default. Empty: the table lives in memory, and an exec'ed program sees another
// device.
std::string state_path();

enum class DmabufMode {
  Off,    // NEW_DMABUF gives ENOTTY, as on a host that cannot
  Memfd,  // the memfd goes to the host as it is; the host takes memfds for dmabufs
  Shm,    // the host gets wl_shm requests in place of linux-dmabuf requests
};

// EMULATED_VIRTWL_DMABUF: off, memfd (the default) or shm. Anything else ends the program with a sentence.
DmabufMode dmabuf_mode();

}  // namespace virtwl
