package outreach

import (
	"context"
	"slices"
	"strings"
	"time"

	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/fault"
)

// VisitState is how far a visit has come.
type VisitState string

// The states.
const (
	Planned   VisitState = "planned"
	Open      VisitState = "open"
	Closed    VisitState = "closed"
	Cancelled VisitState = "cancelled"
)

// next says to which states a visit may go on. Closed and cancelled can be taken back: people press the wrong button.
var next = map[VisitState][]VisitState{
	Planned:   {Open, Cancelled},
	Open:      {Closed, Planned},
	Closed:    {Open},
	Cancelled: {Planned},
}

// Visit is one coming of a team to a place.
type Visit struct {
	ID        string // UUIDv7
	City      string // "16.73"
	Date      civil.Date
	Starts    string // "07:30", "" if open
	Ends      string
	Place     string
	Address   string
	Area      string   // kelurahan, "" if unknown
	HostGroup string   // whose place it is, "" if nobody's
	Team      []string // ids of officers
	Expected  int      // people
	State     VisitState
	Note      string
}

// The faults of visits.
var (
	ErrVisitNotFound = fault.New(fault.NotFound, "visit_not_found", "There is no such visit.").WithHint("the visits and their ids are in the office app")
	errVisitDate     = fault.New(fault.Invalid, "visit_date_missing", "A visit needs a day.").WithField("date")
	errVisitTime     = fault.New(fault.Invalid, "visit_time_malformed", "Times look like 07:30, and a visit ends after it starts.").WithField("starts")
	errVisitPlace    = fault.New(fault.Invalid, "visit_place_missing", "A visit needs a place of at most 200 characters.").WithField("place")
	errVisitExpected = fault.New(fault.Invalid, "visit_expected_range", "The expected number is from 0 to 100000.").WithField("expected")
	errVisitState    = fault.New(fault.Invalid, "visit_state_unknown", "This state of a visit does not exist.").WithField("state")
	errVisitStep     = fault.New(fault.Conflict, "visit_state_step", "The visit cannot go from its state to this one.").WithField("state")
	errVisitOver     = fault.New(fault.Conflict, "visit_over", "The visit is closed or cancelled; its roster stands.")
)

func (v Visit) checked() (Visit, error) {
	v.Place, v.Address = strings.TrimSpace(v.Place), strings.TrimSpace(v.Address)
	if v.State == "" {
		v.State = Planned
	}
	if v.ID == "" {
		v.ID = newID()
	}
	v.Team = distinct(v.Team)
	_, known := next[v.State]
	switch {
	case len(v.City) != 5:
		return v, errCity
	case !v.Date.Valid():
		return v, errVisitDate
	case !clock(v.Starts) || !clock(v.Ends) || v.Ends != "" && v.Ends <= v.Starts:
		return v, errVisitTime
	case v.Place == "" || len([]rune(v.Place)) > 200:
		return v, errVisitPlace
	case v.Expected < 0 || v.Expected > 100_000:
		return v, errVisitExpected
	case !known:
		return v, errVisitState
	}
	return v, nil
}

func clock(s string) bool {
	_, err := time.Parse("15:04", s)
	return s == "" || err == nil && len(s) == 5
}

// distinct keeps the first of equal ids and their order. It never gives nil.
func distinct(ids []string) []string {
	kept := make([]string, 0, len(ids))
	for _, id := range ids {
		if id != "" && !slices.Contains(kept, id) {
			kept = append(kept, id)
		}
	}
	return kept
}

// over reports that nothing more is to be prepared for the visit.
func (v *Visit) over() bool { return v.State == Closed || v.State == Cancelled }

// AddVisit adds a visit and returns it with its id. Its host group must exist.
func (o *Outreach) AddVisit(ctx context.Context, tx db.Tx, v Visit) (Visit, error) {
	v, err := v.checked()
	if err != nil {
		return v, err
	}
	if err := checkHost(ctx, tx, v.HostGroup); err != nil {
		return v, err
	}
	return v, insertVisit(ctx, tx, v, o.now())
}

func checkHost(ctx context.Context, q db.Querier, id string) error {
	if id == "" {
		return nil
	}
	_, err := loadGroup(ctx, q, id)
	return err
}

// VisitChange is what is to be different; nil leaves a field as it is.
type VisitChange struct {
	Date      *civil.Date
	Starts    *string
	Ends      *string
	Place     *string
	Address   *string
	Area      *string
	HostGroup *string
	Team      *[]string
	Expected  *int
	State     *VisitState
	Note      *string
}

func set[T any](field, value *T) {
	if value != nil {
		*field = *value
	}
}

func (c VisitChange) apply(v Visit) (Visit, error) {
	before := v.State
	set(&v.Date, c.Date)
	set(&v.Starts, c.Starts)
	set(&v.Ends, c.Ends)
	set(&v.Place, c.Place)
	set(&v.Address, c.Address)
	set(&v.Area, c.Area)
	set(&v.HostGroup, c.HostGroup)
	set(&v.Team, c.Team)
	set(&v.Expected, c.Expected)
	set(&v.State, c.State)
	set(&v.Note, c.Note)
	v, err := v.checked()
	if err != nil {
		return v, err
	}
	if v.State != before && !slices.Contains(next[before], v.State) {
		return v, errVisitStep
	}
	return v, nil
}

// ChangeVisit changes a visit's fields or state.
func (o *Outreach) ChangeVisit(ctx context.Context, id string, c VisitChange) (changed Visit, err error) {
	err = o.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		before, err := loadVisit(ctx, tx, id)
		if err != nil {
			return err
		}
		if changed, err = c.apply(before); err != nil {
			return err
		}
		if changed.HostGroup != before.HostGroup {
			if err := checkHost(ctx, tx, changed.HostGroup); err != nil {
				return err
			}
		}
		if err := updateVisit(ctx, tx, changed, o.now()); err != nil {
			return err
		}
		if changed.State == before.State {
			return nil
		}
		return o.note(ctx, tx, "visit."+string(changed.State), id, "")
	})
	return changed, err
}

// Visit is the visit with this id, ErrVisitNotFound if there is none.
func (o *Outreach) Visit(ctx context.Context, q db.Querier, id string) (Visit, error) {
	return loadVisit(ctx, q, id)
}

// Visits are the visits from one day to another, both included, by day and time. A zero day sets no limit.
func (o *Outreach) Visits(ctx context.Context, from, to civil.Date) ([]Visit, error) {
	return listVisits(ctx, o.db.Read(), from, to, "")
}

// VisitsOn are the visits of one day, by time.
func (o *Outreach) VisitsOn(ctx context.Context, q db.Querier, day civil.Date) ([]Visit, error) {
	return listVisits(ctx, q, day, day, "")
}
