package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"jemput/internal/fault"
	"jemput/internal/obs"
)

const problemType = "application/problem+json"

// Problem is how a client sees a failure (RFC 9457).
type Problem struct {
	Type   string         `json:"type" example:"about:blank"`
	Title  string         `json:"title" doc:"The status in words" example:"Not Found"`
	Status int            `json:"status" example:"404"`
	Code   string         `json:"code" doc:"Stable code of the failure" example:"resident_not_found"`
	Detail string         `json:"detail" doc:"What happened, without personal data"`
	Field  string         `json:"field,omitempty" doc:"The field of the request at fault"`
	ID     string         `json:"id,omitempty" doc:"Tell this id to the operator, who finds the cause in the log"`
	Errors []ProblemField `json:"errors,omitempty" doc:"Fields that do not have the described form"`
}

// ProblemField is one field that does not have the form the interface describes.
type ProblemField struct {
	Field  string `json:"field"`
	Detail string `json:"detail"`
}

// Error makes a Problem an error, as huma wants it.
func (p *Problem) Error() string { return p.Code + ": " + p.Detail }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is always problem+json.
func (p *Problem) ContentType(string) string { return problemType }

var statusOf = map[fault.Kind]int{
	fault.Internal:        http.StatusInternalServerError,
	fault.Invalid:         http.StatusUnprocessableEntity,
	fault.Unauthenticated: http.StatusUnauthorized,
	fault.Denied:          http.StatusForbidden,
	fault.NotFound:        http.StatusNotFound,
	fault.Conflict:        http.StatusConflict,
	fault.TooMany:         http.StatusTooManyRequests,
	fault.Unavailable:     http.StatusServiceUnavailable,
}

func newProblem(status int, code, detail string) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: code, Detail: detail}
}

// problem renders an error, the only place that does. What a client may not read goes to the log.
func (a *API) problem(ctx context.Context, err error) *Problem {
	var ready *Problem
	if errors.As(err, &ready) {
		return ready
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return newProblem(http.StatusRequestEntityTooLarge, "body_too_large", "The request is larger than this operation accepts.")
	}
	f, ok := fault.As(err)
	if !ok || f.Kind == fault.Internal {
		if errors.Is(err, context.Canceled) {
			return newProblem(http.StatusServiceUnavailable, "canceled", "The request ended before its answer.")
		}
		a.config.Log.ErrorContext(ctx, "request failed", "error", err)
		p := newProblem(http.StatusInternalServerError, "internal", "Something went wrong on our side.")
		p.ID = obs.RequestID(ctx)
		return p
	}
	p := newProblem(statusOf[f.Kind], f.Code, f.Detail)
	p.Field = f.Field
	if f.Kind == fault.Unavailable {
		a.config.Log.WarnContext(ctx, "request not served", "error", err, "hint", f.Hint)
		p.ID = obs.RequestID(ctx)
	}
	return p
}

// writeProblem answers a request whose operation cannot: refused, unknown, or a plain handler's fault.
func (a *API) writeProblem(w http.ResponseWriter, r *http.Request, err error) {
	p := a.problem(r.Context(), err)
	body, err := json.Marshal(p)
	if err != nil { // strings and numbers only: cannot fail
		panic(err)
	}
	h := w.Header()
	h.Del("Content-Length")
	h.Set("Content-Type", problemType)
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_, _ = w.Write(body) // the client is gone; nobody is left to tell
}

// problemTransformer turns what huma itself found wrong with a request into our form. The
// offending value is left out: it may be somebody's NIK.
func problemTransformer(ctx huma.Context, _ string, v any) (any, error) {
	m, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	code := "request_invalid"
	if m.Status == http.StatusRequestEntityTooLarge {
		code = "body_too_large"
	}
	p := newProblem(m.Status, code, m.Detail)
	if m.Status >= http.StatusInternalServerError {
		p.Detail, p.ID = "The request could not be read.", obs.RequestID(ctx.Context())
		return p, nil
	}
	for _, e := range m.Errors {
		if e != nil {
			p.Errors = append(p.Errors, ProblemField{Field: e.Location, Detail: e.Message})
		}
	}
	if len(p.Errors) > 0 {
		p.Field, p.Detail = p.Errors[0].Field, p.Errors[0].Detail
	}
	return p, nil
}

// withProblem documents the answer to everything that goes wrong.
func withProblem(responses map[string]*huma.Response) map[string]*huma.Response {
	if responses == nil {
		responses = map[string]*huma.Response{}
	}
	responses["default"] = &huma.Response{
		Description: "Problem",
		Content: map[string]*huma.MediaType{problemType: {Schema: &huma.Schema{
			Type: huma.TypeObject,
			Properties: map[string]*huma.Schema{
				"type": {Type: huma.TypeString}, "title": {Type: huma.TypeString}, "status": {Type: huma.TypeInteger},
				"code": {Type: huma.TypeString}, "detail": {Type: huma.TypeString},
			},
			Required: []string{"type", "title", "status", "code", "detail"},
		}}},
	}
	return responses
}
