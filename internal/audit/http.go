package audit

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"jemput/internal/httpapi"
)

// The scopes: reading the log, and reading who looked at a resident, which who may look at them may know as well.
const (
	Read  httpapi.Scope = "audit.read"
	Looks httpapi.Scope = "resident.read"
)

// Names knows officers by id, closed accounts too. An id that it does not know is left out. Implemented by auth.
type Names func(ctx context.Context, ids []string) (map[string]string, error)

type listInput struct {
	Subject string    `query:"subject" maxLength:"40" doc:"Only events about this id"`
	Before  time.Time `query:"before" doc:"Only older events; without it the newest"`
	Limit   int       `query:"limit" minimum:"1" maximum:"500" default:"100"`
}

type listOutput struct {
	Body struct {
		Events []eventBody `json:"events"`
	}
}

type eventBody struct {
	At        time.Time `json:"at"`
	Actor     string    `json:"actor" doc:"Id of the officer, empty for the public"`
	ActorName string    `json:"actor_name" doc:"The officer's name, also of one who has left; empty for the public and the program itself"`
	Event     string    `json:"event"`
	Subject   string    `json:"subject"`
	Purpose   string    `json:"purpose"`
	Outcome   string    `json:"outcome"`
}

type looksInput struct {
	ID    string `path:"id" maxLength:"40"`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"100"`
}

type looksOutput struct {
	Body struct {
		Looks []lookBody `json:"looks"`
	}
}

// lookBody is an event about one resident. It says the name of who did it and not the account.
type lookBody struct {
	At      time.Time `json:"at"`
	Who     string    `json:"who" doc:"The officer's name; empty for the public and the program itself"`
	By      string    `json:"by" enum:"officer,system,public"`
	Event   string    `json:"event"`
	Purpose string    `json:"purpose"`
	Outcome string    `json:"outcome"`
}

// reader answers for the log with names.
type reader struct {
	*Log
	names Names
}

// Routes adds the reading of the log, which is an event as well.
func Routes(a *httpapi.API, l *Log, names Names) {
	r := reader{l, names}
	httpapi.Register(a, httpapi.Op{Operation: huma.Operation{
		OperationID: "audit-list", Method: http.MethodGet, Path: "/api/v1/audit", Tags: []string{"audit"},
		Summary: "The newest events of the audit log",
	}, Scope: Read, Audit: "audit.read"}, r.serveList)
	httpapi.Register(a, httpapi.Op{Operation: huma.Operation{
		OperationID: "resident-looks", Method: http.MethodGet, Path: "/api/v1/residents/{id}/looks", Tags: []string{"audit"},
		Summary: "Who looked at a resident's data or changed it: the newest events about them",
	}, Scope: Looks, Audit: "resident.looks"}, r.serveLooks)
}

func (r reader) serveList(ctx context.Context, in *listInput) (*listOutput, error) {
	events, err := r.find(ctx, in)
	if err != nil {
		return nil, err
	}
	names, err := r.namesIn(ctx, events)
	if err != nil {
		return nil, err
	}
	out := &listOutput{}
	out.Body.Events = make([]eventBody, len(events))
	for i, e := range events {
		out.Body.Events[i] = eventBody{e.At, e.Actor, names[e.Actor], e.Event, e.Subject, e.Purpose, e.Outcome}
	}
	return out, nil
}

func (r reader) find(ctx context.Context, in *listInput) ([]Event, error) {
	if in.Subject != "" {
		return r.About(ctx, in.Subject, in.Limit)
	}
	before := in.Before
	if before.IsZero() {
		before = r.now().Add(time.Second)
	}
	return r.Recent(ctx, before, in.Limit)
}

func (r reader) serveLooks(ctx context.Context, in *looksInput) (*looksOutput, error) {
	events, err := r.About(ctx, in.ID, in.Limit)
	if err != nil {
		return nil, err
	}
	names, err := r.namesIn(ctx, events)
	if err != nil {
		return nil, err
	}
	out := &looksOutput{}
	out.Body.Looks = make([]lookBody, len(events))
	for i, e := range events {
		out.Body.Looks[i] = lookBody{e.At, names[e.Actor], e.by(), e.Event, e.Purpose, e.Outcome}
	}
	return out, nil
}

// namesIn are the names of those who did the events.
func (r reader) namesIn(ctx context.Context, events []Event) (map[string]string, error) {
	var ids []string
	for _, e := range events {
		if e.by() == "officer" && !slices.Contains(ids, e.Actor) {
			ids = append(ids, e.Actor)
		}
	}
	return r.names(ctx, ids)
}

// by is the kind of actor.
func (e Event) by() string {
	switch e.Actor {
	case "":
		return "public"
	case System:
		return "system"
	default:
		return "officer"
	}
}
