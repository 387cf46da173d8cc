package auth

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"jemput/internal/httpapi"
)

type officerBody struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Login   string `json:"login"`
	Role    Role   `json:"role"`
	GroupID string `json:"group_id,omitempty"`
}

type sessionBody struct {
	Officer officerBody     `json:"officer"`
	Scopes  []httpapi.Scope `json:"scopes"`
}

type sessionOutput struct{ Body sessionBody }

// startedOutput carries the session's cookie as well.
type startedOutput struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
	Body      sessionBody
}

type endedOutput struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
}

// browser is what a login needs to know of the client.
type browser struct {
	token   string // of the session it has, "" if none
	address string
}

// Resolve implements huma.Resolver.
func (b *browser) Resolve(ctx huma.Context) []error {
	r, _ := humago.Unwrap(ctx)
	b.token, b.address = cookieOf(r), r.RemoteAddr
	return nil
}

type loginInput struct {
	browser
	Body struct {
		Login    string `json:"login" maxLength:"100"`
		Password string `json:"password" maxLength:"1000"`
	}
}

type demoInput struct {
	browser
	Body struct {
		Login string `json:"login" maxLength:"100"`
	}
}

type logoutInput struct{ browser }

func bodyOf(o Officer) officerBody {
	return officerBody{ID: o.ID, Name: o.Name, Login: o.Login, Role: o.Role, GroupID: o.GroupID}
}

func sessionOf(o Officer) sessionBody {
	return sessionBody{Officer: bodyOf(o), Scopes: o.Role.Scopes()}
}

func declare(method, path, id, summary string, scope httpapi.Scope, event string) httpapi.Op {
	return httpapi.Op{Operation: huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"staff"},
	}, Scope: scope, Audit: event}
}

// Routes adds logging in and out, the staff list, and in the demo the login without a password.
func Routes(api *httpapi.API, a *Auth) {
	who := declare(http.MethodGet, "/api/v1/session", "session-read", "Who is logged in, and what they may do", Session, "session.read")
	who.Coalesce = true
	httpapi.Register(api, who, a.serveSession)
	httpapi.Register(api, declare(http.MethodPost, "/api/v1/session", "session-start", "Log in", Public, "session.start"), a.serveLogin)
	httpapi.Register(api, declare(http.MethodDelete, "/api/v1/session", "session-end", "Log out", Session, "session.end"), a.serveLogout)
	staffRoutes(api, a)
	if a.config.Demo {
		accounts := declare(http.MethodGet, "/api/v1/demo/accounts", "demo-accounts", "The demo's accounts", Public, "demo.accounts")
		accounts.Coalesce = true
		httpapi.Register(api, accounts, a.serveDemoAccounts)
		httpapi.Register(api, declare(http.MethodPost, "/api/v1/demo/session", "demo-session-start",
			"Log in to the demo without a password", Public, "session.start"), a.serveDemoLogin)
	}
}

func (a *Auth) serveSession(ctx context.Context, _ *struct{}) (*sessionOutput, error) {
	o, ok := From(ctx)
	if !ok {
		return nil, errNoSession
	}
	return &sessionOutput{Body: sessionOf(o)}, nil
}

func (a *Auth) serveLogin(ctx context.Context, in *loginInput) (*startedOutput, error) {
	o, token, err := a.Login(ctx, in.Body.Login, in.Body.Password, in.token, in.address)
	if err != nil {
		return nil, err
	}
	return &startedOutput{SetCookie: a.cookie(token), Body: sessionOf(o)}, nil
}

func (a *Auth) serveLogout(ctx context.Context, in *logoutInput) (*endedOutput, error) {
	if err := a.Logout(ctx, in.token); err != nil {
		return nil, err
	}
	return &endedOutput{SetCookie: a.cookie("")}, nil
}

type demoAccount struct {
	Role  Role   `json:"role"`
	Login string `json:"login"`
	Name  string `json:"name"`
}

type demoAccountsOutput struct {
	Body struct {
		Accounts []demoAccount `json:"accounts"`
	}
}

func (a *Auth) serveDemoAccounts(ctx context.Context, _ *struct{}) (*demoAccountsOutput, error) {
	staff, err := a.Staff(ctx)
	if err != nil {
		return nil, err
	}
	out := &demoAccountsOutput{}
	out.Body.Accounts = []demoAccount{}
	for _, role := range Roles() { // in the order of the roles, which is the order of the tiles
		for _, o := range staff {
			if o.Role == role {
				out.Body.Accounts = append(out.Body.Accounts, demoAccount{Role: o.Role, Login: o.Login, Name: o.Name})
			}
		}
	}
	return out, nil
}

func (a *Auth) serveDemoLogin(ctx context.Context, in *demoInput) (*startedOutput, error) {
	o, token, err := a.demoLogin(ctx, in.Body.Login, in.token)
	if err != nil {
		return nil, err
	}
	return &startedOutput{SetCookie: a.cookie(token), Body: sessionOf(o)}, nil
}
