package enrol

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"jemput/internal/db"
)

// handed is a voucher as the table knows it.
type handed struct {
	device     string // id of the key that signed it, hexadecimal
	seq        int64
	hash       []byte // SHA-256 of the token
	attempt    string
	issuedAt   time.Time
	expiresAt  time.Time
	wrongTries int
	redeemedAt time.Time // zero if it was not
	voidedAt   time.Time // zero while it is good
}

// nextSequence is the number of a device's next voucher. Two transactions that take the same one collide on the key.
func nextSequence(ctx context.Context, tx db.Tx, device string) (seq int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(seq), 0) + 1 FROM enrol_voucher WHERE device = $1`, device).Scan(&seq)
	if err != nil {
		return 0, fmt.Errorf("enrol: next voucher: %w", err)
	}
	return seq, nil
}

func insertVoucher(ctx context.Context, tx db.Tx, v handed) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO enrol_voucher (device, seq, hash, attempt_id, issued_at, expires_at, wrong_tries, redeemed_at, voided_at)
		VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0)`, v.device, v.seq, v.hash, v.attempt, micros(v.issuedAt), micros(v.expiresAt))
	if err != nil {
		return fmt.Errorf("enrol: add voucher: %w", err)
	}
	return nil
}

// voucherByHash finds a voucher that was handed out; one that was not is refused.
func voucherByHash(ctx context.Context, tx db.Tx, hash []byte) (handed, error) {
	v := handed{hash: hash}
	var expires, redeemed, voided int64
	err := tx.QueryRowContext(ctx, `SELECT device, seq, attempt_id, expires_at, wrong_tries, redeemed_at, voided_at FROM enrol_voucher WHERE hash = $1`, hash).
		Scan(&v.device, &v.seq, &v.attempt, &expires, &v.wrongTries, &redeemed, &voided)
	if errors.Is(err, sql.ErrNoRows) {
		return handed{}, errVoucher
	}
	if err != nil {
		return handed{}, fmt.Errorf("enrol: read voucher: %w", err)
	}
	v.expiresAt, v.redeemedAt, v.voidedAt = at(expires), at(redeemed), at(voided)
	return v, nil
}

func saveTries(ctx context.Context, tx db.Tx, v handed) error {
	return one(tx.ExecContext(ctx, `UPDATE enrol_voucher SET wrong_tries = $1, voided_at = $2 WHERE device = $3 AND seq = $4`,
		int64(v.wrongTries), micros(v.voidedAt), v.device, v.seq))
}

func spendVoucher(ctx context.Context, tx db.Tx, v handed, when time.Time) error {
	return one(tx.ExecContext(ctx, `UPDATE enrol_voucher SET redeemed_at = $1 WHERE device = $2 AND seq = $3 AND redeemed_at = 0 AND voided_at = 0`,
		micros(when), v.device, v.seq))
}

// voidVouchers ends all vouchers of an attempt that nobody has redeemed.
func voidVouchers(ctx context.Context, tx db.Tx, attempt string, when time.Time) error {
	_, err := tx.ExecContext(ctx, `UPDATE enrol_voucher SET voided_at = $1 WHERE attempt_id = $2 AND voided_at = 0 AND redeemed_at = 0`, micros(when), attempt)
	if err != nil {
		return fmt.Errorf("enrol: void vouchers: %w", err)
	}
	return nil
}

// one fails unless exactly one row was written.
func one(result sql.Result, err error) error {
	if err != nil {
		return fmt.Errorf("enrol: write voucher: %w", err)
	}
	if n, err := result.RowsAffected(); err != nil || n != 1 {
		return fmt.Errorf("enrol: write voucher: %d rows, want 1: %w", n, err)
	}
	return nil
}
