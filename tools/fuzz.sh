#!/usr/bin/env bash
# Fuzzes the relay: bash tools/fuzz.sh [SECONDS] [LIBFUZZER-FLAGS...]. Needs a build (`npm run build`).
# Inputs that reach new code go to .fuzz/corpus (`node dist/tests/fuzz/seeds.js .fuzz/corpus` for a beginning); the
# small ones among them are kept in tests/fuzz/corpus. libFuzzer's -merge does not work under node.
# A crash is left in .fuzz/crash-*; replay it by `bash tools/fuzz.sh 0 .fuzz/crash-…`.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
shift || true
mkdir -p .fuzz/corpus
corpora=(.fuzz/corpus tests/fuzz/corpus)
for flag in "$@"; do
  case $flag in
    -*) ;;
    *) corpora=() ;;
  esac
done
if ! printf '%s\n2.38\n' "$(getconf GNU_LIBC_VERSION | cut -d' ' -f2)" | sort -V -C -r; then
  # The fuzzer's binary wants a newer C library than this system's.
  cc -shared -fPIC -o .fuzz/older-libc.so tools/fuzz/older-libc.c
  export LD_PRELOAD=$PWD/.fuzz/older-libc.so
  export NODE_OPTIONS="${NODE_OPTIONS:-} --import ./dist/tools/fuzz/older-libc.js"
fi
exec node node_modules/@jazzer.js/core/dist/cli.js dist/tests/fuzz/relay.fuzz.js \
  --sync --disableBugDetectors='.*' --includes=dist/src/wire --includes=dist/src/peer \
  -- "${corpora[@]}" -max_total_time="$seconds" -artifact_prefix=.fuzz/ -max_len=4096 -print_final_stats=1 "$@"
