package audit

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"jemput/internal/httpapi"
)

// Read is the scope for reading the log.
const Read httpapi.Scope = "audit.read"

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
	At      time.Time `json:"at"`
	Actor   string    `json:"actor" doc:"Id of the officer, empty for the public"`
	Event   string    `json:"event"`
	Subject string    `json:"subject"`
	Purpose string    `json:"purpose"`
	Outcome string    `json:"outcome"`
}

// Routes adds the reading of the log, which is an event as well.
func Routes(a *httpapi.API, l *Log) {
	httpapi.Register(a, httpapi.Op{Operation: huma.Operation{
		OperationID: "audit-list", Method: http.MethodGet, Path: "/api/v1/audit", Tags: []string{"audit"},
		Summary: "The newest events of the audit log",
	}, Scope: Read, Audit: "audit.read"}, l.serveList)
}

func (l *Log) serveList(ctx context.Context, in *listInput) (*listOutput, error) {
	var events []Event
	var err error
	if in.Subject != "" {
		events, err = l.About(ctx, in.Subject, in.Limit)
	} else {
		before := in.Before
		if before.IsZero() {
			before = l.now().Add(time.Second)
		}
		events, err = l.Recent(ctx, before, in.Limit)
	}
	if err != nil {
		return nil, err
	}
	out := &listOutput{}
	out.Body.Events = make([]eventBody, len(events))
	for i, e := range events {
		out.Body.Events[i] = eventBody(e)
	}
	return out, nil
}
