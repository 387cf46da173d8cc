package httpapi

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"jemput/internal/fault"
)

const (
	defaultBody    = 1 << 20
	defaultTimeout = 30 * time.Second
)

// Op declares an operation: huma's description plus what the border demands of every one.
type Op struct {
	huma.Operation
	Scope    Scope         // the right it asks for; Public for everybody
	Audit    string        // the event that is recorded, such as "resident.read"
	Coalesce bool          // for aggregates and polling: one record per session, subject and hour
	Timeout  time.Duration // 0 means 30 seconds
}

var eventForm = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$`)

// checked panics on a declaration that must not exist: the program then does not start.
func (op Op) checked() Op {
	switch {
	case op.Method == "" || op.Path == "" || op.OperationID == "":
		panic("httpapi: an operation needs Method, Path and OperationID: " + op.Method + " " + op.Path)
	case op.Scope == "":
		panic("httpapi: operation without a scope: " + op.OperationID)
	case !eventForm.MatchString(op.Audit):
		panic(fmt.Sprintf("httpapi: operation %s: %q is no audit event such as \"resident.read\"", op.OperationID, op.Audit))
	}
	if op.MaxBodyBytes == 0 {
		op.MaxBodyBytes = defaultBody
	}
	if op.Timeout == 0 {
		op.Timeout = defaultTimeout
	}
	if op.BodyReadTimeout == 0 {
		op.BodyReadTimeout = op.Timeout
	}
	op.Extensions = map[string]any{"x-scope": string(op.Scope), "x-audit": op.Audit}
	op.Responses = withProblem(op.Responses)
	return op
}

// Register adds a JSON operation. A fault that the handler returns becomes a problem response.
func Register[I, O any](a *API, op Op, handler func(context.Context, *I) (*O, error)) {
	op = op.checked()
	a.ops = append(a.ops, op)
	h := op.Operation
	h.Middlewares = append(huma.Middlewares{a.admitJSON(op)}, h.Middlewares...)
	huma.Register(a.huma, h, func(ctx context.Context, in *I) (*O, error) {
		out, err := handler(ctx, in)
		if err := a.finish(ctx, op, err); err != nil {
			return nil, a.problem(ctx, err)
		}
		return out, nil
	})
}

// admitJSON is the gate in front of huma's parsing, so that a caller without the scope learns nothing of the body's rules.
func (a *API) admitJSON(op Op) func(huma.Context, func(huma.Context)) {
	return func(hctx huma.Context, next func(huma.Context)) {
		r, w := humago.Unwrap(hctx)
		ctx, cancel, err := a.admit(w, r, op)
		defer cancel()
		if err != nil {
			a.writeProblem(w, r, err)
			return
		}
		next(huma.WithContext(hctx, ctx))
	}
}

// Handle adds an operation with a plain handler, which either writes its response or returns a
// fault before it has written anything. Its audit event is recorded before the first byte leaves.
func Handle(a *API, op Op, handler func(http.ResponseWriter, *http.Request) error) {
	op = op.checked()
	a.ops = append(a.ops, op)
	h := op.Operation
	if len(h.Responses) == 1 { // only the problem: a plain handler documents its success itself or not at all
		h.Responses["200"] = &huma.Response{Description: "OK"}
	}
	documentPath(&h)
	h.Path = strings.ReplaceAll(h.Path, "...}", "}") // a wildcard of the mux, of which OpenAPI has no notion
	a.huma.OpenAPI().AddOperation(&h)
	a.mux.HandleFunc(op.Method+" "+op.Path, func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel, err := a.admit(w, r, op)
		defer cancel()
		if err != nil {
			a.writeProblem(w, r, err)
			return
		}
		r = r.WithContext(ctx)
		r.Body = http.MaxBytesReader(w, r.Body, op.MaxBodyBytes)
		recorded := &recordingWriter{ResponseWriter: w, record: func() error { return a.finish(ctx, op, nil) }}
		err = handler(recorded, r)
		if err != nil && !recorded.started {
			a.writeProblem(w, r, a.finish(ctx, op, err))
			return
		}
		if err := recorded.start(); err != nil {
			a.writeProblem(w, r, err)
		}
	})
}

var pathParameter = regexp.MustCompile(`\{(\w+)(?:\.\.\.)?\}`)

// documentPath lists the path's parameters, which huma does by itself only for typed handlers.
func documentPath(op *huma.Operation) {
	for _, m := range pathParameter.FindAllStringSubmatch(op.Path, -1) {
		known := slices.ContainsFunc(op.Parameters, func(p *huma.Param) bool { return p.Name == m[1] })
		if !known {
			op.Parameters = append(op.Parameters, &huma.Param{
				Name: m[1], In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString},
			})
		}
	}
}

// admit lets the gate decide, bounds the time, and records a refusal.
func (a *API) admit(w http.ResponseWriter, r *http.Request, op Op) (context.Context, context.CancelFunc, error) {
	unbound := allow(w, op.Timeout)
	c := &call{subject: subjectOf(r)}
	ctx, caller, err := a.config.Gate.Admit(r, op.Scope)
	c.caller = caller
	if ctx == nil {
		ctx = r.Context()
	}
	ctx, cancel := context.WithTimeout(context.WithValue(ctx, callKey{}, c), op.Timeout)
	if err != nil {
		err = a.finish(ctx, op, err)
	}
	return ctx, func() { cancel(); unbound() }, err
}

// past as a deadline makes pending and later input and output fail at once.
var past = time.Unix(1, 0)

// allow replaces the server's limits on the connection by those of an operation that takes longer.
// A writer without deadlines, as in tests, needs none: hence the errors that are left.
func allow(w http.ResponseWriter, timeout time.Duration) (stop func()) {
	if timeout <= defaultTimeout {
		return func() {}
	}
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Time{})
	_ = control.SetWriteDeadline(time.Time{})
	timer := time.AfterFunc(timeout+5*time.Second, func() {
		_ = control.SetReadDeadline(past)
		_ = control.SetWriteDeadline(past)
	})
	return func() { timer.Stop() }
}

// finish records what the operation came to: success, or a refusal. Other failures changed and showed nothing.
func (a *API) finish(ctx context.Context, op Op, err error) error {
	outcome := "ok"
	if err != nil {
		switch fault.KindOf(err) {
		case fault.Unauthenticated, fault.Denied, fault.TooMany:
			outcome = fault.CodeOf(err)
		default:
			return err
		}
	}
	c := callFrom(ctx)
	if err == nil && c.refusal != "" {
		outcome = c.refusal
	}
	record := Record{
		Caller: c.caller, Event: op.Audit, Subject: c.subject, Purpose: c.purpose, Outcome: outcome,
		Coalesce: op.Coalesce || c.caller.Session == "" && outcome != "ok",
	}
	// The record outlives a client that hangs up in between.
	if failed := a.config.Recorder.Record(context.WithoutCancel(ctx), record); failed != nil {
		return fmt.Errorf("record %s: %w", op.Audit, failed)
	}
	return err
}
