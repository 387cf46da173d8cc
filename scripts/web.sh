#!/usr/bin/env bash
# Builds the web apps into web/dist, unless nothing they are made of has changed since.
set -euo pipefail
cd "$(dirname "$0")/../web"
sources=$(find . \( -path ./node_modules -o -path ./dist \) -prune -o -type f -print | LC_ALL=C sort | xargs cat | cksum)
stamp=dist/.built
[ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$sources" ] || exit 0
../scripts/npm.sh .
npm run build
echo "$sources" >"$stamp"
