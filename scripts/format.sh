#!/usr/bin/env bash
# Fails and lists the Go files that gofmt would change.
set -euo pipefail
bad=$(gofmt -l $(git ls-files '*.go'))
[ -z "$bad" ] || { echo "run gofmt -w on:" >&2; echo "$bad" >&2; exit 1; }
