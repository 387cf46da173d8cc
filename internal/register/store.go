package register

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"jemput/internal/civil"
	"jemput/internal/db"
)

// residentColumns is every column of a present version, in the order of rowArgs and scanRow.
const residentColumns = `no, id, nik_hash, name, sex, birth_date, area, marital, citizenship, ktp_status, life, warnings, sealed, source, source_row, version`

const residentColumnCount = 16

func rowArgs(dst []any, r *row) []any {
	return append(dst, r.no, r.id, r.nikHash, r.name, int64(r.sex), r.birthDate, r.area, int64(r.marital), int64(r.citizenship),
		int64(r.ktpStatus), int64(r.life), int64(r.warnings), r.sealed, r.source, r.sourceRow, r.version)
}

func scanRow(s db.Row, r *row) error {
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
	return db.InPieces(values, func(args []any, in string) error {
		return eachRow(ctx, q, `SELECT `+residentColumns+` FROM resident WHERE `+column+` IN (`+in+`) ORDER BY no`, args, each)
	})
}

func eachRow(ctx context.Context, q db.Querier, query string, args []any, each func(*row) error) error {
	return db.Each(ctx, q, func(s db.Row) error {
		var w row
		if err := scanRow(s, &w); err != nil {
			return err
		}
		return each(&w)
	}, query, args...)
}
