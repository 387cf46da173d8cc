#!/usr/bin/env bash
# Wallet software that others wrote takes a credential from the built program; and is refused what must be refused.
set -euo pipefail
cd "$(dirname "$0")/../e2e/wallets"
../../scripts/npm.sh .
../../scripts/postgres.sh node --test --test-timeout=300000 ./*.test.mjs
