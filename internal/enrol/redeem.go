package enrol

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"errors"

	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/voucher"
)

// Redeemed is what a voucher stands for.
type Redeemed struct{ AttemptID, ResidentID string }

// The refusals of a voucher. None of them is Internal or Unavailable, so that the issuer can tell a
// refusal, whose transaction it commits, from a failure.
var (
	errVoucher      = fault.New(fault.Invalid, "voucher_invalid", "This offer is not valid.")
	errVoucherUsed  = fault.New(fault.Invalid, "voucher_used", "This offer was used already.")
	errVoucherOver  = fault.New(fault.Invalid, "voucher_expired", "This offer has expired.")
	errCodeMissing  = fault.New(fault.Invalid, "tx_code_missing", "The transaction code is missing.")
	errCodeWrong    = fault.New(fault.Invalid, "tx_code_wrong", "The transaction code is wrong.")
	errOtherDevice  = errors.New("enrol: voucher of an unknown device")
	errVoucherState = fault.New(fault.Invalid, "voucher_invalid", "This offer is not valid any more.")
)

// Redeem spends a voucher, whose compact form is the pre-authorized code; txCode is "" if the wallet sent
// none. It runs in the issuer's transaction, which must be committed also when Redeem refuses: the wrong
// try that it counted stands then. A refusal is a fault that is neither Internal nor Unavailable.
func (e *Enrol) Redeem(ctx context.Context, tx db.Tx, code, txCode string) (Redeemed, error) {
	claims, err := voucher.Open(code, e.deviceKey)
	if err != nil {
		return Redeemed{}, errVoucher
	}
	v, err := voucherByHash(ctx, tx, tokenHash(code))
	if err != nil {
		return Redeemed{}, err
	}
	now := e.moment()
	switch {
	case !v.redeemedAt.IsZero():
		return Redeemed{}, errVoucherUsed
	case !v.voidedAt.IsZero():
		return Redeemed{}, errVoucherState
	case !now.Before(v.expiresAt):
		return Redeemed{}, errVoucherOver
	case txCode == "":
		return Redeemed{}, errCodeMissing
	}
	e.bell.ringSoon()
	if !e.Vouchers.CheckCode(claims.Attempt, txCode, claims.CodeMAC) {
		return Redeemed{}, e.wrongCode(ctx, tx, v)
	}
	a, err := e.actIn(ctx, tx, v.attempt, func(ctx context.Context, tx db.Tx, a *Attempt) (*event, error) {
		if err := e.redeemable(ctx, tx, a); err != nil {
			return nil, err
		}
		a.RedeemedAt = now
		return &event{kind: redeemed, detail: voucherDetail{v.device, v.seq, 0}}, spendVoucher(ctx, tx, v, now)
	})
	if err != nil {
		return Redeemed{}, err
	}
	return Redeemed{a.ID, a.ResidentID}, nil
}

type voucherDetail struct {
	Device string `json:"device"`
	Seq    int64  `json:"seq"`
	Tries  int    `json:"wrong_tries,omitempty"`
}

func (e *Enrol) deviceKey(kid []byte) (*ecdsa.PublicKey, error) {
	if !bytes.Equal(kid, e.Vouchers.ID()) {
		return nil, errOtherDevice
	}
	return e.Vouchers.Public(), nil
}

// wrongCode counts a wrong try, and voids the voucher at the last one. It gives the refusal, or what failed.
func (e *Enrol) wrongCode(ctx context.Context, tx db.Tx, v handed) error {
	v.wrongTries++
	if v.wrongTries >= maxWrong {
		v.voidedAt = e.moment()
	}
	_, err := e.actIn(ctx, tx, v.attempt, func(ctx context.Context, tx db.Tx, _ *Attempt) (*event, error) {
		return &event{kind: codeWrong, detail: voucherDetail{v.device, v.seq, v.wrongTries}}, saveTries(ctx, tx, v)
	})
	if err != nil {
		return err
	}
	return errCodeWrong
}

// redeemable refuses the voucher of an attempt that is over, or of a person who is active elsewhere.
func (e *Enrol) redeemable(ctx context.Context, tx db.Tx, a *Attempt) error {
	if a.State != Offered {
		return errVoucherState
	}
	other, err := activeAttempt(ctx, tx, a.ResidentID)
	if err == nil && other != "" {
		return errVoucherState
	}
	return err
}
