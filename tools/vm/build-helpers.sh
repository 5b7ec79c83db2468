#!/usr/bin/env bash
# Compiles the small programs of tests/vm that ask kernel drivers for what no tool does, into build/vm.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p build/vm
for source in tests/vm/*/*.cc; do
  program=build/vm/$(basename "$source" .cc)
  [ "$program" -nt "$source" ] && continue
  g++ -std=c++20 -O1 -Wall -Wextra -Wshadow -Wconversion -Werror -o "$program" "$source"
done
