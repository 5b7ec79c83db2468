// A client that draws frames of 1280x800, each painted anew, and how long they take to the host's commit; and
// beside it what a plain memcpy of such a frame takes in this process, to memory that is used in turn.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "wire.h"

enum { kFrameBuffers = 2, kCopyTargets = 3 };

struct frame_source {
  uint32_t surface, buffers[kFrameBuffers];
  uint8_t *pixels[kFrameBuffers];
  uint8_t *targets[kCopyTargets];
};

void frames_set_up(struct wire *w, struct frame_source *source);

// Microseconds: from the commit's sending to its arrival at the host, and of the copy alone; `count` of each,
// in turn.
void frames_measure(struct wire *w, const struct frame_source *source, size_t count, double *relayed,
                    double *copied);
