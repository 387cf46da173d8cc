package httpapi

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// Scope is the right that an operation asks of its caller.
type Scope string

// Public operations are open to everybody, without a session.
const Public Scope = "public"

// Caller is who stands behind a request, as far as the border needs to know.
type Caller struct {
	ID      string // the officer, "" for nobody
	Session string // tells sessions of one officer apart; not the secret itself
}

// Gate decides who passes. Implemented by auth.
type Gate interface {
	// Admit returns the context in which the operation runs, and the caller, or a fault of
	// kind Unauthenticated (no session) or Denied (with the caller whose role lacks the scope).
	Admit(r *http.Request, scope Scope) (context.Context, Caller, error)
}

// Record is one operation that happened or was refused.
type Record struct {
	Caller   Caller
	Event    string // the operation's audit event
	Subject  string // id of the person, visit or attempt it was about, "" if none
	Purpose  string
	Outcome  string // "ok", or the code of the fault that refused it
	Coalesce bool   // one record per session, subject and hour is enough
}

// Recorder keeps records. Implemented by audit.
type Recorder interface {
	Record(ctx context.Context, r Record) error
}

// Config of an API. Every field is required.
type Config struct {
	Title    string
	Version  string
	Gate     Gate
	Recorder Recorder
	Log      *slog.Logger
	Now      func() time.Time
	Secure   func() bool // whether the public address is https; asked per request, port and host may be known late
	Proxy    bool        // optional: every request comes through a proxy of ours, which says whom it is for
}

// API holds all operations of the node. Register them before the first request.
type API struct {
	config Config
	mux    *http.ServeMux
	huma   huma.API
	ops    []Op
}

// New makes an API without operations, except the one that shows its description.
func New(c Config) *API {
	if c.Gate == nil || c.Recorder == nil || c.Log == nil || c.Now == nil || c.Secure == nil {
		panic("httpapi: Config is incomplete")
	}
	a := &API{config: c, mux: http.NewServeMux()}
	hc := huma.DefaultConfig(c.Title, c.Version)
	hc.OpenAPIPath, hc.DocsPath, hc.SchemasPath = "", "", ""
	hc.CreateHooks = nil // they would add $schema links to every response
	hc.Transformers = []huma.Transformer{problemTransformer}
	hc.Components = &huma.Components{Schemas: huma.NewMapRegistry("#/components/schemas/", schemaNamer())}
	a.huma = humago.New(a.mux, hc)
	a.mux.HandleFunc("/", a.notFound)
	a.describe()
	return a
}

// Operations are the declarations of all operations, in the order of their registration.
func (a *API) Operations() []Op { return slices.Clone(a.ops) }

// OpenAPI is the description of all operations.
func (a *API) OpenAPI() *huma.OpenAPI { return a.huma.OpenAPI() }

// Handler is everything together, ready to serve.
func (a *API) Handler() http.Handler { return a.middleware(a.mux) }

func (a *API) describe() {
	op := Op{Operation: huma.Operation{
		OperationID: "openapi", Method: http.MethodGet, Path: "/api/openapi.json",
		Summary: "This description of the interface", Tags: []string{"node"},
	}, Scope: Public, Audit: "node.describe", Coalesce: true}
	Handle(a, op, func(w http.ResponseWriter, r *http.Request) error {
		body, err := a.OpenAPI().MarshalJSON()
		if err != nil {
			return err
		}
		w.Header().Set("Content-Type", "application/openapi+json")
		w.Header().Set("Cache-Control", "no-cache")
		_, err = w.Write(body)
		return err
	})
}
