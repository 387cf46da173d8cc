#!/usr/bin/env bash
# Starts a throw-away PostgreSQL for tests, runs the given command with its address in
# JEMPUT_TEST_POSTGRES, stops it and removes it.   usage: scripts/postgres.sh COMMAND [ARG ...]
set -euo pipefail
if [ -n "${JEMPUT_TEST_POSTGRES:-}" ]; then exec "$@"; fi
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb 2>/dev/null || true)")
[ -x "$bin/initdb" ] || { echo "PostgreSQL's server is missing: run scripts/install.sh, or install the package 'postgresql'" >&2; exit 1; }
dir=$(mktemp -d)
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
[ "$(id -u)" != 0 ] || chown postgres "$dir"
port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
stop() { as "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true; rm -rf "$dir"; }
trap stop EXIT
cd "$dir"
as "$bin/initdb" -D "$dir/data" -U jemput -A trust --no-sync >/dev/null
as "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w start \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=300 -c max_pred_locks_per_transaction=256" >/dev/null
cd "$OLDPWD"
JEMPUT_TEST_POSTGRES="postgres://jemput@127.0.0.1:$port/postgres?sslmode=disable" "$@"
