package region

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"jemput/internal/auth"
	"jemput/internal/fault"
	"jemput/internal/httpapi"
)

// importTimeout is for 20 MB over an office's line.
const importTimeout = 3 * time.Minute

const geoJSON = "application/geo+json"

// border serves the areas and the outlines.
type border struct {
	atlas    *Atlas
	outlines *Outlines
}

// Routes adds the lists of areas, the map, and the import of outlines.
func Routes(api *httpapi.API, a *Atlas, o *Outlines) {
	b := &border{a, o}
	list := declare(http.MethodGet, "/api/v1/areas", "area-list", "Areas inside an area, or found by name as people type it", auth.Session, "area.list")
	list.Coalesce = true
	httpapi.Register(api, list, b.list)

	shown := declare(http.MethodGet, "/api/v1/areas/{code}/map", "area-map", "Map of a city's or kecamatan's kelurahan as GeoJSON", auth.BoardRead, "area.map")
	shown.Coalesce = true
	httpapi.Register(api, shown, b.show)

	httpapi.Handle(api, replaceOp(api), b.replace)

	remove := declare(http.MethodDelete, "/api/v1/areas/{code}/outlines", "area-outlines-remove",
		"Take a city's outlines away: the map is schematic again", auth.TargetWrite, "area.outlines_remove")
	httpapi.Register(api, remove, b.remove)
}

func declare(method, path, id, summary string, scope httpapi.Scope, event string) httpapi.Op {
	return httpapi.Op{Operation: huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"areas"},
	}, Scope: scope, Audit: event}
}

// replaceOp describes an operation with a plain handler, which reads the file as a stream.
func replaceOp(api *httpapi.API) httpapi.Op {
	op := declare(http.MethodPost, "/api/v1/areas/{code}/outlines", "area-outlines-import",
		"Replace a city's outlines by those of a GeoJSON file", auth.TargetWrite, "area.outlines_import")
	op.MaxBodyBytes, op.Timeout = MaxOutlineBytes, importTimeout
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		geoJSON: {Schema: &huma.Schema{Type: huma.TypeObject}},
	}}
	answer := api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[importedBody](), true, "")
	op.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{
		"application/json": {Schema: answer},
	}}}
	return op
}

type areaBody struct {
	Code  string `json:"code" example:"16.73.01.1001"`
	Name  string `json:"name" example:"Air Kuti"`
	Level string `json:"level" enum:"province,city,kecamatan,kelurahan"`
}

func bodiesOf(areas []Area) []areaBody {
	list := make([]areaBody, len(areas))
	for i, a := range areas {
		list[i] = areaBody{a.Code, a.Name, a.Level.String()}
	}
	return list
}

type listInput struct {
	Within string `query:"within" maxLength:"13" doc:"Code of the area; empty for the whole country" example:"16.73"`
	Query  string `query:"q" maxLength:"200" doc:"A name as typed, or a code; empty for the areas one level below"`
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"Of the areas found by name"`
}

type listOutput struct {
	Body struct {
		Areas []areaBody `json:"areas"`
	}
}

func (b *border) list(_ context.Context, in *listInput) (*listOutput, error) {
	if _, ok := b.atlas.Area(in.Within); !ok && in.Within != "" {
		return nil, fault.New(fault.NotFound, "area_unknown", "There is no area with this code.").WithField("within")
	}
	found := b.atlas.Children(in.Within)
	if in.Query != "" {
		found = b.atlas.Search(in.Query, in.Within, in.Limit)
	}
	out := &listOutput{}
	out.Body.Areas = bodiesOf(found)
	return out, nil
}

type codeInput struct {
	Code string `path:"code" maxLength:"13" example:"16.73"`
}

type mapOutput struct {
	ContentType string `header:"Content-Type"`
	Body        Map
}

func (b *border) show(ctx context.Context, in *codeInput) (*mapOutput, error) {
	m, err := b.outlines.Map(ctx, in.Code)
	if err != nil {
		return nil, err
	}
	httpapi.SetSubject(ctx, in.Code) // a known code, nothing that somebody may have typed
	return &mapOutput{ContentType: geoJSON, Body: m}, nil
}

type unmatchedBody struct {
	Number int    `json:"number" doc:"Place of the feature in the file, from 1"`
	Name   string `json:"name"`
	Reason string `json:"reason" enum:"no_code_or_name,not_found,code_and_name_differ,geometry_not_polygon,geometry_empty"`
}

type importedBody struct {
	Matched        int             `json:"matched" doc:"Kelurahan that now have an outline"`
	Missing        []areaBody      `json:"missing" doc:"Kelurahan of the city that have none"`
	UnmatchedTotal int             `json:"unmatched_total" doc:"Features that are no kelurahan of the city"`
	Unmatched      []unmatchedBody `json:"unmatched" doc:"The first of them"`
}

func bodyOf(result Imported) importedBody {
	body := importedBody{
		Matched: result.Matched, Missing: bodiesOf(result.Missing),
		UnmatchedTotal: result.Left, Unmatched: make([]unmatchedBody, len(result.Unmatched)),
	}
	for i, u := range result.Unmatched {
		body.Unmatched[i] = unmatchedBody(u)
	}
	return body
}

func (b *border) replace(w http.ResponseWriter, r *http.Request) error {
	code := r.PathValue("code")
	result, err := b.outlines.Import(r.Context(), code, r.Body)
	if err != nil {
		return err
	}
	httpapi.SetSubject(r.Context(), code)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	return json.NewEncoder(w).Encode(bodyOf(result))
}

func (b *border) remove(ctx context.Context, in *codeInput) (*struct{}, error) {
	if err := b.outlines.Remove(ctx, in.Code); err != nil {
		return nil, err
	}
	httpapi.SetSubject(ctx, in.Code)
	return nil, nil
}
