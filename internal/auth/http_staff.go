package auth

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"jemput/internal/httpapi"
)

type staffOutput struct {
	Body struct {
		Officers []officerBody `json:"officers"`
	}
}

type addInput struct {
	Body struct {
		Login string `json:"login" maxLength:"40"`
		Name  string `json:"name" maxLength:"200"`
		Role  Role   `json:"role"`
	}
}

type addOutput struct {
	Body struct {
		Officer  officerBody `json:"officer"`
		Password string      `json:"password" doc:"Shown this once"`
	}
}

type officersOutput struct {
	Body struct {
		Officers []colleagueBody `json:"officers"`
	}
}

// colleagueBody is what everybody who plans knows of an officer.
type colleagueBody struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Role Role   `json:"role"`
}

type disableInput struct {
	ID string `path:"id" maxLength:"40"`
}

func staffRoutes(api *httpapi.API, a *Auth) {
	httpapi.Register(api, declare(http.MethodGet, "/api/v1/staff", "staff-list", "All officers who may log in", StaffWrite, "staff.list"), a.serveStaff)
	httpapi.Register(api, declare(http.MethodPost, "/api/v1/staff", "staff-add", "Add an officer with a made password", StaffWrite, "staff.add"), a.serveAdd)
	httpapi.Register(api, declare(http.MethodPost, "/api/v1/staff/{id}/disable", "staff-disable",
		"Close an account and end its sessions", StaffWrite, "staff.disable"), a.serveDisable)
	officers := declare(http.MethodGet, "/api/v1/officers", "officer-list", "The officers who may go out on a visit", VisitWrite, "officer.list")
	officers.Coalesce = true
	httpapi.Register(api, officers, a.serveOfficers)
}

func (a *Auth) serveStaff(ctx context.Context, _ *struct{}) (*staffOutput, error) {
	staff, err := a.Staff(ctx)
	if err != nil {
		return nil, err
	}
	out := &staffOutput{}
	out.Body.Officers = make([]officerBody, len(staff))
	for i, o := range staff {
		out.Body.Officers[i] = bodyOf(o)
	}
	return out, nil
}

// serveOfficers lists who may be in a visit's team: those who may serve people, by name.
func (a *Auth) serveOfficers(ctx context.Context, _ *struct{}) (*officersOutput, error) {
	staff, err := a.Staff(ctx)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(staff, func(x, y Officer) int { return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID)) })
	out := &officersOutput{}
	out.Body.Officers = []colleagueBody{}
	for _, o := range staff {
		if o.Role.Has(AttemptWrite) {
			out.Body.Officers = append(out.Body.Officers, colleagueBody{o.ID, o.Name, o.Role})
		}
	}
	return out, nil
}

func (a *Auth) serveAdd(ctx context.Context, in *addInput) (*addOutput, error) {
	added, err := a.AddOfficer(ctx, in.Body.Login, in.Body.Name, in.Body.Role, "")
	if err != nil {
		return nil, err
	}
	httpapi.SetSubject(ctx, added.ID)
	out := &addOutput{}
	out.Body.Officer, out.Body.Password = bodyOf(added.Officer), added.Password
	return out, nil
}

func (a *Auth) serveDisable(ctx context.Context, in *disableInput) (*struct{}, error) {
	staff, err := a.Staff(ctx)
	if err != nil {
		return nil, err
	}
	for _, o := range staff {
		if o.ID == in.ID {
			return nil, a.Disable(ctx, o.Login)
		}
	}
	return nil, errOfficerUnknown
}
