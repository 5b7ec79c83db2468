// The client of the benchmark: one measure a run, the result as a line of JSON.
//
//   client throughput SOCKET KINDS seconds|messages AMOUNT
//       requests a second; KINDS: see load.h, several joined by +
//   client roundtrip  SOCKET COUNT
//       microseconds from wl_display.sync to its answer
//   client frames     SOCKET COUNT
//       microseconds from a frame's commit to the host's, see frames.h
//   client connect    SOCKET COUNT PAUSE_MS
//       milliseconds of connect + registry + sync, PAUSE_MS apart
//   client idle       SOCKET
//       a connection that is set up and then silent
//
// Prints {"ready":true} when it is set up, begins when a byte comes on stdin, and keeps its connection after
// the result until stdin ends: so the bench can look at the relay's processes before, after, and while
// nothing happens.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "frames.h"
#include "load.h"
#include "samples.h"
#include "wire.h"

enum { kMaxKinds = 4, kBatchesPerSync = 8, kSyncsAhead = 2, kWarmUpRoundTrips = 200, kMaxSamples = 1000000 };

static void wait_for_go(void) {
  char byte;
  puts("{\"ready\":true}");
  fflush(stdout);
  if (read(STDIN_FILENO, &byte, 1) != 1) exit(0);
}

static void wait_for_end(void) {
  char byte;
  fflush(stdout);
  while (read(STDIN_FILENO, &byte, 1) == 1) {
  }
}

static void print_percentiles(double *samples, size_t count) {
  sort_samples(samples, count);
  printf("{\"count\":%zu,\"p50\":%.3f,\"p90\":%.3f,\"p99\":%.3f}\n", count, samples[count / 2],
         samples[count * 9 / 10], samples[count * 99 / 100]);
}

static double *new_samples(size_t count) {
  if (count == 0 || count > kMaxSamples) fail("a count from 1 to %d is needed", kMaxSamples);
  double *samples = calloc(count, sizeof *samples);
  if (!samples) fail("out of memory");
  return samples;
}

// Reads events until at most `ahead` of the syncs sent are unanswered: any event but wl_display's is a
// `done`.
static void catch_up(struct wire *w, size_t *unanswered, size_t ahead) {
  while (*unanswered > ahead) {
    wire_next(w);
    --*unanswered;
  }
}

static size_t fill_batches(struct batch *batches, const struct stage *stage, char *kinds) {
  size_t count = 0;
  for (char *kind = strtok(kinds, "+"); kind; kind = strtok(NULL, "+")) {
    if (count == kMaxKinds) fail("at most %d kinds", kMaxKinds);
    load_fill(&batches[count++], stage, kind);
  }
  if (count == 0) fail("which kinds of requests?");
  return count;
}

static void throughput(struct wire *w, char *kinds, double seconds, double messages) {
  static struct batch batches[kMaxKinds];
  struct stage stage;
  load_set_up(w, &stage);
  const size_t kind_count = fill_batches(batches, &stage, kinds);
  wait_for_go();
  const double start = now_us();
  size_t sent = 0, unanswered = 0;
  while (messages > 0 ? (double)sent * kBatchMessages < messages : now_us() - start < seconds * 1e6) {
    const struct batch *batch = &batches[sent++ % kind_count];
    wire_send(w, batch->bytes, batch->length);
    if (sent % kBatchesPerSync != 0) continue;
    wire_sync(w);
    wire_flush(w, -1);
    unanswered++;
    // The last answers are what says that the host has taken all; the few outstanding keep the relay busy.
    catch_up(w, &unanswered, kSyncsAhead);
  }
  catch_up(w, &unanswered, 0);
  wire_wait(w, wire_sync(w));
  const double elapsed = (now_us() - start) / 1e6;
  const double total = (double)sent * kBatchMessages;
  printf("{\"messages\":%.0f,\"seconds\":%.6f,\"perSecond\":%.0f}\n", total, elapsed, total / elapsed);
  wait_for_end();
}

static void roundtrip(struct wire *w, size_t count) {
  double *samples = new_samples(count);
  for (int i = 0; i < kWarmUpRoundTrips; i++) wire_wait(w, wire_sync(w));
  wait_for_go();
  for (size_t i = 0; i < count; i++) {
    const double start = now_us();
    wire_wait(w, wire_sync(w));
    samples[i] = now_us() - start;
  }
  print_percentiles(samples, count);
  wait_for_end();
  free(samples);
}

static void frames(struct wire *w, size_t count) {
  struct frame_source source;
  double *relayed = new_samples(count), *copied = new_samples(count);
  frames_set_up(w, &source);
  wait_for_go();
  frames_measure(w, &source, count, relayed, copied);
  sort_samples(relayed, count);
  sort_samples(copied, count);
  printf("{\"messages\":%zu,\"relayed\":%.3f,\"copied\":%.3f}\n", 4 * count, relayed[count / 2],
         copied[count / 2]);
  wait_for_end();
  free(relayed);
  free(copied);
}

static void connect_often(struct wire *w, const char *path, size_t count, useconds_t pause_us) {
  struct globals globals;
  double *samples = new_samples(count);
  wait_for_go();
  for (size_t i = 0; i < count; i++) {
    if (pause_us > 0) usleep(pause_us);
    const double start = now_us();
    wire_connect(w, path);
    wire_globals(w, &globals);
    samples[i] = (now_us() - start) / 1e3;
    wire_close(w);
    if (globals.count == 0) fail("no globals");
  }
  print_percentiles(samples, count);
  wait_for_end();
  free(samples);
}

static void idle(struct wire *w) {
  struct stage stage;
  load_set_up(w, &stage);
  wait_for_go();
  puts("{}");
  wait_for_end();
}

int main(int argc, char **argv) {
  static struct wire wire;
  const char *measure = argc > 2 ? argv[1] : "";
  if (strcmp(measure, "connect") == 0 && argc == 5) {
    connect_often(&wire, argv[2], strtoul(argv[3], NULL, 10), (useconds_t)strtoul(argv[4], NULL, 10) * 1000);
    return 0;
  }
  if (argc > 2) wire_connect(&wire, argv[2]);
  if (strcmp(measure, "throughput") == 0 && argc == 6) {
    const double amount = strtod(argv[5], NULL);
    const int counted = strcmp(argv[4], "messages") == 0;
    throughput(&wire, argv[3], counted ? 0 : amount, counted ? amount : 0);
  } else if (strcmp(measure, "roundtrip") == 0 && argc == 4) {
    roundtrip(&wire, strtoul(argv[3], NULL, 10));
  } else if (strcmp(measure, "frames") == 0 && argc == 4) {
    frames(&wire, strtoul(argv[3], NULL, 10));
  } else if (strcmp(measure, "idle") == 0 && argc == 3) {
    idle(&wire);
  } else {
    fputs("usage: see the head of client.c\n", stderr);
    return 2;
  }
  wire_close(&wire);
  return 0;
}
