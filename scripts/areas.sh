#!/usr/bin/env bash
# Makes internal/region/data/areas.gz, the areas that the program embeds, from the npm package that
# internal/region/gen/package.json names. Does nothing when the file is there and newer than what makes it.
#   usage: scripts/areas.sh
set -euo pipefail
cd "$(dirname "$0")/.."
gen=internal/region/gen
out=internal/region/data/areas.gz
newer() { [ -f "$out" ] || return 0; for f in "$gen"/package-lock.json "$gen"/main.go internal/region/encode.go; do [ "$f" -nt "$out" ] && return 0; done; return 1; }
newer || exit 0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cp "$gen/package.json" "$gen/package-lock.json" "$gen/.npmrc" "$dir"
(cd "$dir" && npm ci --ignore-scripts --loglevel=error >&2)
go run "./$gen" "$dir/node_modules/idn-area-data/data" "$out"
