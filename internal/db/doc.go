// Package db owns the connection to the database, on either engine: SQLite (a file, one
// binary, a city) or PostgreSQL (many stateless processes, a nation).
//
// It owns the drivers, the pools, transactions with their retries, and the migrations.
// All SQL of the product is one text for both engines: $1 placeholders, times as BIGINT
// microseconds since 1970 UTC, days as TEXT YYYY-MM-DD, ids as TEXT, explicit ordering.
//
// Invariants: a write happens only inside InTx; a transaction that InTx reported as done
// is on disk; a function given to InTx may run more than once and must not act outside
// the transaction.
package db
