package sim

import (
	"context"
	"fmt"
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

// EnsureToday gives the demo its visit at city hall when it is opened on a later day.
func EnsureToday(ctx context.Context, p Parts, today civil.Date) error {
	visits, err := p.Outreach.VisitsOn(ctx, p.DB.Read(), today)
	if err != nil {
		return err
	}
	for _, v := range visits {
		if v.Place == CityHall {
			return nil
		}
	}
	return plan(ctx, p, today)
}

// plan puts today's visits and the coming ones on the calendar, with their rosters.
func plan(ctx context.Context, p Parts, today civil.Date) error {
	team, err := team(ctx, p.Auth)
	if err != nil {
		return err
	}
	groups, err := p.Outreach.Groups(ctx, "")
	if err != nil {
		return err
	}
	taken, err := p.Outreach.Visits(ctx, today, today.AddDays(30))
	if err != nil {
		return err
	}
	planned := map[string]bool{}
	for _, v := range taken {
		planned[v.Date.String()+v.HostGroup] = true
	}
	for _, v := range calendar(today, groups) {
		if planned[v.Date.String()+v.HostGroup] {
			continue
		}
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

// calendar is today's two visits and one on each of the next workdays.
func calendar(today civil.Date, groups []outreach.GroupSize) []outreach.Visit {
	byName := map[string]outreach.GroupSize{}
	for _, g := range groups {
		byName[g.Name] = g
	}
	visit := func(day civil.Date, name, place, starts, ends string, state outreach.VisitState) outreach.Visit {
		g := byName[name]
		return outreach.Visit{City: City, Date: day, Starts: starts, Ends: ends, Place: place, HostGroup: g.ID, Expected: g.Members * 2 / 3, State: state}
	}
	list := []outreach.Visit{
		visit(today, cityHallHost, CityHall, "07:45", "11:30", outreach.Open),
		visit(today, schools[9]+" Lubuklinggau", schools[9]+" Lubuklinggau", "13:00", "15:30", outreach.Planned),
	}
	coming := []string{"SMA Negeri 2 Lubuklinggau", "Dinas Lingkungan Hidup", "SMK Negeri 2 Lubuklinggau", "RSUD Siti Aisyah", "SMK Negeri 3 Lubuklinggau", "PD Pasar Kota"}
	day := today
	for _, name := range coming {
		for day = day.AddDays(1); day.Weekday() == time.Saturday || day.Weekday() == time.Sunday; {
			day = day.AddDays(1)
		}
		if byName[name].ID != "" {
			list = append(list, visit(day, name, name, "07:45", "11:30", outreach.Planned))
		}
	}
	return list
}

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
