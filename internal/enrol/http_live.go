package enrol

import (
	"context"
	"fmt"
	"net/http"

	"jemput/internal/auth"
	"jemput/internal/httpapi"
	"jemput/internal/outreach"
)

// liveRoutes adds the streams. They follow changes by every process on the database.
func (e *Enrol) liveRoutes(api *httpapi.API) {
	httpapi.Events(api, declare(http.MethodGet, "/api/v1/attempts/{id}/events", "attempt-events",
		"The attempt (event attempt), now and at every change", auth.AttemptWrite, "attempt.watch"), e.serveAttemptEvents)
	visit := declare(http.MethodGet, "/api/v1/visits/{id}/events", "visit-events",
		"The counts of a visit (event counts), now and at every change", auth.VisitRead, "visit.watch")
	visit.Coalesce = true
	httpapi.Events(api, visit, e.serveVisitEvents)
}

func (e *Enrol) serveAttemptEvents(r *http.Request, send httpapi.Send) error {
	ctx, id := r.Context(), r.PathValue("id")
	a, err := e.Get(ctx, e.DB.Read(), id)
	if err != nil {
		return err
	}
	httpapi.SetSubject(ctx, a.ResidentID)
	names, err := e.names(ctx)
	if err != nil {
		return err
	}
	mark := func(ctx context.Context) (string, error) {
		var err error
		a, err = e.Get(ctx, e.DB.Read(), id)
		return fmt.Sprint(a.lastNo), err
	}
	return e.watch(ctx, mark, func(context.Context) error { return send("attempt", e.view(&a, names)) })
}

type liveCounts struct {
	Present         int `json:"present"`
	Active          int `json:"active"`
	ActiveElsewhere int `json:"active_elsewhere"`
	Offered         int `json:"offered"`
	Failed          int `json:"failed"`
	Refused         int `json:"refused"`
	Left            int `json:"left"`
}

func (e *Enrol) serveVisitEvents(r *http.Request, send httpapi.Send) error {
	ctx, id := r.Context(), r.PathValue("id")
	v, err := e.Outreach.Visit(ctx, e.DB.Read(), id)
	if err != nil {
		return err
	}
	if o, _ := auth.From(ctx); o.Role == auth.AgencyContact && (o.GroupID == "" || o.GroupID != v.HostGroup) {
		return outreach.ErrVisitNotFound // an agency's contact sees visits to their own agency only
	}
	var c outreach.Counts
	mark := func(ctx context.Context) (string, error) {
		all, err := e.VisitCounts(ctx, []string{id})
		c = all[id]
		return fmt.Sprint(c), err
	}
	return e.watch(ctx, mark, func(context.Context) error { return send("counts", liveCounts(c)) })
}
