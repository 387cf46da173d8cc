package enrol

import (
	"context"

	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/outreach"
	"jemput/internal/register"
)

// StartRequest says whom an attempt is for, and where.
type StartRequest struct {
	ResidentID string
	VisitID    string // "" at the counter
	Channel    Channel
}

var (
	errChannel   = fault.New(fault.Invalid, "channel_unknown", "The channel is visit, with the visit's id, or counter, without one.").WithField("channel")
	errVisitOver = fault.New(fault.Conflict, "visit_over", "The visit is closed or cancelled.").WithField("visit_id").
			WithHint("open the visit again, or serve the person at the counter")
)

func (r StartRequest) checked() (StartRequest, error) {
	if r.Channel == "" {
		r.Channel = Counter
		if r.VisitID != "" {
			r.Channel = Visiting
		}
	}
	if r.Channel == Visiting && r.VisitID != "" || r.Channel == Counter && r.VisitID == "" {
		return r, nil
	}
	return r, errChannel
}

// Start begins an attempt, or gives the person's open one, wherever it was begun. Somebody who cannot be
// activated is refused with the triage's code as a Conflict.
func (e *Enrol) Start(ctx context.Context, r StartRequest) (Attempt, error) {
	r, err := r.checked()
	if err != nil {
		return Attempt{}, err
	}
	var a Attempt
	err = e.write(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		a, err = e.startIn(ctx, tx, r, true)
		return err
	})
	return a, err
}

// TurnAway records in one step that somebody came and got nothing: the attempt is begun, or the open one
// taken, and closed. It is how those are counted whom Start refuses.
func (e *Enrol) TurnAway(ctx context.Context, r StartRequest, o Outcome) (Attempt, error) {
	r, err := r.checked()
	if err != nil {
		return Attempt{}, err
	}
	if o, err = o.checked(e.today()); err != nil {
		return Attempt{}, err
	}
	var a Attempt
	err = e.write(ctx, func(ctx context.Context, tx db.Tx) error {
		open, err := e.startIn(ctx, tx, r, false)
		if err != nil {
			return err
		}
		a, err = e.actIn(ctx, tx, open.ID, e.closing(o))
		return err
	})
	return a, err
}

func (e *Enrol) startIn(ctx context.Context, tx db.Tx, r StartRequest, mustActivate bool) (Attempt, error) {
	p, err := e.Register.Get(ctx, tx, r.ResidentID)
	if err != nil {
		return Attempt{}, err
	}
	open, found, err := openAttempt(ctx, tx, p.ID)
	if err != nil || found {
		return open, err
	}
	t, err := e.Triage(ctx, tx, &p)
	if err != nil {
		return Attempt{}, err
	}
	if mustActivate || t.Code == AlreadyActive {
		if err := t.refusal(); err != nil {
			return Attempt{}, err
		}
	}
	if err := e.checkVisit(ctx, tx, r.VisitID); err != nil {
		return Attempt{}, err
	}
	a, err := e.fresh(ctx, tx, &p, r)
	if err != nil {
		return Attempt{}, err
	}
	return a, e.begin(ctx, tx, &a, event{kind: started, by: a.OfficerID, detail: startedDetail{
		a.Channel, a.VisitID, a.GroupID, a.PlaceCity, a.Area, a.Mode, t.Code,
	}})
}

type startedDetail struct {
	Channel   Channel     `json:"channel"`
	VisitID   string      `json:"visit,omitempty"`
	GroupID   string      `json:"group,omitempty"`
	PlaceCity string      `json:"place_city"`
	Area      string      `json:"area"`
	Mode      config.Mode `json:"mode"`
	Triage    TriageCode  `json:"triage"`
}

func (e *Enrol) checkVisit(ctx context.Context, tx db.Tx, id string) error {
	if id == "" {
		return nil
	}
	v, err := e.Outreach.Visit(ctx, tx, id)
	if err == nil && (v.State == outreach.Closed || v.State == outreach.Cancelled) {
		return errVisitOver
	}
	return err
}

// fresh is a new attempt. Domicile and group are kept as they are today: a later move does not change whom it counts for.
func (e *Enrol) fresh(ctx context.Context, tx db.Tx, p *register.Resident, r StartRequest) (Attempt, error) {
	groups, err := e.Outreach.PrimaryGroups(ctx, tx, []string{p.ID})
	if err != nil {
		return Attempt{}, err
	}
	now := e.moment()
	return Attempt{
		ID: newID(), ResidentID: p.ID, VisitID: r.VisitID, GroupID: groups[p.ID].ID, OfficerID: officer(ctx), Channel: r.Channel,
		Mode: e.Node.Mode, PlaceCity: e.Node.City, Area: p.Area, State: Prepared, StartedAt: now, ChangedAt: now, Day: e.today(),
	}, nil
}
