package db

import (
	"context"
	"strconv"
	"strings"
)

// MaxParameters bounds a statement: the SQLite driver binds numbered parameters in time that grows with the square
// of their number (measured with rows of 17 columns: best at 1 to 4 rows a statement).
const MaxParameters = 64

// InsertMany inserts n rows of the given number of columns, several to a statement. head is "INSERT INTO t (…) VALUES ",
// tail what follows the values, such as an ON CONFLICT; args appends the values of row i to dst. No row, no statement.
func InsertMany(ctx context.Context, tx Tx, head string, columns int, tail string, n int, args func(dst []any, i int) []any) error {
	if n == 0 {
		return nil
	}
	per := max(1, min(n, MaxParameters/columns))
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
	var b strings.Builder
	for i := range rows {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('(')
		list(&b, i*columns+1, columns)
		b.WriteByte(')')
	}
	return b.String()
}

// List is "$3,$4,$5" for three parameters from the third on: what stands in an IN ().
func List(first, n int) string {
	var b strings.Builder
	list(&b, first, n)
	return b.String()
}

func list(b *strings.Builder, first, n int) {
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(first + i))
	}
}

// InPieces calls do with the values as arguments and their List from $1 on, as many at a time as a statement takes.
func InPieces[T any](values []T, do func(args []any, in string) error) error {
	for len(values) > 0 {
		n := min(len(values), MaxParameters)
		args := make([]any, n)
		for i := range n {
			args[i] = values[i]
		}
		if err := do(args, List(1, n)); err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}

// Row is one row of a query: *sql.Row, or *sql.Rows at a row.
type Row interface{ Scan(dest ...any) error }

// Each calls scan for every row of a query, until one fails.
func Each(ctx context.Context, q Querier, scan func(Row) error, query string, args ...any) error {
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

// All collects what scan makes of every row of a query; nil without rows.
func All[T any](ctx context.Context, q Querier, scan func(Row) (T, error), query string, args ...any) (all []T, err error) {
	err = Each(ctx, q, func(r Row) error {
		v, err := scan(r)
		all = append(all, v)
		return err
	}, query, args...)
	if err != nil {
		return nil, err
	}
	return all, nil
}

// Value scans a row of one column, for All.
func Value[T any](r Row) (v T, err error) {
	err = r.Scan(&v)
	return v, err
}
