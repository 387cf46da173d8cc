package enrol

import (
	"context"
	"net/http"
	"strings"
	"time"

	"jemput/internal/auth"
	"jemput/internal/httpapi"
	"jemput/internal/outreach"
	"jemput/internal/register"
)

// listRoutes adds who has which attempts: of a resident, behind a figure, on a roster.
func (e *Enrol) listRoutes(api *httpapi.API) {
	httpapi.Register(api, declare(http.MethodGet, "/api/v1/residents/{id}/standing", "resident-standing",
		"What can be done for a resident, and their attempts", auth.ResidentRead, "resident.standing"), e.serveStanding)
	list := declare(http.MethodGet, "/api/v1/attempts", "attempt-list", "The attempts behind a figure, those that changed last first", auth.RosterRead, "attempt.list")
	roster := declare(http.MethodGet, "/api/v1/visits/{id}/roster", "visit-roster", "Everybody expected at a visit, and how far they are", auth.RosterRead, "visit.roster")
	list.Coalesce, roster.Coalesce = true, true
	list.Timeout, roster.Timeout = time.Minute, time.Minute
	httpapi.Register(api, list, e.serveList)
	httpapi.Register(api, roster, e.serveRoster)
}

type standingGroup struct {
	ID   string             `json:"id"`
	Name string             `json:"name"`
	Kind outreach.GroupKind `json:"kind"`
}

type standingOutput struct {
	Body struct {
		Triage   triageBody     `json:"triage"`
		Group    *standingGroup `json:"group" doc:"The resident's primary group"`
		Open     *attemptBody   `json:"open"`
		Attempts []attemptBody  `json:"attempts" doc:"Newest first"`
	}
}

func (e *Enrol) serveStanding(ctx context.Context, in *idInput) (*standingOutput, error) {
	q := e.DB.Read()
	p, err := e.Register.Get(ctx, q, in.ID)
	if err != nil {
		return nil, err
	}
	all, err := attemptsOf(ctx, q, []string{p.ID})
	if err != nil {
		return nil, err
	}
	groups, err := e.Outreach.PrimaryGroups(ctx, q, []string{p.ID})
	if err != nil {
		return nil, err
	}
	names, err := e.names(ctx)
	if err != nil {
		return nil, err
	}
	out := &standingOutput{}
	out.Body.Triage = triageView(e.triageAmong(&p, all[p.ID]))
	out.Body.Attempts = e.views(all[p.ID], names)
	for i := range all[p.ID] {
		if all[p.ID][i].State.Open() {
			out.Body.Open = &out.Body.Attempts[i]
		}
	}
	if g, ok := groups[p.ID]; ok {
		out.Body.Group = &standingGroup{g.ID, g.Name, g.Kind}
	}
	return out, nil
}

// triageAmong is Triage for a person whose attempts are at hand.
func (e *Enrol) triageAmong(p *register.Resident, attempts []Attempt) Triage {
	for i := range attempts {
		if attempts[i].State == Active {
			return Triage{AlreadyActive}
		}
	}
	return Triage{triageOf(p, e.today())}
}

type attemptsInput struct {
	Visit string `query:"visit" maxLength:"40"`
	State State  `query:"state" maxLength:"20" doc:"prepared, identified, offered, active, failed, refused or left"`
	Code  string `query:"code" maxLength:"40" doc:"Of the outcome"`
	Day   string `query:"day" maxLength:"10" doc:"On which they came into their state, YYYY-MM-DD"`
	Area  string `query:"area" maxLength:"13" doc:"Kelurahan, kecamatan or city of domicile"`
	Group string `query:"group" maxLength:"40"`
	After string `query:"after" maxLength:"80" doc:"The next of the page before"`
	Limit int    `query:"limit" minimum:"1" maximum:"500" default:"50"`
}

type attemptRow struct {
	attemptBody
	Resident register.ResidentSummary `json:"resident"`
}

type attemptsOutput struct {
	Body struct {
		Attempts []attemptRow `json:"attempts"`
		Total    int          `json:"total"`
		Next     string       `json:"next,omitempty" doc:"Send it as after to get the next page"`
	}
}

func (e *Enrol) serveList(ctx context.Context, in *attemptsInput) (*attemptsOutput, error) {
	on, err := day("day", in.Day)
	if err != nil {
		return nil, err
	}
	q := e.DB.Read()
	page, err := e.List(ctx, q, Filter{VisitID: in.Visit, GroupID: in.Group, State: in.State, Code: in.Code, Day: on, Area: in.Area, After: in.After, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(page.Attempts))
	for i := range page.Attempts {
		ids[i] = page.Attempts[i].ResidentID
	}
	people, err := e.people(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	names, err := e.names(ctx)
	if err != nil {
		return nil, err
	}
	out, today := &attemptsOutput{}, e.today()
	out.Body.Total, out.Body.Next, out.Body.Attempts = page.Total, page.Next, make([]attemptRow, len(page.Attempts))
	for i := range page.Attempts {
		p := people[page.Attempts[i].ResidentID]
		out.Body.Attempts[i] = attemptRow{e.view(&page.Attempts[i], names), e.Register.Summary(&p, today)}
	}
	return out, nil
}

type rosterInput struct {
	ID string `path:"id" maxLength:"40"`
	Q  string `query:"q" maxLength:"100" doc:"Words of the name or unit"`
}

type rosterEntry struct {
	No        int                       `json:"no"`
	Unit      string                    `json:"unit"`
	GivenName string                    `json:"given_name" doc:"As the list wrote it"`
	Resident  *register.ResidentSummary `json:"resident"`
	Triage    *triageBody               `json:"triage"`
	Attempt   *attemptBody              `json:"attempt" doc:"The person's open or active attempt, or the last one at this visit"`
}

type rosterOutput struct {
	Body struct {
		Entries []rosterEntry `json:"entries"`
	}
}

func (e *Enrol) serveRoster(ctx context.Context, in *rosterInput) (*rosterOutput, error) {
	q := e.DB.Read()
	if _, err := e.Outreach.Visit(ctx, q, in.ID); err != nil {
		return nil, err
	}
	entries, err := e.Outreach.Roster(ctx, q, in.ID)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(entries))
	for i := range entries {
		ids[i] = entries[i].ResidentID
	}
	people, err := e.people(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	attempts, err := attemptsOf(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	names, err := e.names(ctx)
	if err != nil {
		return nil, err
	}
	out, today := &rosterOutput{}, e.today()
	out.Body.Entries = []rosterEntry{}
	for _, r := range entries {
		row := rosterEntry{No: r.No, Unit: r.Unit, GivenName: r.GivenName}
		if p, ok := people[r.ResidentID]; ok {
			summary, triage := e.Register.Summary(&p, today), triageView(e.triageAmong(&p, attempts[p.ID]))
			row.Resident, row.Triage = &summary, &triage
			if a := telling(attempts[p.ID], in.ID); a != nil {
				b := e.view(a, names)
				row.Attempt = &b
			}
		}
		if row.has(in.Q) {
			out.Body.Entries = append(out.Body.Entries, row)
		}
	}
	return out, nil
}

// telling is the attempt that says where somebody stands at a visit: the active or open one wherever it is,
// else the newest one there. attempts are newest first.
func telling(attempts []Attempt, visitID string) *Attempt {
	var there *Attempt
	for i := range attempts {
		a := &attempts[i]
		if a.State == Active || a.State.Open() {
			return a
		}
		if a.VisitID == visitID && there == nil {
			there = a
		}
	}
	return there
}

// has reports whether every word of q is in the name or the unit.
func (r *rosterEntry) has(q string) bool {
	in := strings.ToUpper(r.GivenName + " " + r.Unit)
	if r.Resident != nil {
		in += " " + strings.ToUpper(r.Resident.Name)
	}
	for _, word := range strings.Fields(strings.ToUpper(q)) {
		if !strings.Contains(in, word) {
			return false
		}
	}
	return true
}
