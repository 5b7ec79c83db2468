// Puts a fence of vgem's on the dmabuf that is descriptor 3, as hardware that draws into it would, says
// "drawing", and signals it when its standard input ends. Arguments: the DRM node.
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>

// Of the kernel's vgem_drm.h and drm.h.
struct PrimeHandle {
  uint32_t handle;
  uint32_t flags;
  int32_t fd;
};
struct FenceAttach {
  uint32_t handle;
  uint32_t flags;
  uint32_t out_fence;
  uint32_t pad;
};
struct FenceSignal {
  uint32_t fence;
  uint32_t flags;
};
constexpr unsigned long kPrimeFdToHandle = _IOWR('d', 0x2e, PrimeHandle);
constexpr unsigned long kFenceAttach = _IOWR('d', 0x41, FenceAttach);
constexpr unsigned long kFenceSignal = _IOW('d', 0x42, FenceSignal);
constexpr uint32_t kWrite = 1;
constexpr int kImage = 3;

int main(int argc, char** argv) {
  const int device = argc == 2 ? open(argv[1], O_RDWR | O_CLOEXEC) : -1;
  PrimeHandle prime{.handle = 0, .flags = 0, .fd = kImage};
  if (device < 0 || ioctl(device, kPrimeFdToHandle, &prime) < 0) {
    perror("import");
    return 1;
  }
  FenceAttach attach{.handle = prime.handle, .flags = kWrite, .out_fence = 0, .pad = 0};
  if (ioctl(device, kFenceAttach, &attach) < 0) {
    perror("attach");
    return 1;
  }
  std::puts("drawing");
  std::fflush(stdout);
  char byte;
  while (read(0, &byte, 1) > 0) {
  }
  FenceSignal signal{.fence = attach.out_fence, .flags = 0};
  if (ioctl(device, kFenceSignal, &signal) < 0) {
    perror("signal");
    return 1;
  }
  return 0;
}
