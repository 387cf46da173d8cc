#!/usr/bin/env bash
# Browser tests: the built program, a real Chromium, people who click. Pictures of every screen land in e2e/out.
set -euo pipefail
cd "$(dirname "$0")/../e2e"
want=$(cksum <package-lock.json)
if [ "$(cat node_modules/.lock-hash 2>/dev/null || true)" != "$want" ]; then
  npm ci --no-audit --no-fund
  echo "$want" > node_modules/.lock-hash
fi
node --test --test-concurrency=1 --test-timeout=300000 tests/*.test.mjs
