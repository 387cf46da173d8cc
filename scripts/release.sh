#!/usr/bin/env bash
# Static binaries for every platform an office has.   usage: scripts/release.sh LDFLAGS
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p bin/release
for target in linux/amd64 linux/arm64 windows/amd64 windows/arm64 darwin/amd64 darwin/arm64; do
  os=${target%/*} arch=${target#*/}
  out=bin/release/jemput-$os-$arch
  [ "$os" != windows ] || out=$out.exe
  CGO_ENABLED=0 GOOS=$os GOARCH=$arch go build -ldflags "$1" -o "$out" ./cmd/jemput
  echo "$out"
done
