package db_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"
)

// TestManyRows inserts and reads numbers of rows around the sizes at which a statement is full.
func TestManyRows(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		for _, n := range []int{0, 1, 31, 32, 33, 63, 64, 65, 200} {
			names := make([]string, n)
			for i := range names {
				names[i] = fmt.Sprintf("%d of %d", i, n)
			}
			insert := func(value string) error {
				return d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
					return db.InsertMany(ctx, tx, `INSERT INTO node_setting (name, value) VALUES `, 2,
						` ON CONFLICT (name) DO UPDATE SET value = excluded.value || node_setting.value`, n,
						func(dst []any, i int) []any { return append(dst, names[i], value) })
				})
			}
			if err := errors.Join(insert("b"), insert("a")); err != nil {
				t.Fatalf("%d rows: %v", n, err)
			}
			var got []string
			err := db.InPieces(names, func(args []any, in string) error {
				if len(args) > db.MaxParameters {
					t.Errorf("%d rows: %d parameters", n, len(args))
				}
				return db.Each(ctx, d.Read(), func(r db.Row) error {
					var name, value string
					err := r.Scan(&name, &value)
					if value != "ab" {
						t.Errorf("%s is %q: the tail did not hold", name, value)
					}
					got = append(got, name)
					return err
				}, `SELECT name, value FROM node_setting WHERE name IN (`+in+`) ORDER BY name`, args...)
			})
			slices.Sort(got)
			slices.Sort(names)
			if err != nil || !slices.Equal(got, names) {
				t.Fatalf("%d rows went in, %d came out: %v", n, len(got), err)
			}
		}
	})
}

func TestEachStopsAtTheFirstError(t *testing.T) {
	d := dbtest.SQLite(t)
	stop, calls := errors.New("stop"), 0
	err := db.Each(context.Background(), d.Read(), func(db.Row) error { calls++; return stop }, `SELECT 1 UNION ALL SELECT 2`)
	if !errors.Is(err, stop) || calls != 1 {
		t.Errorf("%d calls, %v", calls, err)
	}
}

func TestListCountsOn(t *testing.T) {
	if got := db.List(3, 3); got != "$3,$4,$5" {
		t.Error(got)
	}
	if got := db.List(1, 0); got != "" {
		t.Error(got)
	}
}

func TestAllCollectsOrFails(t *testing.T) {
	ctx, d := context.Background(), dbtest.SQLite(t)
	got, err := db.All(ctx, d.Read(), db.Value[int64], `SELECT 1 UNION ALL SELECT 2 ORDER BY 1`)
	if err != nil || !slices.Equal(got, []int64{1, 2}) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := db.All(ctx, d.Read(), db.Value[int64], `SELECT 1 UNION ALL SELECT 'a' ORDER BY 1`); err == nil || got != nil {
		t.Errorf("a text as a number: %v, %v", got, err)
	}
}
