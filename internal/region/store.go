package region

import (
	"context"
	"fmt"
	"time"

	"jemput/internal/db"
)

// outline is a kelurahan's stored outline.
type outline struct{ code, geometry string }

// replaceOutlines puts a city's outlines in the place of all it had; none takes the import away as well.
func replaceOutlines(ctx context.Context, tx db.Tx, city string, list []outline, at time.Time) error {
	// The row of the import is written first: two imports of one city at a time then wait for each other.
	if _, err := tx.ExecContext(ctx, `INSERT INTO region_import (city, imported_at) VALUES ($1, $2)
		ON CONFLICT (city) DO UPDATE SET imported_at = excluded.imported_at`, city, db.Micros(at)); err != nil {
		return fmt.Errorf("store import of outlines: %w", err)
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM region_outline WHERE city = $1`, city); err != nil {
		return fmt.Errorf("delete outlines: %w", err)
	}
	if len(list) == 0 {
		if _, err := tx.ExecContext(ctx, `DELETE FROM region_import WHERE city = $1`, city); err != nil {
			return fmt.Errorf("delete import of outlines: %w", err)
		}
		return nil
	}
	err := db.InsertMany(ctx, tx, `INSERT INTO region_outline (code, city, geometry) VALUES `, 3, ``, len(list),
		func(dst []any, i int) []any { return append(dst, list[i].code, city, list[i].geometry) })
	if err != nil {
		return fmt.Errorf("store outlines: %w", err)
	}
	return nil
}

// outlinesOf are a city's outlines in code order and when they were imported; none if it has none.
func outlinesOf(ctx context.Context, q db.Querier, city string) (list []outline, at time.Time, err error) {
	err = db.Each(ctx, q, func(r db.Row) error {
		var o outline
		var micros int64
		err := r.Scan(&o.code, &o.geometry, &micros)
		list, at = append(list, o), db.Time(micros)
		return err
	}, `SELECT o.code, o.geometry, i.imported_at FROM region_outline o
		JOIN region_import i ON i.city = o.city WHERE o.city = $1 ORDER BY o.code`, city)
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("read outlines: %w", err)
	}
	return list, at, nil
}
