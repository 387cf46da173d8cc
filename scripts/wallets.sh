#!/usr/bin/env bash
# Wallet software that others wrote takes a credential from the built program; and is refused what must be refused.
set -euo pipefail
cd "$(dirname "$0")/../e2e/wallets"
want=$(cksum <package-lock.json)
if [ "$(cat node_modules/.lock-hash 2>/dev/null || true)" != "$want" ]; then
  npm ci --no-audit --no-fund
  echo "$want" > node_modules/.lock-hash
fi
../../scripts/postgres.sh node --test --test-timeout=300000 ./*.test.mjs
