#!/usr/bin/env bash
# Builds the addon if a source is newer than it. Prints nothing but a failed build's output.
set -euo pipefail
cd "$(dirname "$0")/.."
target=build/Release/decant_addon.node

is_current() {
  [ -e "$target" ] && [ -z "$(find addon/src CMakeLists.txt package.json -newer "$target" -print -quit)" ]
}

is_current && exit 0
mkdir -p build
# Of two that find it old, one builds and the other waits.
exec 9> build/.addon-lock
flock 9
is_current && exit 0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! node_modules/.bin/cmake-js compile --out build > "$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
touch "$target"
