#define _GNU_SOURCE
#include "frames.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "samples.h"

enum {
  kWidth = 1280,
  kHeight = 800,
  kStride = 4 * kWidth,
  kFrameBytes = kStride * kHeight,
  kXrgb8888 = 1,
  kWarmUpFrames = 1000,
};

// Opcodes (wayland.xml).
enum {
  kCompositorCreateSurface = 0,
  kShmCreatePool = 0,
  kPoolCreateBuffer = 0,
  kSurfaceAttach = 1,
  kSurfaceDamage = 2,
  kSurfaceCommit = 6,
};

static uint8_t *map_memory(size_t bytes, int *fd) {
  *fd = memfd_create("bench", MFD_CLOEXEC);
  if (*fd < 0 || ftruncate(*fd, (off_t)bytes) < 0) fail("no shared memory");
  uint8_t *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, *fd, 0);
  if (memory == MAP_FAILED) fail("no shared memory");
  return memory;
}

void frames_set_up(struct wire *w, struct frame_source *source) {
  struct globals globals;
  wire_globals(w, &globals);
  const uint32_t compositor = wire_bind(w, &globals, "wl_compositor", 3);
  const uint32_t shm = wire_bind(w, &globals, "wl_shm", 1);
  source->surface = wire_new_id(w);
  wire_request(w, compositor, kCompositorCreateSurface, &source->surface, 1);
  // The pool's descriptor must go with its own message: nothing else is queued then.
  wire_flush(w, -1);
  int fd;
  uint8_t *memory = map_memory((size_t)kFrameBuffers * kFrameBytes, &fd);
  const uint32_t pool = wire_new_id(w);
  const uint32_t of_pool[] = {pool, kFrameBuffers * kFrameBytes};
  wire_request(w, shm, kShmCreatePool, of_pool, 2);
  wire_flush(w, fd);
  close(fd);
  for (uint32_t i = 0; i < kFrameBuffers; i++) {
    source->buffers[i] = wire_new_id(w);
    source->pixels[i] = memory + (size_t)i * kFrameBytes;
    const uint32_t of_buffer[] = {source->buffers[i], i * kFrameBytes, kWidth, kHeight, kStride, kXrgb8888};
    wire_request(w, pool, kPoolCreateBuffer, of_buffer, 6);
  }
  for (size_t i = 0; i < kCopyTargets; i++) {
    source->targets[i] = map_memory(kFrameBytes, &fd);
    close(fd);
  }
  wire_wait(w, wire_sync(w));
}

// Paints and sends one frame; microseconds until the host had the commit.
static double relay_frame(struct wire *w, const struct frame_source *source, size_t i) {
  const size_t turn = i % kFrameBuffers;
  const uint32_t attach[] = {source->buffers[turn], 0, 0};
  const uint32_t damage[] = {0, 0, kWidth, kHeight};
  memset(source->pixels[turn], (int)i, kFrameBytes);
  wire_request(w, source->surface, kSurfaceAttach, attach, 3);
  wire_request(w, source->surface, kSurfaceDamage, damage, 4);
  wire_request(w, source->surface, kSurfaceCommit, NULL, 0);
  const uint32_t callback = wire_sync(w);
  const double start = now_us();
  const uint32_t arrived_ns = wire_wait(w, callback);
  // Both clocks are the same, and the low 32 bits of a difference under four seconds are all of it.
  return (double)(arrived_ns - (uint32_t)(uint64_t)(start * 1e3)) / 1e3;
}

static double copy_frame(const struct frame_source *source, size_t i) {
  const size_t turn = i % kFrameBuffers;
  memset(source->pixels[turn], (int)i, kFrameBytes);
  const double start = now_us();
  memcpy(source->targets[i % kCopyTargets], source->pixels[turn], kFrameBytes);
  return now_us() - start;
}

void frames_measure(struct wire *w, const struct frame_source *source, size_t count, double *relayed,
                    double *copied) {
  for (size_t i = 0; i < kWarmUpFrames; i++) {
    relay_frame(w, source, i);
    copy_frame(source, i);
  }
  for (size_t i = 0; i < count; i++) {
    relayed[i] = relay_frame(w, source, i);
    copied[i] = copy_frame(source, i);
  }
}
