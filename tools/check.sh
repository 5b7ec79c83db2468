#!/usr/bin/env bash
# `npm run check`: types are right, and what is generated is what the generator makes.
set -euo pipefail
cd "$(dirname "$0")/.."
npx --no-install tsc -p tsconfig.json --noEmit --incremental false
node dist/tools/scanner/main.js --check
