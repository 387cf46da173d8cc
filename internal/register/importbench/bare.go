package importbench

import (
	"context"
	"strconv"
	"strings"
	"time"

	"jemput/internal/db"
)

const (
	columns   = `no, id, nik_hash, name, sex, birth_date, area, marital, citizenship, ktp_status, life, warnings, sealed, source, source_row, version`
	width     = 16
	perInsert = 4       // rows to a statement: the fastest with this driver
	perTx     = 1 << 14 // rows to a transaction, as the import has them
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
	rows, err := d.Read().QueryContext(ctx, `SELECT `+columns+` FROM resident WHERE no > $1 ORDER BY no LIMIT $2`, last, int64(perTx))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := make([][]any, 0, perTx)
	for rows.Next() {
		values, into := make([]any, width), make([]any, width)
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		all = append(all, values)
	}
	return all, rows.Err()
}

func insert(ctx context.Context, tx db.Tx, rows [][]any) error {
	for _, n := range []int{perInsert, 1} {
		stmt, err := tx.PrepareContext(ctx, statement(n))
		if err != nil {
			return err
		}
		defer stmt.Close()
		args := make([]any, 0, n*width)
		for len(rows) >= n {
			args = args[:0]
			for _, r := range rows[:n] {
				args = append(args, r...)
			}
			if _, err := stmt.ExecContext(ctx, args...); err != nil {
				return err
			}
			rows = rows[n:]
		}
	}
	return nil
}

func statement(rows int) string {
	var b strings.Builder
	b.WriteString(`INSERT INTO resident (` + columns + `) VALUES `)
	for i := range rows * width {
		switch {
		case i == 0:
			b.WriteByte('(')
		case i%width == 0:
			b.WriteString("),(")
		default:
			b.WriteByte(',')
		}
		b.WriteString("$" + strconv.Itoa(i+1))
	}
	b.WriteByte(')')
	return b.String()
}
