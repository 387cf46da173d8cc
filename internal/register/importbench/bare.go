package importbench

import (
	"context"
	"time"

	"jemput/internal/db"
)

const (
	columns = `no, id, nik_hash, name, sex, birth_date, area, marital, citizenship, ktp_status, life, warnings, sealed, source, source_row, version`
	width   = 16
	perTx   = 1 << 14 // rows to a transaction, as the import has them
)

// insertBare copies the finished residents of src into a fresh database, in the same order and
// transactions, and gives the time that the inserts took; reading them is left out.
func insertBare(ctx context.Context, src *db.DB, path string, now func() time.Time) (took time.Duration, err error) {
	d, err := fresh(ctx, path)
	if err != nil {
		return 0, err
	}
	defer d.Close()
	for last := int64(-1); ; {
		rows, err := read(ctx, src, last)
		if err != nil || len(rows) == 0 {
			return took, err
		}
		last = rows[len(rows)-1][0].(int64)
		began := now()
		if err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return insert(ctx, tx, rows) }); err != nil {
			return 0, err
		}
		took += now().Sub(began)
	}
}

func read(ctx context.Context, d *db.DB, last int64) ([][]any, error) {
	return db.All(ctx, d.Read(), func(r db.Row) ([]any, error) {
		values, into := make([]any, width), make([]any, width)
		for i := range values {
			into[i] = &values[i]
		}
		return values, r.Scan(into...)
	}, `SELECT `+columns+` FROM resident WHERE no > $1 ORDER BY no LIMIT $2`, last, int64(perTx))
}

func insert(ctx context.Context, tx db.Tx, rows [][]any) error {
	return db.InsertMany(ctx, tx, `INSERT INTO resident (`+columns+`) VALUES `, width, ``, len(rows),
		func(dst []any, i int) []any { return append(dst, rows[i]...) })
}
