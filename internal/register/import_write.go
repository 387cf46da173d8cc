package register

import (
	"context"
	"errors"
	"slices"
	"time"

	"jemput/internal/db"
)

// errOvertaken says that a resident was changed by somebody else between the look-up and the write.
var errOvertaken = errors.New("register: the resident was changed meanwhile")

// writeEdits gives residents their new versions and keeps the former ones.
func writeEdits(ctx context.Context, tx db.Tx, edits []edit, source int64, at time.Time) error {
	if len(edits) == 0 {
		return nil
	}
	slices.SortFunc(edits, func(a, b edit) int { return int(a.no - b.no) })
	nos, changes := make([]int64, len(edits)), make([]reindex, len(edits))
	for i := range edits {
		nos[i], changes[i] = edits[i].no, edits[i].reindex
	}
	if err := keepFormer(ctx, tx, nos, source, at); err != nil {
		return err
	}
	next := make([]versioned, len(edits))
	for i := range edits {
		next[i] = versioned{edits[i].next, edits[i].version}
		next[i].no = edits[i].no
	}
	if err := updateVersions(ctx, tx, next); err != nil {
		return err
	}
	return writeReindex(ctx, tx, changes)
}

// versioned is a row to be written, and the version that must be there before.
type versioned struct {
	row
	present int64
}

// updateVersions replaces rows, errOvertaken if one has another version than was read.
func updateVersions(ctx context.Context, tx db.Tx, list []versioned) error {
	stmt, err := tx.PrepareContext(ctx, `UPDATE resident SET name = $1, sex = $2, birth_date = $3, area = $4, marital = $5, citizenship = $6,
		ktp_status = $7, life = $8, warnings = $9, sealed = $10, source = $11, source_row = $12, version = $13 WHERE no = $14 AND version = $15`)
	if err != nil {
		return err
	}
	defer stmt.Close()
	for i := range list {
		w := &list[i].row
		done, err := stmt.ExecContext(ctx, w.name, int64(w.sex), w.birthDate, w.area, int64(w.marital), int64(w.citizenship),
			int64(w.ktpStatus), int64(w.life), int64(w.warnings), w.sealed, w.source, w.sourceRow, w.version, w.no, list[i].present)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n != 1 {
			return errors.Join(errOvertaken, err)
		}
	}
	return nil
}
