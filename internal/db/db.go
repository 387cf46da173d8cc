package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // PostgreSQL driver, registered as "pgx"
	_ "modernc.org/sqlite"             // SQLite driver without cgo, registered as "sqlite"
)

// Engine names the database system behind a DB.
type Engine string

// The two engines.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// Tx is a running write transaction.
type Tx = *sql.Tx

// Querier is what both a pool and a transaction can do.
type Querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// DB is an open database. Safe for concurrent use.
type DB struct {
	engine Engine
	write  *sql.DB // SQLite: exactly one connection, transactions start immediate
	read   *sql.DB // SQLite: query_only connections; PostgreSQL: the same pool as write
}

// Open connects to address: a postgres:// URL, or the path of a SQLite file, which is created if missing.
// It does not migrate.
func Open(ctx context.Context, address string) (*DB, error) {
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return openPostgres(ctx, address)
	}
	return openSQLite(ctx, address)
}

func openPostgres(ctx context.Context, address string) (*DB, error) {
	pool, err := sql.Open("pgx", address)
	if err != nil {
		return nil, errors.New("db: the PostgreSQL address cannot be read") // the address may hold a password
	}
	pool.SetMaxOpenConns(4 * max(4, runtime.GOMAXPROCS(0)))
	pool.SetMaxIdleConns(8)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	if err := pool.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("db: connect to PostgreSQL: %w", err), pool.Close())
	}
	return &DB{engine: Postgres, write: pool, read: pool}, nil
}

func openSQLite(ctx context.Context, path string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("db: %w", err)
	}
	if err := ownFile(path); err != nil {
		return nil, fmt.Errorf("db: %w", err)
	}
	write, err := sql.Open("sqlite", sqliteAddress(path, "_txlock", "immediate"))
	if err != nil {
		return nil, fmt.Errorf("db: open %s: %w", path, err)
	}
	write.SetMaxOpenConns(1)
	if err := write.PingContext(ctx); err != nil { // creates the file, so that readers find it
		return nil, errors.Join(fmt.Errorf("db: open %s: %w", path, err), write.Close())
	}
	read, err := sql.Open("sqlite", sqliteAddress(path, "_pragma", "query_only(1)"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("db: open %s: %w", path, err), write.Close())
	}
	read.SetMaxOpenConns(max(4, 2*runtime.GOMAXPROCS(0)))
	read.SetMaxIdleConns(max(4, 2*runtime.GOMAXPROCS(0)))
	return &DB{engine: SQLite, write: write, read: read}, nil
}

// ownFile creates a missing file for its owner alone, whatever the folder allows; SQLite gives the files beside it the
// same rights. A file that is there is not opened: closing it again would drop the locks of this process on it.
func ownFile(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// sqliteAddress adds the settings every connection needs. synchronous=FULL because an
// acknowledged activation must survive a power cut, not only a crash of the process.
func sqliteAddress(path string, extra ...string) string {
	q := url.Values{"_pragma": {
		"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)",
		"cache_size(-16000)", "temp_store(MEMORY)",
	}}
	for i := 0; i < len(extra); i += 2 {
		q.Add(extra[i], extra[i+1])
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String()
}

// Engine says which database system this is. Only measurements and reports may ask.
func (d *DB) Engine() Engine { return d.engine }

// Read is the pool for reads outside a transaction.
func (d *DB) Read() Querier { return d.read }

// Close waits for running queries and closes all connections.
func (d *DB) Close() error {
	if d.read == d.write {
		return d.write.Close()
	}
	return errors.Join(d.read.Close(), d.write.Close())
}
