#!/usr/bin/env bash
# Browser tests: the built program, a real Chromium, people who click. Pictures of every screen land in e2e/out.
set -euo pipefail
cd "$(dirname "$0")/../e2e"
../scripts/npm.sh .
node --test --test-concurrency=1 --test-timeout=300000 tests/*.test.mjs
