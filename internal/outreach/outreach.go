package outreach

import (
	"context"
	"time"

	"github.com/google/uuid"

	"jemput/internal/audit"
	"jemput/internal/auth"
	"jemput/internal/db"
	"jemput/internal/register"
)

// Counts are what a visit has come to so far, in people.
type Counts struct {
	Present         int // with an attempt at the visit
	Active          int // activated, and counted in this city
	ActiveElsewhere int // activated, but living in another city, which counts them
	Offered         int
	Failed          int
	Refused         int
	Left            int
}

// Progress knows what visits have come to. Implemented by enrol, wired by app.
type Progress interface {
	// VisitCounts gives the counts of these visits; a visit without attempts may be left out.
	VisitCounts(ctx context.Context, visitIDs []string) (map[string]Counts, error)
}

// Outreach is the groups and visits of this node. Safe for concurrent use.
type Outreach struct {
	db       *db.DB
	register *register.Register
	log      *audit.Log
	now      func() time.Time
	progress Progress // set before use, may be nil
}

// New makes the outreach over a migrated database.
func New(d *db.DB, reg *register.Register, log *audit.Log, now func() time.Time) *Outreach {
	return &Outreach{db: d, register: reg, log: log, now: now}
}

// ShowProgress sets who knows what visits have come to. Call it before the outreach is used.
func (o *Outreach) ShowProgress(p Progress) { o.progress = p }

// counts asks for the progress of visits; everything is zero while nobody knows.
func (o *Outreach) counts(ctx context.Context, visitIDs []string) (map[string]Counts, error) {
	if o.progress == nil || len(visitIDs) == 0 {
		return map[string]Counts{}, nil
	}
	return o.progress.VisitCounts(ctx, visitIDs)
}

// note writes what was done into the audit log, in the transaction that does it: the command line has no other border.
func (o *Outreach) note(ctx context.Context, tx db.Tx, event, subject, purpose string) error {
	actor := audit.System
	if officer, ok := auth.From(ctx); ok {
		actor = officer.ID
	}
	return o.log.Append(ctx, tx, audit.Event{Actor: actor, Event: event, Subject: subject, Purpose: purpose})
}

// newID makes an id; ids made one after the other sort that way.
func newID() string { return uuid.Must(uuid.NewV7()).String() }
