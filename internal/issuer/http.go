package issuer

import (
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"jemput/internal/credential"
	"jemput/internal/fault"
	"jemput/internal/httpapi"
	"jemput/internal/jose"
)

// Bounds of request bodies in bytes.
const (
	maxForm = 16 << 10
	maxBody = 64 << 10
)

// Well-known names: the suffix of the public address follows them (RFC 8414 section 3.1).
const (
	wellKnownIssuer = "/.well-known/openid-credential-issuer"
	wellKnownServer = "/.well-known/oauth-authorization-server"
	wellKnownKeys   = "/.well-known/jwt-vc-issuer"
)

var errNoPath = fault.New(fault.NotFound, "no_such_path", "There is nothing at this address.")

type handler = func(http.ResponseWriter, *http.Request) error

func declare(method, path, id, summary, event string, body int64) httpapi.Op {
	return httpapi.Op{
		Operation: huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"wallet"}, MaxBodyBytes: body},
		Scope:     httpapi.Public, Audit: event,
	}
}

// Routes adds the wallet protocol.
func Routes(api *httpapi.API, i *Issuer) {
	post := func(path, id, summary, event string, body int64, often bool, h handler) {
		op := declare(http.MethodPost, path, id, summary, event, body)
		op.Coalesce = often
		httpapi.Handle(api, op, speak(h))
	}
	post(pathToken, "wallet-token", "Exchange a voucher and its code for an access token (OpenID4VCI 6)", "issuer.token", maxForm, false, i.serveToken)
	post(pathNonce, "wallet-nonce", "A nonce for a key proof (OpenID4VCI 7)", "issuer.nonce", maxForm, true, i.serveNonce)
	post(pathCredential, "wallet-credential", "Receive the credential (OpenID4VCI 8)", "issuer.credential", maxBody, false, i.serveCredential)
	post(pathNotification, "wallet-notification", "What became of the credential (OpenID4VCI 11)", "issuer.notification", maxForm, false, i.serveNotification)

	open := func(path, id, summary, event string, h handler) {
		op := declare(http.MethodGet, path, id, summary, event, 0)
		op.Coalesce = true
		httpapi.Handle(api, op, h)
	}
	open(pathStatus+"{list}", "wallet-status", "Signed status list (Token Status List)", "issuer.status", i.serveStatus)
	open(pathType, "wallet-type", "What the identity credential looks like and holds (SD-JWT VC)", "issuer.type", i.serveType)
	for _, d := range []struct {
		path, id, summary string
		h                 handler
	}{
		{wellKnownIssuer, "wallet-issuer-metadata", "Credential issuer metadata (OpenID4VCI 12.2)", i.serveIssuerMetadata},
		{wellKnownServer, "wallet-server-metadata", "Authorization server metadata (RFC 8414)", i.serveServerMetadata},
		{wellKnownKeys, "wallet-issuer-keys", "Keys that sign credentials (SD-JWT VC)", i.serveKeys},
	} {
		open(d.path, d.id, d.summary, "issuer.metadata", i.at(d.h))
		open(d.path+"/{path...}", d.id+"-below", d.summary, "issuer.metadata", i.at(d.h))
	}
}

// at serves metadata only where the public address puts it: with its own path behind the well-known name.
func (i *Issuer) at(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		below := r.PathValue("path")
		if below != "" {
			below = "/" + below
		}
		if below != i.basePath() {
			return errNoPath
		}
		w.Header().Set("Cache-Control", "no-cache")
		return h(w, r)
	}
}

// signedMetadataType is the typ of signed metadata, OpenID4VCI section 12.2.3.
const signedMetadataType = "openidvci-issuer-metadata+jwt"

func (i *Issuer) serveIssuerMetadata(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Vary", "Accept")
	if !accepts(r, "application/jwt") {
		return answer(w, http.StatusOK, i.metadata())
	}
	text, err := i.signedMetadata()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/jwt")
	_, _ = w.Write([]byte(text)) // the wallet is gone; nobody is left to tell
	return nil
}

func (i *Issuer) signedMetadata() (string, error) {
	base := i.Base()
	return i.sign(jose.Header{Type: signedMetadataType}, struct {
		Issuer   string `json:"iss"`
		Subject  string `json:"sub"`
		IssuedAt int64  `json:"iat"`
		issuerMetadata
	}{base, base, i.Now().Unix(), i.metadata()})
}

// accepts reports whether a client asks for a media type by name.
func accepts(r *http.Request, media string) bool {
	for _, part := range strings.Split(strings.Join(r.Header.Values("Accept"), ","), ",") {
		name, _, _ := strings.Cut(part, ";")
		if strings.EqualFold(strings.TrimSpace(name), media) {
			return true
		}
	}
	return false
}

func (i *Issuer) serveServerMetadata(w http.ResponseWriter, _ *http.Request) error {
	return answer(w, http.StatusOK, i.serverMetadata())
}

func (i *Issuer) serveType(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Cache-Control", "public, max-age=3600")
	return answer(w, http.StatusOK, credential.Identity.Metadata())
}

// jwk is a public key with its certificates.
type jwk struct {
	Type  string   `json:"kty"`
	Curve string   `json:"crv"`
	X     string   `json:"x"`
	Y     string   `json:"y"`
	ID    string   `json:"kid"`
	Use   string   `json:"use"`
	Chain []string `json:"x5c"`
}

func (i *Issuer) serveKeys(w http.ResponseWriter, _ *http.Request) error {
	key, err := keyOf(i.Keys.Signer())
	if err != nil {
		return err
	}
	var out struct {
		Issuer string `json:"issuer"`
		Keys   struct {
			Keys []jwk `json:"keys"`
		} `json:"jwks"`
	}
	out.Issuer, out.Keys.Keys = i.Base(), []jwk{key}
	return answer(w, http.StatusOK, out)
}
