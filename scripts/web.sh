#!/usr/bin/env bash
# Builds the web apps into web/dist, unless nothing they are made of has changed since.
set -euo pipefail
cd "$(dirname "$0")/../web"
sources=$(find . -path ./node_modules -prune -o -path ./dist -prune -o -type f -print | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -d' ' -f1)
stamp=dist/.built
[ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$sources" ] || exit 0
lock=node_modules/.lock-hash
want=$(sha256sum package-lock.json | cut -d' ' -f1)
if [ ! -f "$lock" ] || [ "$(cat "$lock")" != "$want" ]; then
  npm ci --no-audit --no-fund
  echo "$want" > "$lock"
fi
npm run build
echo "$sources" > "$stamp"
