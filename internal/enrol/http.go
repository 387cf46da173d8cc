package enrol

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"jemput/internal/auth"
	"jemput/internal/civil"
	"jemput/internal/fault"
	"jemput/internal/httpapi"
)

// Routes adds the operations on attempts.
func Routes(api *httpapi.API, e *Enrol) {
	e.textRoutes(api)
	e.actRoutes(api)
	e.listRoutes(api)
	e.liveRoutes(api)
}

func declare(method, path, id, summary string, scope httpapi.Scope, event string) httpapi.Op {
	return httpapi.Op{Operation: huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"enrol"},
	}, Scope: scope, Audit: event}
}

func (e *Enrol) actRoutes(api *httpapi.API) {
	act := func(path, name, summary string) httpapi.Op {
		return declare(http.MethodPost, "/api/v1/attempts/{id}/"+path, "attempt-"+name, summary, auth.AttemptWrite, "attempt."+name)
	}
	httpapi.Register(api, declare(http.MethodPost, "/api/v1/attempts", "attempt-start",
		"Begin an attempt, or go on with the person's open one; with an outcome: record that the person was turned away", auth.AttemptWrite, "attempt.start"), e.serveStart)
	httpapi.Register(api, declare(http.MethodGet, "/api/v1/attempts/{id}", "attempt-read", "One attempt as it stands", auth.AttemptWrite, "attempt.read"), e.serveAttempt)
	httpapi.Register(api, act("identity", "identify", "Record the identity proof"), e.serveIdentity)
	httpapi.Register(api, act("consent", "consent", "Record the consent"), e.serveConsent)
	httpapi.Register(api, act("offer", "offer", "Make an offer for the person's wallet; a former one is void"), e.serveOffer)
	httpapi.Register(api, act("confirm", "confirm", "Record the activation in the national system"), e.serveConfirm)
	httpapi.Register(api, act("outcome", "close", "End the attempt without an activation"), e.serveOutcome)
	httpapi.Register(api, act("reopen", "reopen", "Take the end of an attempt back"), e.serveReopen)
}

type attemptOutput struct{ Body attemptBody }

type idInput struct {
	ID string `path:"id" maxLength:"40"`
}

type outcomeBody struct {
	Code    string `json:"code" maxLength:"40"`
	Next    string `json:"next,omitempty" maxLength:"2000"`
	RetryOn string `json:"retry_on,omitempty" doc:"YYYY-MM-DD"`
	Note    string `json:"note,omitempty" maxLength:"2000"`
}

func (b outcomeBody) outcome() (Outcome, error) {
	on, err := day("retry_on", b.RetryOn)
	return Outcome{Code: b.Code, Next: b.Next, RetryOn: on, Note: b.Note}, err
}

// day reads a day, "" for none.
func day(field, s string) (civil.Date, error) {
	if s == "" {
		return civil.Date{}, nil
	}
	d, err := civil.Parse(s)
	if err != nil {
		return d, fault.New(fault.Invalid, "day_malformed", "A day looks like 2026-11-24.").WithField(field)
	}
	return d, nil
}

type startInput struct {
	Body struct {
		ResidentID string       `json:"resident_id" maxLength:"40"`
		VisitID    string       `json:"visit_id,omitempty" maxLength:"40"`
		Channel    Channel      `json:"channel,omitempty" maxLength:"20" doc:"visit or counter; follows from visit_id if left out"`
		Outcome    *outcomeBody `json:"outcome,omitempty" doc:"The person is turned away with this outcome"`
	}
}

type identityInput struct {
	ID   string `path:"id" maxLength:"40"`
	Body struct {
		Method string `json:"method" maxLength:"40"`
		Note   string `json:"note,omitempty" maxLength:"2000"`
	}
}

type consentInput struct {
	ID   string `path:"id" maxLength:"40"`
	Body struct {
		Version  string `json:"version" maxLength:"20"`
		Language string `json:"language" maxLength:"5"`
		Guardian string `json:"guardian,omitempty" maxLength:"2000" doc:"Who agreed in the person's place, and by which right"`
	}
}

type offerOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         struct {
		Link      string `json:"link" doc:"Opens the wallet from the phone's own camera"`
		URI       string `json:"uri" doc:"For any wallet"`
		TxCode    string `json:"tx_code" doc:"Read it out; it is kept nowhere"`
		ExpiresAt string `json:"expires_at"`
	}
}

type outcomeInput struct {
	ID   string `path:"id" maxLength:"40"`
	Body outcomeBody
}

type reopenInput struct {
	ID   string `path:"id" maxLength:"40"`
	Body struct {
		Reason string `json:"reason" maxLength:"2000"`
	}
}

func (e *Enrol) serveStart(ctx context.Context, in *startInput) (*attemptOutput, error) {
	r := StartRequest{ResidentID: in.Body.ResidentID, VisitID: in.Body.VisitID, Channel: in.Body.Channel}
	if in.Body.Outcome == nil {
		a, err := e.Start(ctx, r)
		return e.answer(ctx, a, err)
	}
	o, err := in.Body.Outcome.outcome()
	if err != nil {
		return nil, err
	}
	a, err := e.TurnAway(ctx, r, o)
	return e.answer(ctx, a, err)
}

func (e *Enrol) serveAttempt(ctx context.Context, in *idInput) (*attemptOutput, error) {
	a, err := e.Get(ctx, e.DB.Read(), in.ID)
	return e.answer(ctx, a, err)
}

func (e *Enrol) serveIdentity(ctx context.Context, in *identityInput) (*attemptOutput, error) {
	a, err := e.Identify(ctx, in.ID, Identity{Method: in.Body.Method, Note: in.Body.Note})
	return e.answer(ctx, a, err)
}

func (e *Enrol) serveConsent(ctx context.Context, in *consentInput) (*attemptOutput, error) {
	a, err := e.Consent(ctx, in.ID, ConsentGiven{Version: in.Body.Version, Language: in.Body.Language, Guardian: in.Body.Guardian})
	return e.answer(ctx, a, err)
}

func (e *Enrol) serveOffer(ctx context.Context, in *idInput) (*offerOutput, error) {
	a, err := e.Get(ctx, e.DB.Read(), in.ID)
	if err != nil {
		return nil, err
	}
	httpapi.SetSubject(ctx, a.ResidentID)
	o, err := e.Offer(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out := &offerOutput{CacheControl: "no-store"}
	out.Body.Link, out.Body.URI, out.Body.TxCode, out.Body.ExpiresAt = o.Link, o.URI, o.TxCode, text(o.ExpiresAt)
	return out, nil
}

func (e *Enrol) serveConfirm(ctx context.Context, in *idInput) (*attemptOutput, error) {
	a, err := e.Confirm(ctx, in.ID)
	return e.answer(ctx, a, err)
}

func (e *Enrol) serveOutcome(ctx context.Context, in *outcomeInput) (*attemptOutput, error) {
	o, err := in.Body.outcome()
	if err != nil {
		return nil, err
	}
	a, err := e.Close(ctx, in.ID, o)
	return e.answer(ctx, a, err)
}

func (e *Enrol) serveReopen(ctx context.Context, in *reopenInput) (*attemptOutput, error) {
	a, err := e.Reopen(ctx, in.ID, in.Body.Reason)
	return e.answer(ctx, a, err)
}

// answer shows an attempt. Its audit record is about the resident, who may see who did what for them.
func (e *Enrol) answer(ctx context.Context, a Attempt, err error) (*attemptOutput, error) {
	if a.ResidentID != "" {
		httpapi.SetSubject(ctx, a.ResidentID)
	}
	if err != nil {
		return nil, err
	}
	names, err := e.names(ctx)
	if err != nil {
		return nil, err
	}
	return &attemptOutput{e.view(&a, names)}, nil
}
