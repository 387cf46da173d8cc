package sim

import (
	"context"
	"fmt"
	"math/rand/v2"

	"jemput/internal/auth"
	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/enrol"
	"jemput/internal/outreach"
	"jemput/internal/region"
	"jemput/internal/register"
	"jemput/internal/target"
)

// Parts are the parts of a node that the city is made in.
type Parts struct {
	DB       *db.DB
	Node     config.Node
	Atlas    *region.Atlas
	Auth     *auth.Auth
	Register *register.Register
	Outreach *outreach.Outreach
	Enrol    *enrol.Enrol
	Targets  *target.Targets
}

// Options of a city.
type Options struct {
	Seed     uint64
	Today    civil.Date
	Password string                // of every account
	Progress func(done, total int) // people made so far; may be nil

	size size // fullSize unless a test wants less
}

// Build makes the city in an empty node: people, institutions, staff, target, history and today's visits.
func Build(ctx context.Context, p Parts, o Options) error {
	if o.size == (size{}) {
		o.size = fullSize
	}
	r := rand.New(rand.NewPCG(o.Seed, uint64(o.Today.DaysSince(civil.Date{Year: 2000, Month: 1, Day: 1}))))
	people, err := settlePeople(ctx, p.Register, p.Atlas, r, o)
	if err != nil {
		return err
	}
	ids, all := &people.namer.ids, people.candidates
	list := bodies(r, ids, all)
	if err := foundAll(ctx, p, list, all); err != nil {
		return fmt.Errorf("sim: institutions: %w", err)
	}
	officers, err := hire(ctx, p.Auth, list[0].ID, o.Password)
	if err != nil {
		return err
	}
	if err := setTarget(ctx, p.Targets, o); err != nil {
		return err
	}
	if err := write(ctx, p, tell(r, ids, o.Today, p.Node.Zone, all, list, officers, o.size.realised)); err != nil {
		return fmt.Errorf("sim: history: %w", err)
	}
	return EnsureToday(ctx, p, o.Today)
}

// settlePeople streams the residents into the register.
func settlePeople(ctx context.Context, reg *register.Register, atlas *region.Atlas, r *rand.Rand, o Options) (*population, error) {
	people, err := newPopulation(r, atlas, o.Today, o.size)
	if err != nil {
		return nil, err
	}
	_, err = reg.BulkInsert(ctx, people.next, register.Source{Kind: register.Generated, Name: "contoh", City: City}, func(n int) {
		if o.Progress != nil {
			o.Progress(n, cap(people.candidates))
		}
	})
	return people, err
}

// foundAll adds the institutions with their members.
func foundAll(ctx context.Context, p Parts, list []body, all []candidate) error {
	groups := make([]outreach.Group, len(list))
	for i, b := range list {
		groups[i] = b.Group
	}
	return p.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := p.Outreach.AddGroups(ctx, tx, groups); err != nil {
			return err
		}
		return p.Outreach.AddMembers(ctx, tx, members(list, all))
	})
}

// hire adds one account per role, and two more officers for the team. It gives those who go out.
func hire(ctx context.Context, a *auth.Auth, agency, password string) ([]string, error) {
	accounts := []auth.Account{
		{Login: "admin", Name: "Andi Kurniawan", Role: auth.Administrator}, {Login: "kepala", Name: "Hj. Ratna Dewi", Role: auth.Head},
		{Login: "perencana", Name: "Bayu Prasetyo", Role: auth.Planner}, {Login: "registrar", Name: "Yuliana Sari", Role: auth.Registrar},
		{Login: "petugas", Name: "Rina Marlina", Role: auth.FieldOfficer}, {Login: "opd", Name: "Herman Wijaya", Role: auth.AgencyContact, GroupID: agency},
		{Login: "auditor", Name: "Sri Handayani", Role: auth.Auditor}, {Login: "mitra", Name: "Bank Contoh", Role: auth.RelyingParty},
		{Login: "petugas2", Name: "Dedi Saputra", Role: auth.FieldOfficer}, {Login: "petugas3", Name: "Nurul Hasanah", Role: auth.FieldOfficer},
	}
	for i := range accounts {
		accounts[i].Password = password
	}
	added, err := a.AddOfficers(ctx, accounts)
	if err != nil {
		return nil, err
	}
	var team []string
	for _, o := range added {
		if o.Role == auth.FieldOfficer || o.Role == auth.Registrar {
			team = append(team, o.ID)
		}
	}
	return team, nil
}

func setTarget(ctx context.Context, t *target.Targets, o Options) error {
	_, err := t.Set(ctx, target.Target{
		City: City, Name: fmt.Sprintf("25 %% wajib KTP sampai akhir %d", o.Today.Year), BaseKind: target.WajibKTP, BaseAsOf: o.Today,
		BaseSource: "Data contoh", PercentBP: 2500, Number: int64(o.size.target), Due: civil.Date{Year: o.Today.Year, Month: 12, Day: 31},
	})
	return err
}

func write(ctx context.Context, p Parts, h *history) error {
	return p.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		for _, v := range h.visits {
			added, err := p.Outreach.AddVisit(ctx, tx, v.Visit)
			if err != nil {
				return err
			}
			if _, err := p.Outreach.AddRoster(ctx, tx, added.ID, v.roster, v.Place); err != nil {
				return err
			}
		}
		return p.Enrol.ImportHistory(ctx, tx, h.past)
	})
}
