package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"jemput/internal/auth"
	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/enrol"
	"jemput/internal/fault"
	"jemput/internal/outreach"
	"jemput/internal/register"
	"jemput/internal/sim"
)

// DemoPassword is the published password of all the demo's accounts.
const DemoPassword = "jemput-contoh"

// Demo is what somebody, or a program, needs to use the demo.
type Demo struct {
	URL         string        `json:"url"`
	TrustAnchor string        `json:"trust_anchor"` // path of a PEM file
	Accounts    []DemoAccount `json:"accounts"`
	Samples     DemoSamples   `json:"samples"`
}

// DemoAccount is one way in.
type DemoAccount struct {
	Role     auth.Role `json:"role"`
	Login    string    `json:"login"`
	Password string    `json:"password"`
}

// DemoSamples are people to try things with; "" where the city has none of the kind left.
type DemoSamples struct {
	Eligible    string `json:"eligible_nik"`
	Outsider    string `json:"outsider_nik"`
	NotRecorded string `json:"not_recorded_nik"`
	Active      string `json:"active_nik"`
}

// demoDone marks a folder whose city is complete: one that was cut short is made anew.
const demoDone = "demo.complete"

// demoMaking marks a folder in which the making of a demo began.
const demoMaking = "demo.making"

// OpenDemo opens the demo in the data folder, and makes the city the first time. progress may be nil.
func OpenDemo(ctx context.Context, o Options, seed uint64, progress func(done, total int)) (*App, Demo, error) {
	o.Demo = true
	if o.remote() {
		return nil, Demo{}, fault.New(fault.Invalid, "demo_remote", "The demo lives in a folder, not in a database server.").WithField("data")
	}
	if err := clearUnfinished(ctx, o); err != nil {
		return nil, Demo{}, err
	}
	a, err := Open(ctx, o)
	if errors.Is(err, config.ErrNotPrepared) {
		a, err = makeDemo(ctx, o, seed, progress)
	}
	if err != nil {
		return nil, Demo{}, err
	}
	info, err := a.demo(ctx)
	if err != nil {
		return nil, Demo{}, errors.Join(err, a.Close())
	}
	return a, info, nil
}

var errNotDemo = fault.New(fault.Conflict, "data_not_demo", "This data folder is a real city's, not the demo's.").WithHint("give the demo a --data folder of its own")

// clearUnfinished removes the database of a demo whose making was cut short. A folder with anything else in it is
// refused, also where a city was prepared in what such a demo left.
func clearUnfinished(ctx context.Context, o Options) error {
	if exists(filepath.Join(o.Data, demoDone)) {
		return nil
	}
	making := filepath.Join(o.Data, demoMaking)
	switch {
	case !exists(making) && exists(o.database()):
		return errNotDemo
	case !exists(making):
		if err := os.MkdirAll(o.Data, 0o700); err != nil {
			return err
		}
		return os.WriteFile(making, nil, 0o600)
	case exists(o.database()) && holdsCity(ctx, o):
		return errNotDemo
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(o.database() + end); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// holdsCity reports that the database is a real city's. One that cannot be read is nobody's.
func holdsCity(ctx context.Context, o Options) bool {
	d, err := db.Open(ctx, o.database())
	if err != nil {
		return false
	}
	defer func() { _ = d.Close() }()
	node, err := config.LoadNode(ctx, d.Read())
	return err == nil && !node.Specimen
}

func makeDemo(ctx context.Context, o Options, seed uint64, progress func(done, total int)) (*App, error) {
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		return nil, err
	}
	node := config.Node{City: sim.City, Mode: config.Native, Specimen: true, Authority: "Disdukcapil Kota Lubuklinggau (CONTOH)", Zone: zone}
	if _, err := Prepare(ctx, o, node); err != nil {
		return nil, err
	}
	a, err := Open(ctx, o)
	if err != nil {
		return nil, err
	}
	err = sim.Build(ctx, a.parts(), sim.Options{Seed: seed, Today: a.day(), Password: DemoPassword, Progress: progress})
	if err == nil {
		err = os.WriteFile(filepath.Join(o.Data, demoDone), nil, 0o600)
	}
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

func (a *App) parts() sim.Parts {
	return sim.Parts{DB: a.DB, Node: a.Node, Atlas: a.Atlas, Auth: a.Auth, Register: a.Register, Outreach: a.Outreach, Enrol: a.Enrol, Targets: a.Targets}
}

// day is the civil day in the city.
func (a *App) day() civil.Date { return civil.In(a.options.Now(), a.Node.Zone) }

// demo makes sure of today's visit and says how to use the demo.
func (a *App) demo(ctx context.Context) (Demo, error) {
	if err := sim.EnsureToday(ctx, a.parts(), a.day()); err != nil {
		return Demo{}, err
	}
	staff, err := a.Auth.Staff(ctx)
	if err != nil {
		return Demo{}, err
	}
	d := Demo{TrustAnchor: a.Keys.AnchorPath()}
	seen := map[auth.Role]bool{}
	for _, role := range auth.Roles() {
		for _, o := range staff {
			if o.Role == role && !seen[role] {
				seen[role] = true
				d.Accounts = append(d.Accounts, DemoAccount{role, o.Login, DemoPassword})
			}
		}
	}
	d.Samples, err = a.samples(ctx)
	return d, err
}

// samples picks people from the roster of today's visit and from the city's institutions.
func (a *App) samples(ctx context.Context) (DemoSamples, error) {
	var s DemoSamples
	visits, err := a.Outreach.VisitsOn(ctx, a.DB.Read(), a.day())
	if err != nil {
		return s, err
	}
	for _, v := range visits {
		if err := a.sampleVisit(ctx, v, &s); err != nil {
			return s, err
		}
	}
	groups, err := a.Outreach.Groups(ctx, "")
	for _, g := range groups {
		if s.complete() || err != nil {
			break
		}
		err = a.sampleGroup(ctx, g.Group, &s)
	}
	return s, err
}

func (s *DemoSamples) complete() bool {
	return s.Eligible != "" && s.Outsider != "" && s.NotRecorded != "" && s.Active != ""
}

func (a *App) sampleVisit(ctx context.Context, v outreach.Visit, s *DemoSamples) error {
	roster, err := a.Outreach.Roster(ctx, a.DB.Read(), v.ID)
	if err != nil {
		return err
	}
	ids := make([]string, 0, len(roster))
	for _, e := range roster {
		ids = append(ids, e.ResidentID)
	}
	return a.samplePeople(ctx, ids, s)
}

func (a *App) sampleGroup(ctx context.Context, g outreach.Group, s *DemoSamples) error {
	list, err := a.Outreach.Members(ctx, a.DB.Read(), g.ID, "", 0)
	if err != nil {
		return err
	}
	ids := make([]string, len(list))
	for i, m := range list {
		ids[i] = m.ResidentID
	}
	return a.samplePeople(ctx, ids, s)
}

// samplePeople fills what is still missing with the first of these people who fits.
func (a *App) samplePeople(ctx context.Context, ids []string, s *DemoSamples) error {
	people, err := a.Register.ByIDs(ctx, a.DB.Read(), ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		p, ok := people[id]
		if !ok || s.complete() {
			continue
		}
		triage, err := a.Enrol.Triage(ctx, a.DB.Read(), &p)
		if err != nil {
			return err
		}
		s.take(&p, triage.Code, a.Node.City)
	}
	return nil
}

func (s *DemoSamples) take(p *register.Resident, triage enrol.TriageCode, city string) {
	slot := &s.Eligible
	switch {
	case triage == enrol.AlreadyActive:
		slot = &s.Active
	case triage == enrol.RecordFirst:
		slot = &s.NotRecorded
	case triage != enrol.MayActivate:
		return
	case p.City() != city:
		slot = &s.Outsider
	}
	if *slot == "" {
		*slot = p.NIK.Reveal()
	}
}
