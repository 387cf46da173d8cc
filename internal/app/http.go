package app

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"jemput/internal/auth"
	"jemput/internal/httpapi"
)

type nodeOutput struct {
	Body struct {
		City      nodeCity `json:"city"`
		Authority string   `json:"authority"`
		Mode      string   `json:"mode" enum:"native,external"`
		Specimen  bool     `json:"specimen" doc:"Documents of this node are no identity documents and say CONTOH"`
		Demo      bool     `json:"demo" doc:"Anybody may log in"`
		Version   string   `json:"version"`
	}
}

type nodeCity struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

func nodeRoutes(api *httpapi.API, a *App) {
	httpapi.Register(api, httpapi.Op{Operation: huma.Operation{
		OperationID: "node-read", Method: http.MethodGet, Path: "/api/v1/node", Tags: []string{"node"},
		Summary: "Which city this is, who issues, and how people are activated",
	}, Scope: auth.Public, Audit: "node.read", Coalesce: true}, a.serveNode)
	httpapi.Handle(api, httpapi.Op{Operation: huma.Operation{
		OperationID: "node-health", Method: http.MethodGet, Path: "/api/v1/health", Tags: []string{"node"},
		Summary: "Whether the node can reach its database",
	}, Scope: auth.Public, Audit: "node.health", Coalesce: true}, a.serveHealth)
}

func (a *App) serveNode(_ context.Context, _ *struct{}) (*nodeOutput, error) {
	out := &nodeOutput{}
	name, _ := a.Atlas.Name(a.Node.City) // checked when the node was prepared
	out.Body.City = nodeCity{a.Node.City, name}
	out.Body.Authority, out.Body.Mode, out.Body.Specimen = a.Node.Authority, string(a.Node.Mode), a.Node.Specimen
	out.Body.Demo, out.Body.Version = a.options.Demo, a.options.Version
	return out, nil
}

func (a *App) serveHealth(w http.ResponseWriter, r *http.Request) error {
	var one int
	if err := a.DB.Read().QueryRowContext(r.Context(), `SELECT 1`).Scan(&one); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err := w.Write([]byte("ok\n"))
	return err
}
