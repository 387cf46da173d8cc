#!/usr/bin/env bash
# Everything that must hold before a change lands. Each stage says how long it took.
set -euo pipefail
cd "$(dirname "$0")/.."

stage() {
  local name=$1 began=$SECONDS
  shift
  echo "== $name"
  "$@"
  echo "== $name: $((SECONDS - began)) s"
}

stage "install" scripts/install.sh
stage "areas" make -s areas
stage "web apps" make -s web
stage "format" scripts/format.sh
stage "vet" go vet ./...
stage "lint" make -s lint
stage "web types and lint" npm --prefix web run check
stage "web budgets" npm --prefix web run budget
stage "web unit tests" npm --prefix web test
# Everything at full strength, then with the race detector at a fifth of the random cases (-short) and without the tests that
# make a whole city. The detector needs cgo; the product itself is built without.
stage "Go tests, SQLite and PostgreSQL" scripts/postgres.sh go test ./...
stage "Go tests, race detector" env CGO_ENABLED=1 scripts/postgres.sh go test -race -short ./...
stage "build" make -s build
stage "builds for other systems" scripts/release.sh --check
stage "wallets that others wrote" scripts/wallets.sh
stage "browser tests" scripts/browser.sh
