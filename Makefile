# jemput: what a newcomer and CI type. `make help` lists it.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
GO ?= go
VERSION := $(shell git describe --always --dirty 2>/dev/null || echo unversioned)
LDFLAGS := -s -w -X main.version=$(VERSION)
export CGO_ENABLED ?= 0
export GOFLAGS ?= -trimpath

.PHONY: help run build areas web check test test-go test-web test-browser test-wallets lint bench release clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: build ## builds everything and starts the demo city at http://127.0.0.1:8480
	bin/jemput demo --addr 127.0.0.1:8480 --data .cache/demo

build: areas web ## bin/jemput, static, with the web apps and the areas inside
	$(GO) build -ldflags '$(LDFLAGS)' -o bin/jemput ./cmd/jemput

areas: ## the embedded file of Indonesia's areas
	scripts/areas.sh

web: ## the web apps into web/dist
	scripts/web.sh

check: areas web ## the fast part: formatting, vet, lint, types, Go tests on SQLite, web unit tests
	scripts/format.sh
	$(GO) vet ./...
	$(GO) test ./...
	cd web && npm run check && npm run budget && npm test

test: ## everything; installs what it needs
	scripts/test.sh

lint: ## staticcheck over all Go code
	cd tools && $(GO) build -o ../bin/staticcheck honnef.co/go/tools/cmd/staticcheck
	bin/staticcheck ./...

bench: build ## the long measurements
	scripts/bench.sh

release: areas web ## static binaries for six platforms into bin/release
	scripts/release.sh '$(LDFLAGS)'

clean: ## removes what was built; the demo's data too
	rm -rf bin web/dist/*/ .cache
