package target

import (
	"context"
	"time"

	"jemput/internal/civil"
	"jemput/internal/db"
)

// paceDays is over how many workdays the pace is averaged.
const paceDays = 20

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

// shares are realised as percentages of the base and of the target.
func (g Target) shares(realised int64) (ofBase, ofTarget Percent) {
	reached := realised >= g.Number
	return shareShort(realised, g.Base, Percent(g.PercentBP), reached), shareShort(realised, g.Number, 100_00, reached)
}

// Figures are the sums that change with every activation.
type Figures struct {
	Realised        int64 `json:"realised" doc:"Activated people who live here, wherever they were served"`
	Today           int64 `json:"today" doc:"Of them, today"`
	Yesterday       int64 `json:"yesterday"`
	ServedHere      int64 `json:"served_here" doc:"Activated people who were served here, wherever they live"`
	ServedHereToday int64 `json:"served_here_today"`
	OutsidersServed int64 `json:"outsiders_served" doc:"Served here, counted elsewhere"`
}

// figures sums them up in two passes over the counters of activations.
func (t *Targets) figures(ctx context.Context, q db.Querier) (f Figures, err error) {
	today := t.today()
	live, err := sums(ctx, q, `day`, `''`, `outcome = $1 AND city = $2`, active, t.Node.City)
	if err != nil {
		return f, err
	}
	for _, s := range live {
		f.Realised += s.n
		switch s.key {
		case today.String():
			f.Today += s.n
		case today.AddDays(-1).String():
			f.Yesterday += s.n
		}
	}
	served, err := sums(ctx, q, `day`, `city`, `place_city = $1 AND outcome = $2`, t.Node.City, active)
	for _, s := range served {
		f.ServedHere += s.n
		if s.key == today.String() {
			f.ServedHereToday += s.n
		}
		if s.sub != t.Node.City {
			f.OutsidersServed += s.n
		}
	}
	return f, err
}

// DayCount is how many people were activated on a day.
type DayCount struct {
	Day civil.Date `json:"day"`
	N   int64      `json:"n"`
}

// series are the activations of the city's people by day, from a day on, days without any left out.
func (t *Targets) series(ctx context.Context, q db.Querier, from civil.Date) ([]DayCount, error) {
	list, err := sums(ctx, q, `day`, `''`, `outcome = $1 AND city = $2 AND day >= $3`, active, t.Node.City, from.String())
	if err != nil {
		return nil, err
	}
	days := make([]DayCount, len(list))
	for i, s := range list {
		if days[i].Day, err = civil.Parse(s.key); err != nil {
			return nil, err
		}
		days[i].N = s.n
	}
	return days, nil
}

// workday reports Monday to Friday. Public holidays are not known.
func workday(d civil.Date) bool {
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday
}

// workdays counts the workdays from a day to another, both included.
func workdays(from, to civil.Date) (n int64) {
	for d := from; !to.Before(d); d = d.AddDays(1) {
		if workday(d) {
			n++
		}
	}
	return n
}

// paceFrom is the first of the last paceDays workdays before a day.
func paceFrom(today civil.Date) civil.Date {
	d, left := today, paceDays
	for left > 0 {
		if d = d.AddDays(-1); workday(d) {
			left--
		}
	}
	return d
}

// expected is what a straight line from the first day of the year of g's end to that end has reached on a day.
func (g Target) expected(on civil.Date) int64 {
	start := civil.Date{Year: g.Due.Year, Month: time.January, Day: 1}
	if on.Before(start) {
		return 0
	}
	return min(g.Number, g.Number*int64(on.DaysSince(start)+1)/int64(g.Due.DaysSince(start)+1))
}

// needed is how many a workday it takes from a day on, that day included; 0 when it is reached or too late.
func (g Target) needed(realised int64, on civil.Date) (perWorkday, left int64) {
	left = workdays(on, g.Due)
	if realised >= g.Number || left == 0 {
		return 0, left
	}
	return (g.Number - realised + left - 1) / left, left
}
