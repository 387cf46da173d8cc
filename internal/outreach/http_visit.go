package outreach

import (
	"context"
	"net/http"
	"slices"

	"jemput/internal/auth"
	"jemput/internal/db"
	"jemput/internal/httpapi"
	"jemput/internal/register"
)

func (d *desk) visitRoutes(api *httpapi.API) {
	httpapi.Register(api, declare(http.MethodGet, "/api/v1/visits", "visit-list", "Visits by day and time", auth.VisitRead, "visit.list"), d.serveVisits)
	httpapi.Register(api, declare(http.MethodPost, "/api/v1/visits", "visit-add", "Plan a visit", auth.VisitWrite, "visit.add"), d.serveAddVisit)
	httpapi.Register(api, declare(http.MethodGet, "/api/v1/visits/{id}", "visit-read", "One visit", auth.VisitRead, "visit.read"), d.serveVisit)
	httpapi.Register(api, declare(http.MethodPatch, "/api/v1/visits/{id}", "visit-change",
		"Change a visit, open, close or cancel it", auth.VisitWrite, "visit.change"), d.serveChangeVisit)
}

type hostBody struct {
	ID   string    `json:"id"`
	Name string    `json:"name"`
	Kind GroupKind `json:"kind"`
}

type teamBody struct {
	ID   string `json:"id"`
	Name string `json:"name" doc:"Empty for an officer whose account is closed"`
}

type countsBody struct {
	Present         int `json:"present" doc:"People with an attempt at the visit"`
	Active          int `json:"active" doc:"Activated and counted in this city"`
	ActiveElsewhere int `json:"active_elsewhere" doc:"Activated, but counted in the city where they live"`
	Offered         int `json:"offered"`
	Failed          int `json:"failed"`
	Refused         int `json:"refused"`
	Left            int `json:"left"`
}

type visitBody struct {
	ID       string          `json:"id"`
	Date     string          `json:"date" format:"date"`
	Starts   string          `json:"starts" example:"07:30"`
	Ends     string          `json:"ends"`
	Place    string          `json:"place"`
	Address  string          `json:"address"`
	Area     *register.Place `json:"area"`
	Host     *hostBody       `json:"host"`
	Team     []teamBody      `json:"team"`
	Expected int             `json:"expected"`
	Roster   int             `json:"roster" doc:"Entries of the roster"`
	State    VisitState      `json:"state" enum:"planned,open,closed,cancelled"`
	Note     string          `json:"note"`
	Counts   countsBody      `json:"counts"`
}

type visitOutput struct{ Body visitBody }

// bodies shows visits with what others know of them, which is asked once for all.
func (d *desk) bodies(ctx context.Context, visits []Visit) ([]visitBody, error) {
	ids, hostIDs := make([]string, len(visits)), []string{}
	for i, v := range visits {
		ids[i] = v.ID
		if v.HostGroup != "" && !slices.Contains(hostIDs, v.HostGroup) {
			hostIDs = append(hostIDs, v.HostGroup)
		}
	}
	hosts, err := loadGroups(ctx, d.db.Read(), hostIDs)
	if err != nil {
		return nil, err
	}
	sizes, err := rosterSizes(ctx, d.db.Read(), ids)
	if err != nil {
		return nil, err
	}
	counts, err := d.counts(ctx, ids)
	if err != nil {
		return nil, err
	}
	names, err := d.officers(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]visitBody, len(visits))
	for i, v := range visits {
		b := visitBody{ID: v.ID, Date: v.Date.String(), Starts: v.Starts, Ends: v.Ends, Place: v.Place, Address: v.Address, Area: d.place(v.Area),
			Team: []teamBody{}, Expected: v.Expected, Roster: sizes[v.ID], State: v.State, Note: v.Note, Counts: countsBody(counts[v.ID])}
		if g, ok := hosts[v.HostGroup]; ok {
			b.Host = &hostBody{g.ID, g.Name, g.Kind}
		}
		for _, id := range v.Team {
			b.Team = append(b.Team, teamBody{id, names[id]})
		}
		all[i] = b
	}
	return all, nil
}

// officers are the names of the staff by id.
func (d *desk) officers(ctx context.Context) (map[string]string, error) {
	staff, err := d.Staff.Staff(ctx)
	names := make(map[string]string, len(staff))
	for _, o := range staff {
		names[o.ID] = o.Name
	}
	return names, err
}

func (d *desk) answer(ctx context.Context, v Visit) (*visitOutput, error) {
	all, err := d.bodies(ctx, []Visit{v})
	if err != nil {
		return nil, err
	}
	return &visitOutput{all[0]}, nil
}

type visitsInput struct {
	From string `query:"from" maxLength:"10" doc:"First day; without it there is no limit"`
	To   string `query:"to" maxLength:"10" doc:"Last day"`
}

type visitsOutput struct {
	Body struct {
		Visits []visitBody `json:"visits"`
	}
}

func (d *desk) serveVisits(ctx context.Context, in *visitsInput) (*visitsOutput, error) {
	from, err := readDay(in.From, "from")
	if err != nil {
		return nil, err
	}
	to, err := readDay(in.To, "to")
	if err != nil {
		return nil, err
	}
	visits := []Visit{}
	if host, limited := only(ctx); !limited || host != "" {
		if !limited {
			host = ""
		}
		if visits, err = listVisits(ctx, d.db.Read(), from, to, host); err != nil {
			return nil, err
		}
	}
	out := &visitsOutput{}
	out.Body.Visits, err = d.bodies(ctx, visits)
	return out, err
}

type visitInput struct {
	ID string `path:"id" maxLength:"40"`
}

func (d *desk) serveVisit(ctx context.Context, in *visitInput) (*visitOutput, error) {
	v, err := loadVisit(ctx, d.db.Read(), in.ID)
	if err != nil {
		return nil, err
	}
	if !sees(ctx, v.HostGroup) {
		return nil, ErrVisitNotFound
	}
	return d.answer(ctx, v)
}

// visitFields are what a client may say of a visit; nil for what it leaves out.
type visitFields struct {
	Date     *string     `json:"date,omitempty" maxLength:"10"`
	Starts   *string     `json:"starts,omitempty" maxLength:"5"`
	Ends     *string     `json:"ends,omitempty" maxLength:"5"`
	Place    *string     `json:"place,omitempty" maxLength:"400"`
	Address  *string     `json:"address,omitempty" maxLength:"400"`
	Area     *string     `json:"area,omitempty" maxLength:"13" doc:"Code of the kelurahan"`
	Host     *string     `json:"host,omitempty" maxLength:"40" doc:"Id of the group whose place it is"`
	Team     *[]string   `json:"team,omitempty" maxItems:"50" doc:"Ids of officers"`
	Expected *int        `json:"expected,omitempty"`
	State    *VisitState `json:"state,omitempty" enum:"planned,open,closed,cancelled"`
	Note     *string     `json:"note,omitempty" maxLength:"2000"`
}

func (d *desk) change(ctx context.Context, f visitFields) (VisitChange, error) {
	c := VisitChange{Starts: f.Starts, Ends: f.Ends, Place: f.Place, Address: f.Address, Area: f.Area, HostGroup: f.Host, Team: f.Team,
		Expected: f.Expected, State: f.State, Note: f.Note}
	if f.Date != nil {
		day, err := readDay(*f.Date, "date")
		if err != nil {
			return c, err
		}
		c.Date = &day
	}
	if f.Area != nil {
		if err := d.checkArea(*f.Area); err != nil {
			return c, err
		}
	}
	if f.Team == nil {
		return c, nil
	}
	names, err := d.officers(ctx)
	if err != nil {
		return c, err
	}
	for _, id := range *f.Team {
		if _, ok := names[id]; !ok {
			return c, errOfficer
		}
	}
	return c, nil
}

type addVisitInput struct{ Body visitFields }

func (d *desk) serveAddVisit(ctx context.Context, in *addVisitInput) (*visitOutput, error) {
	c, err := d.change(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	c.State = nil // a visit begins as planned
	v, err := c.apply(Visit{City: d.City, State: Planned})
	if err != nil {
		return nil, err
	}
	err = d.db.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		v, err = d.AddVisit(ctx, tx, v)
		return err
	})
	if err != nil {
		return nil, err
	}
	httpapi.SetSubject(ctx, v.ID)
	return d.answer(ctx, v)
}

type changeVisitInput struct {
	ID   string `path:"id" maxLength:"40"`
	Body visitFields
}

func (d *desk) serveChangeVisit(ctx context.Context, in *changeVisitInput) (*visitOutput, error) {
	c, err := d.change(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	v, err := d.ChangeVisit(ctx, in.ID, c)
	if err != nil {
		return nil, err
	}
	return d.answer(ctx, v)
}
