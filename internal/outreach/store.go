package outreach

import (
	"context"
	"strconv"
	"strings"

	"jemput/internal/db"
)

// maxParameters bounds a statement: the SQLite driver binds numbered parameters in time that grows
// with the square of their number.
const maxParameters = 64

// insertMany inserts n rows of the given number of columns, several to a statement. head is
// "INSERT INTO t (…) VALUES ", tail what follows the values; args appends the values of row i.
func insertMany(ctx context.Context, tx db.Tx, head string, columns int, tail string, n int, args func(dst []any, i int) []any) error {
	per := max(1, min(n, maxParameters/columns))
	full, err := tx.PrepareContext(ctx, head+tuples(per, columns)+tail)
	if err != nil {
		return err
	}
	defer full.Close()
	buf := make([]any, 0, per*columns)
	for i := 0; i < n; i += per {
		buf = buf[:0]
		for j := i; j < min(i+per, n); j++ {
			buf = args(buf, j)
		}
		if len(buf) == per*columns {
			_, err = full.ExecContext(ctx, buf...)
		} else {
			_, err = tx.ExecContext(ctx, head+tuples(n-i, columns)+tail, buf...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// tuples is "($1,$2),($3,$4)" for two rows of two columns.
func tuples(rows, columns int) string {
	all := make([]string, rows)
	for i := range all {
		all[i] = "(" + list(i*columns+1, columns) + ")"
	}
	return strings.Join(all, ",")
}

// list is "$first,$first+1,…".
func list(first, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(first + i))
	}
	return b.String()
}

// inPieces calls each with the ids as arguments and "$1,$2,…", as many at a time as a statement takes.
func inPieces(ids []string, each func(args []any, in string) error) error {
	for len(ids) > 0 {
		n := min(len(ids), maxParameters)
		args := make([]any, n)
		for i := range n {
			args[i] = ids[i]
		}
		if err := each(args, list(1, n)); err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
}

// scanner is a row or rows of a query.
type scanner interface{ Scan(dest ...any) error }

// eachRow calls scan for every row of a query.
func eachRow(ctx context.Context, q db.Querier, scan func(scanner) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
