package sim

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"jemput/internal/auth"
	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/outreach"
)

// CityHall is where the demo's visit takes place every day, after the roll call.
const CityHall = "Balai Kota Lubuklinggau"

// cityHallHost is the agency that hosts it.
const cityHallHost = "Sekretariat Daerah"

// afternoonHost is the school that is visited after city hall on the city's first day.
const afternoonHost = "SMK Negeri 1 Lubuklinggau"

// comingDays is for how many workdays ahead visits are planned.
const comingDays = 6

// EnsureToday gives the demo its visit at city hall on whatever day it is opened, a weekend included, and fills the
// calendar of the coming workdays. What is there already stays.
func EnsureToday(ctx context.Context, p Parts, today civil.Date) error {
	groups, err := p.Outreach.Groups(ctx, "")
	if err != nil {
		return err
	}
	visits, err := p.Outreach.Visits(ctx, today.AddDays(-2*historyDays), today.AddDays(60))
	if err != nil {
		return err
	}
	team, err := team(ctx, p.Auth)
	if err != nil {
		return err
	}
	for _, v := range missing(today, groups, visits) {
		v.Team = team
		if err := addVisit(ctx, p, v); err != nil {
			return fmt.Errorf("sim: plan %s: %w", v.Place, err)
		}
	}
	return nil
}

func team(ctx context.Context, a *auth.Auth) ([]string, error) {
	staff, err := a.Staff(ctx)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, o := range staff {
		if o.Role == auth.FieldOfficer {
			ids = append(ids, o.ID)
		}
	}
	return ids, nil
}

// missing are the visits that the calendar lacks: at city hall today, and on each of the coming workdays one at an
// institution that was visited least, and longest ago.
func missing(today civil.Date, groups []outreach.GroupSize, visits []outreach.Visit) (list []outreach.Visit) {
	on, last := map[civil.Date]bool{}, map[string]civil.Date{}
	hall := false
	for _, v := range visits {
		on[v.Date] = true
		hall = hall || v.Date == today && v.Place == CityHall
		if last[v.HostGroup].Before(v.Date) {
			last[v.HostGroup] = v.Date
		}
	}
	waiting := slices.DeleteFunc(slices.Clone(groups), func(g outreach.GroupSize) bool { return g.Members < smallest || g.Name == cityHallHost })
	slices.SortStableFunc(waiting, func(a, b outreach.GroupSize) int {
		return cmp.Or(last[a.ID].Compare(last[b.ID]), boolean(b.Name == afternoonHost)-boolean(a.Name == afternoonHost))
	})
	if i := slices.IndexFunc(groups, func(g outreach.GroupSize) bool { return g.Name == cityHallHost }); i >= 0 && !hall {
		list = append(list, visitTo(groups[i], CityHall, today, "07:45", "11:30", outreach.Open))
	}
	if !on[today] && weekday(today) && len(waiting) > 0 {
		list = append(list, visitTo(waiting[0], waiting[0].Name, today, "13:00", "15:30", outreach.Planned))
		waiting = waiting[1:]
	}
	day := today
	for range comingDays {
		for day = day.AddDays(1); !weekday(day); day = day.AddDays(1) {
		}
		if !on[day] && len(waiting) > 0 {
			list = append(list, visitTo(waiting[0], waiting[0].Name, day, "07:45", "11:30", outreach.Planned))
			waiting = waiting[1:]
		}
	}
	return list
}

func visitTo(g outreach.GroupSize, place string, day civil.Date, starts, ends string, state outreach.VisitState) outreach.Visit {
	return outreach.Visit{City: City, Date: day, Starts: starts, Ends: ends, Place: place, HostGroup: g.ID, Expected: g.Members * 2 / 3, State: state}
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

func weekday(d civil.Date) bool { return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday }

func addVisit(ctx context.Context, p Parts, v outreach.Visit) error {
	err := p.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		v, err = p.Outreach.AddVisit(ctx, tx, v)
		return err
	})
	if err != nil || v.HostGroup == "" {
		return err
	}
	_, err = p.Outreach.RosterFromGroup(ctx, v.ID, v.HostGroup)
	return err
}
