#define _GNU_SOURCE
#include "samples.h"

#include <stdlib.h>
#include <time.h>

double now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_value(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

void sort_samples(double *samples, size_t count) { qsort(samples, count, sizeof *samples, by_value); }
