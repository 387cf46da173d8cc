package register

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"jemput/internal/auth"
	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/httpapi"
)

// desk answers for the people of the register.
type desk struct {
	*Register
	city  string // the node's own
	today func() civil.Date
}

// Routes adds the search, a resident's record, family and photo, and the change of the KTP status. city is the
// node's own, today the day in its time zone.
func Routes(api *httpapi.API, r *Register, city string, today func() civil.Date) {
	d := &desk{r, city, today}
	search := personOp(http.MethodPost, "/api/v1/residents/search", "resident-search", "Find residents by NIK, family card number or name", auth.ResidentRead, "resident.search")
	search.Coalesce = true // somebody who types searches with every letter; a search that shows one person is about that person
	search.MaxBodyBytes = 8 << 10
	httpapi.Register(api, search, d.serveSearch)
	httpapi.Register(api, personOp(http.MethodGet, "/api/v1/residents/{id}", "resident-read", "All that the register holds of a resident",
		auth.ResidentRead, "resident.read"), d.serveRecord)
	httpapi.Register(api, personOp(http.MethodGet, "/api/v1/residents/{id}/family", "resident-family", "Everybody on the same family card",
		auth.ResidentRead, "resident.family"), d.serveFamily)
	photo := personOp(http.MethodGet, "/api/v1/residents/{id}/photo", "resident-photo", "A resident's photo", auth.ResidentRead, "resident.photo")
	photo.Responses = map[string]*huma.Response{"200": {Description: "The picture", Content: map[string]*huma.MediaType{"image/*": {}}}}
	httpapi.Handle(api, photo, d.servePhoto)
	httpapi.Register(api, personOp(http.MethodPut, "/api/v1/residents/{id}/ktp-status", "resident-ktp-status",
		"Record that a resident moved on towards the card", auth.AttemptWrite, "resident.ktp_status"), d.serveKTPStatus)
}

func personOp(method, path, id, summary string, scope httpapi.Scope, event string) httpapi.Op {
	return httpapi.Op{Operation: huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"residents"},
	}, Scope: scope, Audit: event}
}

type searchInput struct {
	Body struct {
		Text   string `json:"text" doc:"A NIK, a family card number, or a name, with or without a kelurahan behind it"`
		Within string `json:"within,omitempty" maxLength:"13" doc:"Code of a city, kecamatan or kelurahan of domicile; numbers are found everywhere"`
		Limit  int    `json:"limit,omitempty" minimum:"0" maximum:"100" doc:"20 if left out"`
		After  string `json:"after,omitempty" maxLength:"10" doc:"The next of the page before"`
	}
}

type searchOutput struct {
	Body struct {
		Hits   []ResidentSummary `json:"hits"`
		Total  int               `json:"total" doc:"Residents that fit"`
		Capped bool              `json:"capped" doc:"There are more than can be paged to, and total may be too small"`
		Next   string            `json:"next,omitempty" doc:"Send it as after to get the next page"`
	}
}

func (d *desk) serveSearch(ctx context.Context, in *searchInput) (*searchOutput, error) {
	page, err := d.Search(ctx, Query{Text: in.Body.Text, Within: in.Body.Within, Limit: in.Body.Limit, After: in.Body.After})
	if err != nil {
		return nil, err
	}
	if page.Total == 1 && len(page.Hits) == 1 {
		httpapi.SetSubject(ctx, page.Hits[0].Resident.ID)
	}
	out, on := &searchOutput{}, d.today()
	out.Body.Hits, out.Body.Total, out.Body.Capped, out.Body.Next = make([]ResidentSummary, len(page.Hits)), page.Total, page.Capped, page.Next
	for i := range page.Hits {
		out.Body.Hits[i] = d.Summary(&page.Hits[i].Resident, on)
		out.Body.Hits[i].Match = page.Hits[i].Match
	}
	return out, nil
}

type personInput struct {
	ID string `path:"id" maxLength:"40"`
}

type recordInput struct {
	ID      string `path:"id" maxLength:"40"`
	Purpose string `query:"purpose" required:"true" enum:"counter,visit,office,correction" doc:"Why the record is read; the person sees it"`
}

type recordOutput struct {
	Body ResidentRecord
}

func (d *desk) serveRecord(ctx context.Context, in *recordInput) (*recordOutput, error) {
	httpapi.SetPurpose(ctx, in.Purpose)
	w, err := one(ctx, d.db.Read(), `id = $1`, in.ID)
	if err != nil {
		return nil, err
	}
	p, err := d.resident(&w)
	if err != nil {
		return nil, err
	}
	from, err := originOf(ctx, d.db.Read(), &w)
	if err != nil {
		return nil, err
	}
	return &recordOutput{d.record(&p, from, d.city, d.today())}, nil
}

type familyOutput struct {
	Body struct {
		Members []ResidentSummary `json:"members" doc:"In the order of the card; the resident alone if the card's number is unknown"`
	}
}

func (d *desk) serveFamily(ctx context.Context, in *personInput) (*familyOutput, error) {
	p, err := d.Get(ctx, d.db.Read(), in.ID)
	if err != nil {
		return nil, err
	}
	members := []Resident{p}
	if p.FamilyCard.Valid() {
		if members, err = d.Family(ctx, p.FamilyCard); err != nil {
			return nil, err
		}
	}
	out, on := &familyOutput{}, d.today()
	out.Body.Members = make([]ResidentSummary, len(members))
	for i := range members {
		out.Body.Members[i] = d.Summary(&members[i], on)
	}
	return out, nil
}

// photoPolicy keeps a drawn picture from doing anything but being looked at, should somebody open it by itself.
const photoPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

func (d *desk) servePhoto(w http.ResponseWriter, req *http.Request) error {
	photo, err := d.Photo(req.Context(), req.PathValue("id"))
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", photo.MediaType)
	h.Set("Content-Length", strconv.Itoa(len(photo.Bytes)))
	h.Set("Content-Security-Policy", photoPolicy)
	_, err = w.Write(photo.Bytes)
	return err
}

type ktpStatusInput struct {
	ID   string `path:"id" maxLength:"40"`
	Body struct {
		KTPStatus KTPStatus `json:"ktp_status" minimum:"1" maximum:"8"`
	}
}

type summaryOutput struct {
	Body ResidentSummary
}

var errNobody = fault.New(fault.Unauthenticated, "session_missing", "Log in first.")

func (d *desk) serveKTPStatus(ctx context.Context, in *ktpStatusInput) (*summaryOutput, error) {
	officer, ok := auth.From(ctx)
	if !ok {
		return nil, errNobody
	}
	var p Resident
	err := d.db.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		if err := d.SetKTPStatus(ctx, tx, in.ID, in.Body.KTPStatus, officer.ID); err != nil {
			return err
		}
		p, err = d.Get(ctx, tx, in.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &summaryOutput{d.Summary(&p, d.today())}, nil
}
