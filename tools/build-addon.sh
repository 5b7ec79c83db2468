#!/usr/bin/env bash
# Builds the addon if a source is newer than it. Prints nothing but a failed build's output.
set -euo pipefail
cd "$(dirname "$0")/.."
target=build/Release/decant_addon.node
if [ -e "$target" ] && [ -z "$(find addon/src CMakeLists.txt package.json -newer "$target" -type f -print -quit)" ]; then
  exit 0
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! npx --no-install cmake-js compile --out build > "$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
touch "$target"
