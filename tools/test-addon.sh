#!/usr/bin/env bash
# Builds the C++ tests with AddressSanitizer and UndefinedBehaviorSanitizer and runs them.
set -euo pipefail
cd "$(dirname "$0")/.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { cmake -S . -B build/tests -G Ninja -DDECANT_TESTS=ON -DDECANT_SANITIZE=ON -DCMAKE_BUILD_TYPE=Debug &&
  cmake --build build/tests; } > "$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
ctest --test-dir build/tests --output-on-failure
