package register

import (
	"context"
	"errors"

	"jemput/internal/db"
	"jemput/internal/fault"
)

// SetKTPStatus records that a resident moved on towards the card, and who says so. The former version is kept.
func (r *Register) SetKTPStatus(ctx context.Context, tx db.Tx, id string, status KTPStatus, source string) error {
	if status < NotYetRequired || status > CardIssued {
		return fault.New(fault.Invalid, "ktp_status_unknown", "There is no such KTP status: it is a number from 1 to 8.").WithField("ktp_status")
	}
	w, err := one(ctx, tx, `id = $1`, id)
	if err != nil {
		return err
	}
	if w.ktpStatus == status {
		return nil
	}
	at := r.now()
	no, _, err := addSource(ctx, tx, Source{Kind: FromChange, Name: source, City: CityOf(w.area)}, "", stateDone, at)
	if err != nil {
		return err
	}
	if err := keepFormer(ctx, tx, []int64{w.no}, no, at); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE resident SET ktp_status = $1, source = $2, source_row = 0, version = version + 1 WHERE no = $3`, int64(status), no, w.no)
	return errors.Join(err, saveStats(ctx, tx, no, Stats{Read: 1, Changed: 1}))
}
