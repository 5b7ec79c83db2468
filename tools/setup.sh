#!/usr/bin/env bash
# Installs and builds what is missing, and says what it does; silent and quick when all is there.
# --with=demo|test|bench|x11-programs (comma list) adds what those need. Needs root or sudo only to install Debian packages.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

lists=(build)
for word in "$@"; do
  case $word in
    --with=*)
      IFS=, read -ra more <<< "${word#--with=}"
      lists+=("${more[@]}")
      ;;
    *) fail "unknown argument $word" ;;
  esac
done
for list in "${lists[@]}"; do
  [ -e "tools/setup/packages-$list.txt" ] || fail "--with=$list is not known: demo, test, bench or x11-programs"
done
command -v dpkg-query > /dev/null || fail 'this is not Debian: install what tools/setup/packages-*.txt name by other means'

command -v node > /dev/null || fail 'node is missing: version 20.19 or later is needed'
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  fail "node $(node --version) is too old: version 20.19 or later is needed"

# Debian packages
wanted=$(for list in "${lists[@]}"; do sed 's/#.*//' "tools/setup/packages-$list.txt"; done | tr -s ' \n' '\n' | sed '/^$/d' | sort -u)
# shellcheck disable=SC2086 # one word a package
present=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2> /dev/null | sed -n 's/^installed //p' | sort -u || true)
missing=$(comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$present") | tr '\n' ' ')
if [ -n "${missing// /}" ]; then
  install="apt-get install -y --no-install-recommends $missing"
  by_hand="Debian packages are missing; as root, run: apt-get update && $install"
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo > /dev/null || fail "$by_hand"
    as_root=(sudo)
  fi
  say "installing Debian packages: $missing"
  "${as_root[@]}" apt-get -qq update > /dev/null || fail "$by_hand"
  # shellcheck disable=SC2086 # one word a package
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive $install -qq > /dev/null || fail "$by_hand"
fi

# npm packages
stamp=node_modules/.decant-setup
if [ ! -e "$stamp" ] || [ package.json -nt "$stamp" ]; then
  say 'installing npm packages'
  npm install --no-fund --no-audit --loglevel=error > /dev/null
  npx --no-install tap build > /dev/null
  touch "$stamp"
fi

# The addon, then TypeScript
if [ ! -e build/Release/decant_addon.node ] ||
  [ -n "$(find addon/src CMakeLists.txt package.json -newer build/Release/decant_addon.node -print -quit)" ]; then
  say 'building the addon'
  bash tools/build-addon.sh
fi
built=dist/.built
if [ ! -e "$built" ] || [ -n "$(find src tests tools bench package.json tsconfig.json -name node_modules -prune -o \
  \( -name '*.ts' -o -name '*.json' \) -newer "$built" -print -quit)" ]; then
  say 'compiling TypeScript'
  mkdir -p dist
  # What is edited while the compiler runs is newer than this mark, and is compiled next time.
  touch "$built.new"
  npm run --silent build:ts
  mv "$built.new" "$built"
fi
