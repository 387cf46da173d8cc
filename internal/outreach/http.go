package outreach

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"jemput/internal/auth"
	"jemput/internal/civil"
	"jemput/internal/fault"
	"jemput/internal/httpapi"
	"jemput/internal/register"
)

// Staff knows the officers. Implemented by auth.
type Staff interface {
	Staff(ctx context.Context) ([]auth.Officer, error)
}

// Deps is what the operations need beside the outreach. Every field is required.
type Deps struct {
	City   string // the node's own, "16.73"
	Places register.Places
	Staff  Staff
	Today  func() civil.Date
}

// desk answers for groups and visits.
type desk struct {
	*Outreach
	Deps
}

// Routes adds the operations on groups, visits and rosters. An agency's contact sees their own agency only.
func Routes(api *httpapi.API, o *Outreach, deps Deps) {
	d := &desk{o, deps}
	d.groupRoutes(api)
	d.visitRoutes(api)
	d.rosterRoutes(api)
}

func declare(method, path, id, summary string, scope httpapi.Scope, event string) httpapi.Op {
	return httpapi.Op{Operation: huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"outreach"},
	}, Scope: scope, Audit: event, Coalesce: method == http.MethodGet}
}

const listTimeout = time.Minute // for a list of people over a slow line

var (
	errRosterScope = fault.New(fault.Denied, "scope_missing", "Your role does not allow this.")
	errArea        = fault.New(fault.Invalid, "area_unknown", "There is no kelurahan with this code.").WithField("area")
	errOfficer     = fault.New(fault.Invalid, "officer_unknown", "There is no such officer.").WithField("team")
	errDay         = fault.New(fault.Invalid, "day_malformed", "A day looks like 2026-11-24.")
)

// only is the group to which the caller's view is limited; limited is false for the office's own staff.
func only(ctx context.Context) (groupID string, limited bool) {
	officer, _ := auth.From(ctx)
	return officer.GroupID, officer.Role == auth.AgencyContact
}

// sees reports whether the caller may know of this group and of visits to it.
func sees(ctx context.Context, groupID string) bool {
	own, limited := only(ctx)
	return !limited || own != "" && own == groupID
}

// seesPeople reports whether the caller may know who belongs to this group: their own people, or by their role.
func seesPeople(ctx context.Context, groupID string) bool {
	officer, _ := auth.From(ctx)
	if _, limited := only(ctx); limited {
		return sees(ctx, groupID)
	}
	return officer.Role.Has(auth.RosterRead)
}

// checkArea accepts "" and the code of a kelurahan.
func (d *desk) checkArea(code string) error {
	if code == "" {
		return nil
	}
	if _, ok := d.Places.Name(code); !ok || len(code) != 13 {
		return errArea
	}
	return nil
}

func (d *desk) place(code string) *register.Place {
	if code == "" {
		return nil
	}
	name, _ := d.Places.Name(code)
	return &register.Place{Code: code, Name: name}
}

func readDay(s, field string) (civil.Date, error) {
	if s == "" {
		return civil.Date{}, nil
	}
	day, err := civil.Parse(s)
	if err != nil {
		return day, errDay.WithField(field)
	}
	return day, nil
}
