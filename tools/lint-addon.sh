#!/usr/bin/env bash
# clang-tidy over the addon's core; the bindings are left out, since Node-API's headers are not ours to mend.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -e build/tests/compile_commands.json ] ||
  cmake -S . -B build/tests -G Ninja -DDECANT_TESTS=ON -DDECANT_SANITIZE=ON -DCMAKE_BUILD_TYPE=Debug > /dev/null
printf '%s\n' addon/src/*.cc | grep -v '/poll.cc$' | xargs -P 2 -n 2 clang-tidy --quiet -p build/tests 2> /dev/null
