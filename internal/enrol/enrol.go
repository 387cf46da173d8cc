package enrol

import (
	"context"
	"time"

	"github.com/google/uuid"

	"jemput/internal/audit"
	"jemput/internal/auth"
	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/keys"
	"jemput/internal/outreach"
	"jemput/internal/register"
)

// Counters keep the sums. Implemented by target, wired by app.
type Counters interface {
	// Add moves one counter by delta, in the transaction that changed the attempts.
	Add(ctx context.Context, tx db.Tx, c Count, delta int) error
}

// Staff knows the officers. Implemented by auth.
type Staff interface {
	Staff(ctx context.Context) ([]auth.Officer, error)
}

// Config of an Enrol. Every field but Withdraw and Staff is required.
type Config struct {
	DB       *db.DB
	Register *register.Register
	Outreach *outreach.Outreach
	Counters Counters
	Log      *audit.Log
	Vouchers *keys.VoucherKey
	Node     config.Node
	Base     func() string // public address without a slash at the end: the credential issuer's identifier
	Now      func() time.Time

	// Withdraw ends what a wallet got of an attempt and has not accepted, when the attempt is closed or offered
	// anew after it was redeemed. Without it, the credential holds until the wallet reports it, which Activate
	// refuses for an attempt that was closed.
	Withdraw func(ctx context.Context, tx db.Tx, attemptID string) error
	// Staff knows the officers' names. Without it they have none in responses.
	Staff Staff
}

// Enrol is the attempts of this node. Safe for concurrent use.
type Enrol struct {
	Config
	bell bell // rung when something may have changed; has its own lock
}

// New makes the enrolment over a migrated database.
func New(c Config) *Enrol {
	if c.DB == nil || c.Register == nil || c.Outreach == nil || c.Counters == nil || c.Log == nil || c.Vouchers == nil || c.Base == nil || c.Now == nil {
		panic("enrol: Config is incomplete")
	}
	return &Enrol{Config: c}
}

// ErrNotFound is the answer for an attempt that does not exist.
var ErrNotFound = fault.New(fault.NotFound, "attempt_not_found", "There is no such attempt.")

// The refusals of acts that do not fit the attempt's state.
var (
	errAlreadyActive = fault.New(fault.Conflict, "already_active", "This person has an active digital ID.").WithHint("nothing is to be done; it counts already")
	errClosed        = fault.New(fault.Conflict, "attempt_closed", "The attempt is closed.").WithHint("reopen it, or start another one")
	errOpen          = fault.New(fault.Conflict, "attempt_open", "This person has an open attempt.")
	errOfferedOnce   = fault.New(fault.Conflict, "attempt_offered", "The offer was made already; identity and consent stand.")
	errNative        = fault.New(fault.Conflict, "mode_native", "In this city the wallet's acceptance activates, not a confirmation.")
	errExternal      = fault.New(fault.Conflict, "mode_external", "In this city the national system activates; there is no offer.")
)

// Get is the attempt with this id, ErrNotFound if there is none.
func (e *Enrol) Get(ctx context.Context, q db.Querier, id string) (Attempt, error) {
	return loadAttempt(ctx, q, id)
}

// write runs fn in a transaction. If another transaction was first to a unique row, fn looks once more
// and finds what the other one did.
func (e *Enrol) write(ctx context.Context, fn func(ctx context.Context, tx db.Tx) error) error {
	err := e.DB.InTx(ctx, fn)
	if db.IsUnique(err) {
		err = e.DB.InTx(ctx, fn)
	}
	if err == nil {
		e.bell.ring()
	}
	return err
}

// moment is now as it is stored.
func (e *Enrol) moment() time.Time { return db.Time(db.Micros(e.Now())) }

// today is the day in the node's zone.
func (e *Enrol) today() civil.Date { return civil.In(e.Now(), e.Node.Zone) }

// officer is who acts: a member of the staff, or the program's own command line.
func officer(ctx context.Context) string {
	if o, ok := auth.From(ctx); ok {
		return o.ID
	}
	return audit.System
}

// newID makes an id; ids made one after the other sort that way.
func newID() string { return uuid.Must(uuid.NewV7()).String() }
