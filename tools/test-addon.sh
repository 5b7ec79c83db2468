#!/usr/bin/env bash
# Builds the C++ tests with AddressSanitizer and UndefinedBehaviorSanitizer and runs them.
set -euo pipefail
cd "$(dirname "$0")/.."
export ASAN_OPTIONS=detect_leaks=1:halt_on_error=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { cmake -S . -B build/asan -DDECANT_TESTS=ON -DDECANT_SANITIZE=ON && cmake --build build/asan -j2; } > "$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
exec ctest --test-dir build/asan --output-on-failure --no-tests=error
