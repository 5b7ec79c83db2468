#!/usr/bin/env bash
# clang-format over all C++, clang-tidy over the addon's core. The compiler flags come from the test build's configuration, so
# that nothing must be built first; the binding, which needs Node-API's headers, is not in it.
set -euo pipefail
cd "$(dirname "$0")/.."
clang-format --dry-run -Werror addon/src/*.{h,cc} addon/src/binding/*.{h,cc} addon/tests/*.{h,cc} \
  tests/emulators/*/*.{h,cc} tests/vm/*/*.cc
cmake -S . -B build/asan -DDECANT_TESTS=ON -DDECANT_SANITIZE=ON > /dev/null
printf '%s\0' addon/src/*.cc |
  xargs -0 -n 2 -P 2 clang-tidy --quiet --warnings-as-errors='*' -p build/asan 2> /dev/null
