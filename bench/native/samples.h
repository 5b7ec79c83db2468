// Times that were taken, and the clock that they were taken with.
#pragma once

#include <stddef.h>

// Microseconds of CLOCK_MONOTONIC.
double now_us(void);
void sort_samples(double *samples, size_t count);
