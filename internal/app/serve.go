package app

import (
	"context"
	"net"
	"net/netip"
	"net/url"
	"strings"

	"jemput/internal/audit"
	"jemput/internal/auth"
	"jemput/internal/enrol"
	"jemput/internal/fault"
	"jemput/internal/httpapi"
	"jemput/internal/issuer"
	"jemput/internal/outreach"
	"jemput/internal/region"
	"jemput/internal/register"
	"jemput/internal/target"
	"jemput/web"
)

// Apps are the web apps that the program brings along; "/" leads to the first.
var Apps = []string{"office", "field", "wallet"}

// API is the whole interface of the node.
func (a *App) API() *httpapi.API {
	api := httpapi.New(httpapi.Config{
		Title: "jemput", Version: a.options.Version, Gate: a.Auth, Recorder: a.Audit,
		Log: a.options.Log, Now: a.options.Now, Secure: a.secure, Proxy: a.options.Proxy,
	})
	nodeRoutes(api, a)
	auth.Routes(api, a.Auth)
	audit.Routes(api, a.Audit, a.Auth.Names)
	region.Routes(api, a.Atlas, a.Outlines)
	register.Routes(api, a.Register, a.Node.City, a.day)
	register.ImportRoutes(api, a.Importer)
	outreach.Routes(api, a.Outreach, outreach.Deps{City: a.Node.City, Places: places{a.Atlas, a.Node.City}, Staff: everyone{a.Auth}, Today: a.day})
	enrol.Routes(api, a.Enrol)
	target.Routes(api, a.Targets)
	issuer.Routes(api, a.Issuer)
	httpapi.Apps(api, web.Apps(), Apps...)
	return api
}

// Announce settles the address by which others reach the node that listens on l, and gives it: public, or the listener's own
// for "". The command line makes offers for it from then on, so it comes before anybody is told that the node is ready.
func (a *App) Announce(ctx context.Context, l net.Listener, public string) (string, error) {
	if public == "" {
		public = "http://" + l.Addr().String()
	}
	base, err := publicAddress(public)
	if err != nil {
		return "", err
	}
	if plain(base) {
		a.options.Log.Warn("phones need https: put a proxy with a certificate in front and give its address as the public one", "public", base)
	}
	return base, a.SetBase(ctx, base)
}

// Serve answers on l, which was announced, until ctx ends.
func (a *App) Serve(ctx context.Context, l net.Listener) error {
	return httpapi.Serve(ctx, l, a.API().Handler(), a.options.Log)
}

// publicAddress checks the address by which phones reach the node, and takes off the slash at its end.
func publicAddress(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "https" && u.Scheme != "http" {
		return "", fault.New(fault.Invalid, "public_url_form", "The public address is no web address.").WithField("public_url").
			WithHint("such as --public-url https://ikd.example.go.id")
	}
	return strings.TrimRight(s, "/"), nil
}

// plain reports an address of another machine without https: browsers refuse a wallet there its keys.
func plain(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" || u.Hostname() == "localhost" {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return err != nil || !ip.IsLoopback()
}
