package register

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"jemput/internal/civil"
	"jemput/internal/db"
)

// residentColumns is every column of a present version, in the order of rowArgs and scanRow.
const residentColumns = `no, id, nik_hash, name, sex, birth_date, area, marital, citizenship, ktp_status, life, warnings, sealed, source, source_row, version`

const residentColumnCount = 16

// maxParameters bounds a statement: the SQLite driver binds numbered parameters in time that
// grows with the square of their number (measured: 17 columns, best at 1 to 4 rows).
const maxParameters = 64

// insertMany inserts n rows of the given number of columns, several to a statement. head is
// "INSERT INTO t (…) VALUES ", tail what follows the values; args appends the values of row i.
func insertMany(ctx context.Context, tx db.Tx, head string, columns int, tail string, n int, args func(dst []any, i int) []any) error {
	per := max(1, min(n, maxParameters/columns))
	full, err := tx.PrepareContext(ctx, head+placeholders(per, columns)+tail)
	if err != nil {
		return err
	}
	defer full.Close()
	buf := make([]any, 0, per*columns)
	i := 0
	for ; i+per <= n; i += per {
		buf = buf[:0]
		for j := i; j < i+per; j++ {
			buf = args(buf, j)
		}
		if _, err := full.ExecContext(ctx, buf...); err != nil {
			return err
		}
	}
	if i == n {
		return nil
	}
	buf = buf[:0]
	rest := n - i
	for ; i < n; i++ {
		buf = args(buf, i)
	}
	_, err = tx.ExecContext(ctx, head+placeholders(rest, columns)+tail, buf...)
	return err
}

// placeholders is "($1,$2),($3,$4)" for two rows of two columns.
func placeholders(rows, columns int) string {
	var b strings.Builder
	for i := range rows {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('(')
		for j := range columns {
			if j > 0 {
				b.WriteByte(',')
			}
			b.WriteByte('$')
			b.WriteString(strconv.Itoa(i*columns + j + 1))
		}
		b.WriteByte(')')
	}
	return b.String()
}

// list is "$first,$first+1,…" for an IN list.
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

func rowArgs(dst []any, r *row) []any {
	return append(dst, r.no, r.id, r.nikHash, r.name, int64(r.sex), r.birthDate, r.area, int64(r.marital), int64(r.citizenship),
		int64(r.ktpStatus), int64(r.life), int64(r.warnings), r.sealed, r.source, r.sourceRow, r.version)
}

// scanner is a row or rows of a query.
type scanner interface{ Scan(dest ...any) error }

func scanRow(s scanner, r *row) error {
	return s.Scan(&r.no, &r.id, &r.nikHash, &r.name, &r.sex, &r.birthDate, &r.area, &r.marital, &r.citizenship,
		&r.ktpStatus, &r.life, &r.warnings, &r.sealed, &r.source, &r.sourceRow, &r.version)
}

// resident opens a stored row.
func (r *Register) resident(w *row) (Resident, error) {
	born, err := civil.Parse(w.birthDate)
	if err != nil {
		return Resident{}, fmt.Errorf("register: resident %s: %w", w.id, err)
	}
	p := Resident{ID: w.id, Name: w.name, Sex: w.sex, BirthDate: born, Area: w.area, Marital: w.marital,
		Citizenship: w.citizenship, KTPStatus: w.ktpStatus, Life: w.life, Warnings: w.warnings}
	if err := openRecord(r.sealer, &p, w.sealed); err != nil {
		return Resident{}, fmt.Errorf("register: resident %s: %w", w.id, err)
	}
	return p, nil
}

// one reads the row that where selects, ErrNotFound if there is none.
func one(ctx context.Context, q db.Querier, where string, arg any) (row, error) {
	var w row
	err := scanRow(q.QueryRowContext(ctx, `SELECT `+residentColumns+` FROM resident WHERE `+where, arg), &w)
	if errors.Is(err, sql.ErrNoRows) {
		return row{}, ErrNotFound
	}
	return w, err
}

// many reads the rows whose column has one of the values, in no particular order.
func many[T any](ctx context.Context, q db.Querier, column string, values []T, each func(*row) error) error {
	for len(values) > 0 {
		n := min(len(values), maxParameters)
		args := make([]any, n)
		for i := range n {
			args[i] = values[i]
		}
		if err := eachRow(ctx, q, `SELECT `+residentColumns+` FROM resident WHERE `+column+` IN (`+list(1, n)+`) ORDER BY no`, args, each); err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}

func eachRow(ctx context.Context, q db.Querier, query string, args []any, each func(*row) error) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var w row
		if err := scanRow(rows, &w); err != nil {
			return err
		}
		if err := each(&w); err != nil {
			return err
		}
	}
	return rows.Err()
}
