// Batches of 500 requests, made once and sent again and again, so that the client's own work is one send(2) a
// batch.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "wire.h"

enum { kBatchMessages = 500, kBatchRoom = 32 * 1024 };

struct batch {
  size_t length;
  uint8_t bytes[kBatchRoom];
};

// The objects that the requests speak of.
struct stage {
  uint32_t surface, region, buffer, toplevel;
};

// Makes a surface with a role, a region, a buffer of shared memory; returns when the host has seen all of it.
void load_set_up(struct wire *w, struct stage *stage);

// Fills a batch with requests of one kind:
//   damage   24 bytes, four integers: wl_surface.damage, and one wl_surface.commit as every frame has
//   small    8 and 12 bytes: wl_surface.commit, wl_surface.set_buffer_scale
//   objects  12 and 20 bytes, with ids: wl_surface.set_input_region, wl_surface.attach
//   strings  24 to 56 bytes: xdg_toplevel.set_title
void load_fill(struct batch *batch, const struct stage *stage, const char *kind);
