package register

import (
	"context"
	"time"

	"jemput/internal/db"
)

// versionColumns are the columns that a version consists of.
const versionColumns = `no, version, id, nik_hash, name, sex, birth_date, area, marital, citizenship, ktp_status, life, warnings, sealed, source, source_row`

// keepFormer copies the present versions of residents before a source changes them.
func keepFormer(ctx context.Context, tx db.Tx, nos []int64, replacedBy int64, at time.Time) error {
	for len(nos) > 0 {
		n := min(len(nos), db.MaxParameters-2)
		args := []any{replacedBy, db.Micros(at)}
		for _, no := range nos[:n] {
			args = append(args, no)
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO resident_former (`+versionColumns+`, replaced_by, replaced_at)
			SELECT `+versionColumns+`, CAST($1 AS INTEGER), CAST($2 AS BIGINT) FROM resident WHERE no IN (`+db.List(3, n)+`)`, args...)
		if err != nil {
			return err
		}
		nos = nos[n:]
	}
	return nil
}
