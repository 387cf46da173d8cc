package target

import (
	"context"
	"time"

	"jemput/internal/db"
)

// Status is how a city stands.
type Status struct {
	Base            int64     `json:"base"`
	Target          int64     `json:"target"`
	Realised        int64     `json:"realised"`
	PercentOfBase   Percent   `json:"percent_of_base"`
	PercentOfTarget Percent   `json:"percent_of_target"`
	AsOf            time.Time `json:"as_of"`
}

// Status is the city's standing; without a target, base and target are 0.
func (t *Targets) Status(ctx context.Context) (Status, error) {
	q := t.DB.Read()
	g, _, err := t.Current(ctx, q)
	if err != nil {
		return Status{}, err
	}
	now, err := t.figures(ctx, q)
	if err != nil {
		return Status{}, err
	}
	s := Status{Base: g.Base, Target: g.Number, Realised: now.Realised, AsOf: t.Now().UTC()}
	s.PercentOfBase, s.PercentOfTarget = g.shares(now.Realised)
	return s, nil
}

func (t *Targets) figures(ctx context.Context, q db.Querier) (Figures, error) {
	list, err := loadDays(ctx, q, t.Node.City)
	return list.figures(t.today()), err
}

// shares are realised as percentages of the base and of the target.
func (g Target) shares(realised int64) (ofBase, ofTarget Percent) {
	reached := realised >= g.Number
	return shareShort(realised, g.Base, Percent(g.PercentBP), reached), shareShort(realised, g.Number, 100_00, reached)
}
