package credential

import (
	"context"
	"crypto/sha256"
	"errors"
	"time"

	"github.com/google/uuid"

	"jemput/internal/audit"
	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/fault"
)

// Status is what a published status list says of a credential (Token Status List section 7.1).
type Status int

// The three statuses that are used, 2 bits each.
const (
	Valid     Status = 0
	Revoked   Status = 1
	Suspended Status = 2
)

// Entry is a place in a status list.
type Entry struct{ List, Index int64 }

// Draft is a credential about to be signed.
type Draft struct {
	Attempt   string // enrol's attempt that it fulfils
	Resident  string
	Profile   string            // vct
	Holder    [sha256.Size]byte // thumbprint of the holder's key
	IssuedOn  civil.Date
	ExpiresOn civil.Date
}

// Issued is a credential of the ledger.
type Issued struct {
	ID string
	Draft
	Entry
	Status     Status
	IssuedAt   time.Time
	AcceptedAt time.Time // zero until the wallet said that it has it
}

// ErrNotFound says that the ledger has no such credential.
var ErrNotFound = fault.New(fault.NotFound, "credential_not_found", "There is no such credential.")

// Ledger keeps every credential that was signed, and its status. Safe for concurrent use.
type Ledger struct {
	log *audit.Log
	now func() time.Time
}

// NewLedger makes a ledger. Revocations are entered into log.
func NewLedger(log *audit.Log, now func() time.Time) *Ledger { return &Ledger{log: log, now: now} }

// Record enters a credential and draws its place in a status list. The attempt must have none
// yet: look with ByAttempt in the same transaction.
func (l *Ledger) Record(ctx context.Context, tx db.Tx, d Draft) (Issued, error) {
	c := Issued{ID: uuid.Must(uuid.NewV7()).String(), Draft: d, IssuedAt: db.Time(db.Micros(l.now()))}
	entry, err := l.allocate(ctx, tx, func(e Entry) (bool, error) {
		c.Entry = e
		return insert(ctx, tx, &c)
	})
	c.Entry = entry
	return c, err
}

// ByAttempt is the credential of an attempt, ErrNotFound if it has none, or none but withdrawn ones.
func (l *Ledger) ByAttempt(ctx context.Context, q db.Querier, attempt string) (Issued, error) {
	return one(ctx, q, `attempt = $1 AND NOT EXISTS (SELECT 1 FROM credential_revocation r WHERE r.credential = credential_issued.id AND r.reason = $2)
		ORDER BY issued_at DESC, id DESC LIMIT 1`, attempt, withdrawn)
}

// withdrawn is the reason of a revocation that makes room for another credential of the attempt.
const withdrawn = "withdrawn"

// Withdraw revokes the credential of an attempt that no wallet has accepted, so that the attempt can be offered anew.
// It changes nothing if there is none.
func (l *Ledger) Withdraw(ctx context.Context, tx db.Tx, attempt string) error {
	c, err := l.ByAttempt(ctx, tx, attempt)
	if errors.Is(err, ErrNotFound) || err == nil && !c.AcceptedAt.IsZero() {
		return nil
	}
	if err != nil {
		return err
	}
	return l.Revoke(ctx, tx, c.ID, withdrawn)
}

// Get is the credential with this id, ErrNotFound if there is none.
func (l *Ledger) Get(ctx context.Context, q db.Querier, id string) (Issued, error) {
	return one(ctx, q, `id = $1`, id)
}

// ByResident is everything that was ever issued to a resident, oldest first.
func (l *Ledger) ByResident(ctx context.Context, q db.Querier, resident string) ([]Issued, error) {
	return many(ctx, q, `resident = $1 ORDER BY issued_at, id`, resident)
}

// Accept notes that the wallet has it. A second time changes nothing.
func (l *Ledger) Accept(ctx context.Context, tx db.Tx, id string) error {
	return accept(ctx, tx, id, l.now())
}

// Revoke ends a credential for good. reason is a code such as "duplicate". A second time changes nothing.
func (l *Ledger) Revoke(ctx context.Context, tx db.Tx, id, reason string) error {
	c, err := l.Get(ctx, tx, id)
	if err != nil || c.Status == Revoked {
		return err
	}
	if err := setStatus(ctx, tx, &c, Revoked); err != nil {
		return err
	}
	if err := insertRevocation(ctx, tx, id, reason, l.now()); err != nil {
		return err
	}
	return l.log.Append(ctx, tx, audit.Event{Actor: audit.System, Event: "credential.revoke", Subject: c.Resident, Purpose: reason})
}
