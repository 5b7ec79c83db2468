#define _GNU_SOURCE
#include "load.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { kWidth = 64, kHeight = 64, kStride = 4 * kWidth, kPoolSize = kStride * kHeight, kXrgb8888 = 1 };

// Opcodes of the requests that are used (wayland.xml, xdg-shell.xml).
enum {
  kCompositorCreateSurface = 0,
  kCompositorCreateRegion = 1,
  kShmCreatePool = 0,
  kPoolCreateBuffer = 0,
  kWmBaseGetXdgSurface = 2,
  kXdgSurfaceGetToplevel = 1,
  kToplevelSetTitle = 2,
  kSurfaceAttach = 1,
  kSurfaceDamage = 2,
  kSurfaceSetInputRegion = 5,
  kSurfaceCommit = 6,
  kSurfaceSetBufferScale = 8,
};

// Sends a request with one new id and returns that id.
static uint32_t create(struct wire *w, uint32_t object, uint32_t opcode) {
  const uint32_t id = wire_new_id(w);
  wire_request(w, object, opcode, &id, 1);
  return id;
}

static uint32_t create_buffer(struct wire *w, uint32_t shm) {
  const int fd = memfd_create("bench", MFD_CLOEXEC);
  if (fd < 0 || ftruncate(fd, kPoolSize) < 0) fail("no shared memory");
  const uint32_t pool = wire_new_id(w);
  const uint32_t of_pool[] = {pool, kPoolSize};
  wire_request(w, shm, kShmCreatePool, of_pool, 2);
  wire_flush(w, fd);
  close(fd);
  const uint32_t buffer = wire_new_id(w);
  const uint32_t of_buffer[] = {buffer, 0, kWidth, kHeight, kStride, kXrgb8888};
  wire_request(w, pool, kPoolCreateBuffer, of_buffer, 6);
  return buffer;
}

void load_set_up(struct wire *w, struct stage *stage) {
  struct globals globals;
  wire_globals(w, &globals);
  // wl_surface.set_buffer_scale came with version 3.
  const uint32_t compositor = wire_bind(w, &globals, "wl_compositor", 3);
  const uint32_t shm = wire_bind(w, &globals, "wl_shm", 1);
  const uint32_t wm_base = wire_bind(w, &globals, "xdg_wm_base", 1);
  // The buffer's descriptor must go with its own message: nothing else is queued then.
  wire_flush(w, -1);
  stage->buffer = create_buffer(w, shm);
  stage->surface = create(w, compositor, kCompositorCreateSurface);
  stage->region = create(w, compositor, kCompositorCreateRegion);
  const uint32_t xdg_surface = wire_new_id(w);
  const uint32_t of_xdg_surface[] = {xdg_surface, stage->surface};
  wire_request(w, wm_base, kWmBaseGetXdgSurface, of_xdg_surface, 2);
  stage->toplevel = create(w, xdg_surface, kXdgSurfaceGetToplevel);
  wire_wait(w, wire_sync(w));
}

static void append(struct batch *batch, uint32_t object, uint32_t opcode, const uint32_t *arguments,
                   size_t words) {
  const size_t size = 8 + 4 * words;
  const uint32_t head[] = {object, (uint32_t)size << 16 | opcode};
  if (batch->length + size > kBatchRoom) fail("a batch is longer than %d bytes", kBatchRoom);
  memcpy(batch->bytes + batch->length, head, sizeof head);
  if (words > 0) memcpy(batch->bytes + batch->length + sizeof head, arguments, 4 * words);
  batch->length += size;
}

static void add_damage(struct batch *batch, const struct stage *stage, uint32_t i) {
  const uint32_t box[] = {i % 32, i / 32, 16, 16};
  if (i == kBatchMessages - 1) {
    append(batch, stage->surface, kSurfaceCommit, NULL, 0);
  } else {
    append(batch, stage->surface, kSurfaceDamage, box, 4);
  }
}

static void add_small(struct batch *batch, const struct stage *stage, uint32_t i) {
  const uint32_t scale = 1;
  if (i % 2 == 0) {
    append(batch, stage->surface, kSurfaceSetBufferScale, &scale, 1);
  } else {
    append(batch, stage->surface, kSurfaceCommit, NULL, 0);
  }
}

static void add_objects(struct batch *batch, const struct stage *stage, uint32_t i) {
  const uint32_t attached[] = {stage->buffer, 0, 0};
  if (i % 2 == 0) {
    append(batch, stage->surface, kSurfaceAttach, attached, 3);
  } else {
    append(batch, stage->surface, kSurfaceSetInputRegion, &stage->region, 1);
  }
}

static void add_strings(struct batch *batch, const struct stage *stage, uint32_t i) {
  // Lengths from 10 to 41 bytes, so that every padding occurs.
  char title[48];
  const int length =
      snprintf(title, sizeof title, "title %03u %.*s", i, (int)(i % 32), "of a window that is renamed often");
  uint32_t arguments[1 + sizeof title / 4] = {(uint32_t)length + 1};
  memcpy(&arguments[1], title, (size_t)length + 1);
  append(batch, stage->toplevel, kToplevelSetTitle, arguments, 1 + (size_t)(length + 4) / 4);
}

void load_fill(struct batch *batch, const struct stage *stage, const char *kind) {
  static const struct {
    const char *kind;
    void (*add)(struct batch *, const struct stage *, uint32_t);
  } kinds[] = {
      {"damage", add_damage}, {"small", add_small}, {"objects", add_objects}, {"strings", add_strings}};
  batch->length = 0;
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    if (strcmp(kind, kinds[k].kind) != 0) continue;
    for (uint32_t i = 0; i < kBatchMessages; i++) kinds[k].add(batch, stage, i);
    return;
  }
  fail("no such kind of requests: %s", kind);
}
