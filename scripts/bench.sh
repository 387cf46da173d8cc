#!/usr/bin/env bash
# The long measurements. Ratios hold from machine to machine, absolute figures do not.
set -euo pipefail
cd "$(dirname "$0")/.."
echo "== import of 168,015 residents beside bare inserts"
bin/jemput bench import --json
echo "== search over 250,000 and 1,200,000 residents (p50-ms, p99-ms)"
go test -run xxx -bench 'Search/.*/all' -benchtime 3000x ./internal/register
echo "== issuing beside its curve operations"
go test -run xxx -bench . -benchtime 3000x ./internal/issuer ./sdjwt ./mdoc
echo "== the board, at the demo's counters and ten times as many"
go test -run xxx -bench Board -benchtime 3000x ./internal/target
echo "== start of the demo"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for round in first second; do
  began=$(date +%s%N)
  bin/jemput demo --addr 127.0.0.1:0 --data "$folder" --json >"$folder/out" &
  demo=$!
  until [ -s "$folder/out" ]; do sleep 0.02; done
  echo "$round start: $((($(date +%s%N) - began) / 1000000)) ms"
  kill "$demo"
  wait "$demo" || true
  rm "$folder/out"
done
