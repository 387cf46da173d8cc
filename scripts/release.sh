#!/usr/bin/env bash
# Static binaries for every platform an office has.   usage: scripts/release.sh LDFLAGS
#   scripts/release.sh --check   only compiles, for two platforms that are not this one, and keeps nothing
set -euo pipefail
cd "$(dirname "$0")/.."

build() { # target, output, further arguments of go build
  local target=$1 out=$2
  shift 2
  CGO_ENABLED=0 GOOS=${target%/*} GOARCH=${target#*/} go build "$@" -o "$out" ./cmd/jemput
}

if [ "${1:-}" = --check ]; then
  for target in windows/arm64 darwin/arm64; do
    build "$target" /dev/null
    echo "$target compiles"
  done
  exit
fi

mkdir -p bin/release
for target in linux/amd64 linux/arm64 windows/amd64 windows/arm64 darwin/amd64 darwin/arm64; do
  out=bin/release/jemput-${target/\//-}
  [[ $target != windows/* ]] || out=$out.exe
  build "$target" "$out" -ldflags "$1"
  echo "$out"
done
