#!/usr/bin/env bash
# Installs the npm packages of a folder as its lock file has them, unless they are there.   usage: scripts/npm.sh FOLDER
set -euo pipefail
cd "$1"
want=$(cksum <package-lock.json)
[ "$(cat node_modules/.lock-hash 2>/dev/null || true)" != "$want" ] || exit 0
npm ci --no-audit --no-fund
echo "$want" >node_modules/.lock-hash
