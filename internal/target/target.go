package target

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"jemput/internal/audit"
	"jemput/internal/auth"
	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/enrol"
	"jemput/internal/fault"
	"jemput/internal/outreach"
	"jemput/internal/region"
	"jemput/internal/register"
)

// What a target is a percentage of.
const (
	WajibKTP = "wajib_ktp" // everybody who must hold an identity card
	Recorded = "recorded"  // of those, the ones whose biometrics are on record
)

// Target is what a city has set itself.
type Target struct {
	ID         string
	City       string // "16.73"
	Name       string
	BaseKind   string // WajibKTP or Recorded
	Base       int64  // people; counted from the register unless given
	BaseAsOf   civil.Date
	BaseSource string
	PercentBP  int   // hundredths of a percent, 2500 is 25 %; 0 if only a number was said
	Number     int64 // people: what counts; 0 to have it taken from the percentage, rounded up
	Due        civil.Date
}

// Facts are the attempts as they count now. Implemented by enrol.
type Facts interface {
	// EachFact calls do once for every attempt that stands in a counter.
	EachFact(ctx context.Context, q db.Querier, do func(enrol.Count) error) error
}

// Config of Targets. Every field is required.
type Config struct {
	DB       *db.DB
	Atlas    *region.Atlas
	Register *register.Register
	Outreach *outreach.Outreach
	Log      *audit.Log
	Node     config.Node
	Now      func() time.Time
}

// Targets keeps targets and counters of this node. Safe for concurrent use.
type Targets struct {
	Config
	facts Facts // set before use; needed by Check only
	live  snapshot
}

// New makes the targets over a migrated database.
func New(c Config) *Targets {
	if c.DB == nil || c.Atlas == nil || c.Register == nil || c.Outreach == nil || c.Log == nil || c.Now == nil {
		panic("target: Config is incomplete")
	}
	return &Targets{Config: c}
}

// RecountFrom sets whose facts Check recounts. Call it before the targets are used.
func (t *Targets) RecountFrom(f Facts) { t.facts = f }

var (
	errBaseKind = fault.New(fault.Invalid, "base_kind_unknown", "A target is a share of wajib_ktp or of recorded.").WithField("base_kind")
	errPercent  = fault.New(fault.Invalid, "percent_range", "The percentage is more than 0 and at most 100.").WithField("percent_bp")
	errNothing  = fault.New(fault.Invalid, "target_missing", "Say a percentage, a number of people, or both.").WithField("number")
	errNumber   = fault.New(fault.Invalid, "target_range", "The target is at least one person and at most as many as the base has.").WithField("number")
	errDue      = fault.New(fault.Invalid, "due_missing", "Say until when.").WithField("due")
	errDuePast  = fault.New(fault.Invalid, "due_past", "The target's last day is today or later.").WithField("due")
	errName     = fault.New(fault.Invalid, "target_name", "A target has a name of at most 120 characters.").WithField("name")
	errNoBase   = fault.New(fault.Conflict, "base_empty", "Nobody in the register counts for this base yet.").WithHint("import the register first")
)

// check refuses what cannot be a target, before the base is known.
func (g Target) check(today civil.Date) error {
	switch {
	case g.BaseKind != WajibKTP && g.BaseKind != Recorded:
		return errBaseKind
	case g.PercentBP < 0 || g.PercentBP > 10_000:
		return errPercent
	case g.PercentBP == 0 && g.Number == 0:
		return errNothing
	case g.Number < 0:
		return errNumber
	case !g.Due.Valid():
		return errDue
	case g.Due.Before(today):
		return errDuePast
	case strings.TrimSpace(g.Name) == "" || len([]rune(g.Name)) > 120:
		return errName
	}
	return nil
}

// settle fills in what follows from the base.
func (g Target) settle() (Target, error) {
	if g.Base <= 0 {
		return g, errNoBase
	}
	if g.Number == 0 {
		g.Number = (g.Base*int64(g.PercentBP) + 9_999) / 10_000
	}
	if g.Number > g.Base {
		return g, errNumber
	}
	return g, nil
}

// Set makes a target the city's present one, over the base that the register has on the day BaseAsOf (today if none).
func (t *Targets) Set(ctx context.Context, g Target) (Target, error) {
	g.City = t.Node.City
	if err := g.check(t.today()); err != nil {
		return Target{}, err
	}
	if g.BaseAsOf.IsZero() {
		g.BaseAsOf = t.today()
	}
	census, err := t.Register.Census(ctx, g.City, g.BaseAsOf)
	if err != nil {
		return Target{}, err
	}
	g.Base = 0
	for _, c := range census {
		g.Base += baseOf(c, g.BaseKind)
	}
	if g, err = g.settle(); err != nil {
		return Target{}, err
	}
	g.ID = uuid.Must(uuid.NewV7()).String()
	actor := audit.System
	if o, ok := auth.From(ctx); ok {
		actor = o.ID
	}
	err = t.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := insertTarget(ctx, tx, g, actor, t.Now()); err != nil {
			return err
		}
		if err := insertBases(ctx, tx, g.ID, census); err != nil {
			return err
		}
		return t.Log.Append(ctx, tx, audit.Event{Actor: actor, Event: "target.set", Subject: g.ID})
	})
	if err != nil {
		return Target{}, fmt.Errorf("target: set: %w", err)
	}
	return g, nil
}

func baseOf(c register.AreaCount, kind string) int64 {
	if kind == Recorded {
		return int64(c.Recorded)
	}
	return int64(c.WajibKTP)
}

// Current is the city's present target, false if none was set.
func (t *Targets) Current(ctx context.Context, q db.Querier) (Target, bool, error) {
	return loadTarget(ctx, q, t.Node.City)
}

// today is the day in the node's zone.
func (t *Targets) today() civil.Date { return civil.In(t.Now(), t.Node.Zone) }
