package db_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"
)

func TestConcurrentWritersAllSucceedOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		set(t, d, "n", "0")
		var wg sync.WaitGroup
		for range 16 {
			wg.Go(func() {
				for range 5 {
					if err := d.InTx(ctx, increment); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if got := get(t, d, "n"); got != "80" {
			t.Fatalf("80 increments by 16 writers left %s", got)
		}
	})
}

func increment(ctx context.Context, tx db.Tx) error {
	var n int64
	if err := tx.QueryRowContext(ctx, `SELECT CAST(value AS BIGINT) FROM node_setting WHERE name = $1`, "n").Scan(&n); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE node_setting SET value = $1 WHERE name = $2`, strconv.FormatInt(n+1, 10), "n")
	return err
}

func TestFailedTransactionChangesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		set(t, d, "n", "before")
		stop := errors.New("stop")
		err := d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
			if _, err := tx.ExecContext(ctx, `UPDATE node_setting SET value = 'after' WHERE name = 'n'`); err != nil {
				return err
			}
			return stop
		})
		if !errors.Is(err, stop) || get(t, d, "n") != "before" {
			t.Fatalf("err %v, value %s", err, get(t, d, "n"))
		}
	})
}

func TestUniqueViolationIsRecognised(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		set(t, d, "n", "1")
		err := d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
			_, err := tx.ExecContext(ctx, `INSERT INTO node_setting (name, value) VALUES ('n', '2')`)
			return err
		})
		if !db.IsUnique(err) {
			t.Fatalf("got %v", err)
		}
	})
}

func TestMigrateTwiceAppliesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		applied, err := d.Migrate(context.Background())
		if err != nil || len(applied) != 0 {
			t.Fatalf("applied %v, %v", applied, err)
		}
	})
}

func set(t *testing.T, d *db.DB, name, value string) {
	t.Helper()
	err := d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO node_setting (name, value) VALUES ($1, $2)`, name, value)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, d *db.DB, name string) (value string) {
	t.Helper()
	if err := d.Read().QueryRowContext(context.Background(), `SELECT value FROM node_setting WHERE name = $1`, name).Scan(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestDatabaseFileIsItsOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("rights are kept otherwise there")
	}
	path := filepath.Join(t.TempDir(), "jemput.db") // in a folder that everybody may look into
	d, err := db.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	if _, err := d.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, path + "-wal"} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", filepath.Base(name), info.Mode(), err)
		}
	}
}
