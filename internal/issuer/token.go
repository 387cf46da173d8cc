package issuer

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/httpapi"
	"jemput/internal/jose"
)

// grantType is that of OpenID4VCI section 6.1.
const grantType = "urn:ietf:params:oauth:grant-type:pre-authorized_code"

// detailType is that of an authorization_details entry for a credential, section 5.1.1.
const detailType = "openid_credential"

// tokenRequest is a token request that has the right form.
type tokenRequest struct {
	code, txCode string
	details      bool // authorization_details were asked for
}

type tokenAnswer struct {
	AccessToken string        `json:"access_token"`
	TokenType   string        `json:"token_type"`
	ExpiresIn   int           `json:"expires_in"` // seconds
	Details     []tokenDetail `json:"authorization_details,omitempty"`
}

type tokenDetail struct {
	Type          string   `json:"type"`
	Configuration string   `json:"credential_configuration_id"`
	Identifiers   []string `json:"credential_identifiers"`
}

// serveToken is the token endpoint, OpenID4VCI section 6.
func (i *Issuer) serveToken(w http.ResponseWriter, r *http.Request) error {
	if err := i.tokens.take(r.RemoteAddr); err != nil {
		return err
	}
	request, err := readTokenRequest(r)
	if err != nil {
		return err
	}
	text, t, err := i.redeem(r.Context(), request)
	if err != nil {
		return err
	}
	i.tokens.giveBack(r.RemoteAddr)
	httpapi.SetSubject(r.Context(), t.resident)
	out := tokenAnswer{AccessToken: text, TokenType: "Bearer", ExpiresIn: int(tokenLife.Seconds())}
	if t.identifiers {
		out.Details = []tokenDetail{{detailType, ConfigurationID, []string{credentialIdentifier}}}
	}
	return answer(w, http.StatusOK, out)
}

// redeem spends the voucher and makes an access token in one transaction. A refusal of Grants is
// committed as well: with it goes the count of wrong tries.
func (i *Issuer) redeem(ctx context.Context, request tokenRequest) (text string, t token, err error) {
	text, hash := secret()
	var refused error
	err = i.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		refused = nil
		r, err := i.Grants.Redeem(ctx, tx, request.code, request.txCode)
		if isRefusal(err) {
			refused = err
			return nil
		}
		if err != nil {
			return err
		}
		t = token{attempt: r.AttemptID, resident: r.ResidentID, identifiers: request.details, expires: i.Now().Add(tokenLife)}
		return insertToken(ctx, tx, hash, t)
	})
	if err != nil {
		return "", token{}, err
	}
	if refused != nil {
		return "", token{}, grantRefusal(refused)
	}
	return text, t, nil
}

func isRefusal(err error) bool {
	f, ok := fault.As(err)
	return ok && f.Kind != fault.Internal && f.Kind != fault.Unavailable
}

// grantRefusal is section 6.3: a transaction code that should not be there or should is
// invalid_request, everything else that is wrong with the voucher or the code is invalid_grant.
func grantRefusal(err error) error {
	f, _ := fault.As(err)
	switch f.Code {
	case "tx_code_missing", "tx_code_unexpected":
		return refuse("invalid_request", f.Detail)
	}
	return refuse("invalid_grant", f.Detail)
}

func readTokenRequest(r *http.Request) (q tokenRequest, err error) {
	form, err := readForm(r)
	if err != nil {
		return q, err
	}
	if err := checkClient(r, form); err != nil {
		return q, err
	}
	switch form.Get("grant_type") {
	case grantType:
	case "":
		return q, refuse("invalid_request", "grant_type is missing")
	default:
		return q, refuse("unsupported_grant_type", "only the pre-authorized code grant is offered here")
	}
	q.code, q.txCode = form.Get("pre-authorized_code"), form.Get("tx_code")
	if q.code == "" {
		return q, refuse("invalid_request", "pre-authorized_code is missing")
	}
	if details := form.Get("authorization_details"); details != "" {
		q.details = true
		return q, checkDetails(details)
	}
	return q, nil
}

// readForm reads the body as a form in which nothing stands twice (RFC 6749 section 3.2). The
// query is ignored: what stands there ends in logs.
func readForm(r *http.Request) (url.Values, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return nil, refuse("invalid_request", "the body must be application/x-www-form-urlencoded")
	}
	if err := r.ParseForm(); err != nil {
		return nil, badBody(err, "invalid_request", "the body is not a form")
	}
	for _, values := range r.PostForm {
		if len(values) > 1 {
			return nil, refuse("invalid_request", "a parameter is given twice")
		}
	}
	return r.PostForm, nil
}

// badBody tells a body that is too long from one that cannot be read.
func badBody(err error, code, description string) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return &refusal{status: http.StatusRequestEntityTooLarge, code: code, description: "the request is too large"}
	}
	return refuse(code, description)
}

// checkClient lets everybody in who does not claim to be a registered client: there are none. A
// bare client_id proves nothing and is ignored, because many wallets send one.
func checkClient(r *http.Request, form url.Values) error {
	if r.Header.Get("Authorization") != "" {
		return &refusal{status: http.StatusUnauthorized, code: "invalid_client", description: "this client is not known here; send no client authentication", challenge: `Basic realm="token"`}
	}
	for _, name := range []string{"client_secret", "client_assertion", "client_assertion_type"} {
		if form.Has(name) {
			return &refusal{status: http.StatusUnauthorized, code: "invalid_client", description: "this client is not known here; send no client authentication"}
		}
	}
	return nil
}

// checkDetails wants every entry to ask for what there is (RFC 9396 section 5).
func checkDetails(text string) error {
	no := refuse("invalid_authorization_details", "authorization_details must ask for "+ConfigurationID)
	v, err := jose.ReadValue([]byte(text))
	list, ok := v.([]any)
	if err != nil || !ok || len(list) == 0 {
		return no
	}
	for _, entry := range list {
		detail, _ := entry.(map[string]any)
		if detail["type"] != detailType || detail["credential_configuration_id"] != ConfigurationID {
			return no
		}
	}
	return nil
}

// bearer finds the access token of a request: in the Authorization header only, RFC 6750 section 2.1.
func (i *Issuer) bearer(r *http.Request) (token, error) {
	scheme, text, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") || text == "" {
		return token{}, &refusal{status: http.StatusUnauthorized, code: "invalid_token", description: "an access token is needed", challenge: "Bearer"}
	}
	t, ok, err := loadToken(r.Context(), i.DB.Read(), hashOf(strings.TrimSpace(text)), i.Now())
	if err != nil {
		return token{}, err
	}
	if !ok {
		return token{}, &refusal{status: http.StatusUnauthorized, code: "invalid_token", description: "the access token is unknown or has expired", challenge: `Bearer error="invalid_token"`}
	}
	httpapi.SetSubject(r.Context(), t.resident)
	return t, nil
}
