#!/usr/bin/env bash
# Builds the emulated devices of the tests into build/emulators. Prints nothing but a failed build's output.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build
# Of two that come at once, one builds and the other waits.
exec 9> build/.emulators-lock
flock 9
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { cmake -S . -B build/emulators -DDECANT_EMULATORS=ON && cmake --build build/emulators -j2; } > "$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
