// A Wayland connection of the benchmark's client: messages in, messages out, ids, globals. No libwayland, so
// that the client costs next to nothing. Any failure ends the program with one line on stderr and status 1.
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { kInputSize = 64 * 1024, kOutputSize = 64 * 1024, kMaxGlobals = 256, kMaxFreeIds = 64 };

struct wire {
  int fd;
  uint32_t last_id;
  // Ids that the other side has confirmed as deleted, to be used again.
  uint32_t free_ids[kMaxFreeIds];
  size_t free_count;
  size_t input_start, input_end, output_used;
  _Alignas(8) uint8_t input[kInputSize];
  uint8_t output[kOutputSize];
};

struct event {
  uint32_t object, opcode;
  // Without the header.
  const uint32_t *arguments;
  size_t words;
};

struct global {
  uint32_t name, version;
  char interface[64];
};

struct globals {
  uint32_t registry;
  size_t count;
  struct global list[kMaxGlobals];
};

_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

void wire_connect(struct wire *w, const char *path);
void wire_close(struct wire *w);
uint32_t wire_new_id(struct wire *w);

// Queues a request whose arguments are all words.
void wire_request(struct wire *w, uint32_t object, uint32_t opcode, const uint32_t *arguments, size_t words);
// Sends all that is queued, with `fd` attached unless it is -1.
void wire_flush(struct wire *w, int fd);
// Sends ready-made messages; nothing may be queued.
void wire_send(struct wire *w, const void *bytes, size_t length);
// The next event that is not wl_display's, waiting for it. Valid until the next call. wl_display.error is a
// failure.
struct event wire_next(struct wire *w);

// Queues wl_display.sync; returns the callback's id.
uint32_t wire_sync(struct wire *w);
// Sends all that is queued, reads until `callback` is done, and leaves other events out. Returns its data.
uint32_t wire_wait(struct wire *w, uint32_t callback);

// wl_display.get_registry and a round trip.
void wire_globals(struct wire *w, struct globals *globals);
// Queues wl_registry.bind; returns the object's id. An interface that is not offered in that version is a
// failure.
uint32_t wire_bind(struct wire *w, const struct globals *globals, const char *interface, uint32_t version);
