package outreach

import (
	"bytes"
	"context"
	"net/http"
	"net/url"

	"jemput/internal/auth"
	"jemput/internal/httpapi"
)

func (d *desk) rosterRoutes(api *httpapi.API) {
	httpapi.Register(api, declare(http.MethodPost, "/api/v1/visits/{id}/roster/group", "roster-from-group",
		"Put everybody of a group on the roster", auth.VisitWrite, "roster.group"), d.serveRosterGroup)
	httpapi.Register(api, declare(http.MethodPost, "/api/v1/visits/{id}/roster/people", "roster-add-people",
		"Put residents, or names of people whom the register does not know, on the roster", auth.VisitWrite, "roster.people"), d.serveRosterPeople)
	file := declare(http.MethodPost, "/api/v1/visits/{id}/roster/file", "roster-from-file",
		"Put the people of a CSV or XLSX list on the roster; needs roster.read as well", auth.VisitWrite, "roster.file")
	file.MaxBodyBytes, file.Timeout = maxListBytes+1, listTimeout
	httpapi.Register(api, file, d.serveRosterFile)
	httpapi.Register(api, declare(http.MethodPut, "/api/v1/visits/{id}/roster/{no}", "roster-settle",
		"Say which resident an entry is that has only a name", auth.VisitWrite, "roster.settle"), d.serveSettle)
	httpapi.Register(api, declare(http.MethodDelete, "/api/v1/visits/{id}/roster/{no}", "roster-remove",
		"Take an entry off the roster", auth.VisitWrite, "roster.remove"), d.serveRosterRemove)
}

type rosterGroupInput struct {
	ID   string `path:"id" maxLength:"40"`
	Body struct {
		GroupID string `json:"group_id" maxLength:"40"`
	}
}

func (d *desk) serveRosterGroup(ctx context.Context, in *rosterGroupInput) (out *addedOutput, err error) {
	out = &addedOutput{}
	out.Body.Added, err = d.RosterFromGroup(ctx, in.ID, in.Body.GroupID)
	return out, err
}

type rosterPeopleInput struct {
	ID   string `path:"id" maxLength:"40"`
	Body struct {
		ResidentIDs []string `json:"resident_ids,omitempty" maxItems:"1000"`
		Names       []string `json:"names,omitempty" maxItems:"100" doc:"People whom the register does not know"`
		Unit        string   `json:"unit,omitempty" maxLength:"120"`
	}
}

func (d *desk) serveRosterPeople(ctx context.Context, in *rosterPeopleInput) (out *addedOutput, err error) {
	out = &addedOutput{}
	out.Body.Added, err = d.AddPeople(ctx, in.ID, in.Body.ResidentIDs, in.Body.Names, in.Body.Unit, "")
	return out, err
}

type rosterFileInput struct {
	ID      string `path:"id" maxLength:"40"`
	DryRun  bool   `query:"dry_run"`
	Name    string `header:"X-File-Name" maxLength:"600" doc:"The file's name, percent-encoded if it is not ASCII"`
	RawBody []byte `contentType:"application/octet-stream"`
}

type rosterFileOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         RosterImport
}

func (d *desk) serveRosterFile(ctx context.Context, in *rosterFileInput) (*rosterFileOutput, error) {
	if officer, _ := auth.From(ctx); !officer.Role.Has(auth.RosterRead) { // the answer shows people
		return nil, errRosterScope
	}
	name, err := url.PathUnescape(in.Name)
	if err != nil {
		name = in.Name
	}
	result, err := d.ImportRoster(ctx, in.ID, bytes.NewReader(in.RawBody), name, in.DryRun)
	if err != nil {
		return nil, err
	}
	return &rosterFileOutput{CacheControl: "no-store", Body: result}, nil
}

type rosterEntryInput struct {
	ID string `path:"id" maxLength:"40"`
	No int    `path:"no" minimum:"1"`
}

type settleInput struct {
	ID   string `path:"id" maxLength:"40"`
	No   int    `path:"no" minimum:"1"`
	Body struct {
		ResidentID string `json:"resident_id" maxLength:"40"`
	}
}

func (d *desk) serveSettle(ctx context.Context, in *settleInput) (*struct{}, error) {
	return nil, d.Settle(ctx, in.ID, in.No, in.Body.ResidentID)
}

func (d *desk) serveRosterRemove(ctx context.Context, in *rosterEntryInput) (*struct{}, error) {
	return nil, d.RemoveFromRoster(ctx, in.ID, in.No)
}
