package issuer

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"time"

	"jemput/internal/civil"
	"jemput/internal/credential"
	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/jose"
)

// What is on offer: one configuration, and the identifier under which a token may name its credential.
const (
	ConfigurationID      = "identity_sd_jwt"
	credentialIdentifier = "identity"
	credentialScope      = "identity"
)

var errDenied = refuse("credential_request_denied", "this enrolment has its credential; another one is not issued")

type credentialAnswer struct {
	Credentials  []credentialText `json:"credentials"`
	Notification string           `json:"notification_id"`
}

type credentialText struct {
	Credential string `json:"credential"`
}

// serveCredential is the credential endpoint, OpenID4VCI section 8.
func (i *Issuer) serveCredential(w http.ResponseWriter, r *http.Request) error {
	t, err := i.bearer(r)
	if err != nil {
		return err
	}
	request, err := readJSON(r, "invalid_credential_request")
	if err != nil {
		return err
	}
	if err := checkAsked(request, t); err != nil {
		return err
	}
	p, err := readProofs(request["proofs"], i.Base(), i.Now())
	if err != nil {
		return err
	}
	out, err := i.issue(r.Context(), t, p)
	if err != nil {
		return err
	}
	return answer(w, http.StatusOK, out)
}

// readJSON reads a body that must be a JSON object in which nothing stands twice.
func readJSON(r *http.Request, code string) (map[string]any, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return nil, refuse(code, "the body must be application/json")
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, badBody(err, code, "the body cannot be read")
	}
	object, err := jose.ReadObject(body)
	if err != nil {
		return nil, refuse(code, "the body is not a JSON object")
	}
	return object, nil
}

// checkAsked wants exactly one name of what there is: the identifier if the token came with one, the
// configuration otherwise (section 8.2).
func checkAsked(request map[string]any, t token) error {
	configuration, byConfiguration := request["credential_configuration_id"]
	identifier, byIdentifier := request["credential_identifier"]
	switch {
	case byConfiguration == byIdentifier:
		return refuse("invalid_credential_request", "give either credential_configuration_id or credential_identifier")
	case byConfiguration && t.identifiers:
		return refuse("invalid_credential_request", "the token names credential identifiers: use one")
	case byConfiguration && configuration != ConfigurationID:
		return refuse("unknown_credential_configuration", "there is no such configuration")
	case byIdentifier && (!t.identifiers || identifier != credentialIdentifier):
		return refuse("unknown_credential_identifier", "the token does not name this identifier")
	}
	if _, there := request["credential_response_encryption"]; there {
		return refuse("invalid_encryption_parameters", "encrypted responses are not offered")
	}
	return nil
}

// issue spends the nonce, enters the credential into the ledger and signs it, all in one
// transaction: when the answer leaves, everything is on disk. A process that dies before has
// issued nothing; one that dies after can be asked again by the same key.
func (i *Issuer) issue(ctx context.Context, t token, p proof) (out credentialAnswer, err error) {
	subject, err := i.Subjects.Subject(ctx, i.DB.Read(), t.resident)
	if fault.KindOf(err) == fault.NotFound {
		return out, refuse("credential_request_denied", "the register does not know this person any more")
	}
	if err != nil {
		return out, err
	}
	try := func(ctx context.Context, tx db.Tx) error {
		out, err = i.issueIn(ctx, tx, t, p, subject)
		return err
	}
	err = i.DB.InTx(ctx, try)
	if db.IsUnique(err) { // another process entered this attempt's credential meanwhile: look again
		err = i.DB.InTx(ctx, try)
	}
	return out, err
}

func (i *Issuer) issueIn(ctx context.Context, tx db.Tx, t token, p proof, subject credential.Subject) (out credentialAnswer, err error) {
	fresh, err := spendNonce(ctx, tx, p.nonce, i.Now())
	if err != nil {
		return out, err
	}
	if !fresh {
		return out, refuse("invalid_nonce", "the nonce is unknown, spent or has expired")
	}
	signer, key, err := i.current()
	if err != nil {
		return out, err
	}
	c, err := i.enter(ctx, tx, t, p, key.Expires())
	if err != nil {
		return out, err
	}
	n, err := notificationOf(ctx, tx, c)
	if err != nil {
		return out, err
	}
	prepared, err := credential.Prepare(credential.Identity, subject, credential.Issuance{
		Issuer: i.Base(), Authority: i.Authority, IssuedOn: c.IssuedOn, ExpiresOn: c.ExpiresOn, HolderKey: p.key,
		StatusURI: i.statusURI(c.List), StatusIndex: c.Index, Specimen: i.Specimen,
	}, signer)
	if err != nil {
		return out, err
	}
	text, err := prepared.Issue()
	return credentialAnswer{[]credentialText{{text}}, n.id}, err
}

// enter is the attempt's one credential: a new entry of the ledger, or the one that is there if the same
// key asks again before the wallet said that it has it.
func (i *Issuer) enter(ctx context.Context, tx db.Tx, t token, p proof, signerEnds time.Time) (credential.Issued, error) {
	holder, err := jose.Thumbprint(p.key)
	if err != nil {
		return credential.Issued{}, err
	}
	c, err := i.ledger.ByAttempt(ctx, tx, t.attempt)
	if err == nil {
		if c.Holder != holder || !c.AcceptedAt.IsZero() || c.Status != credential.Valid {
			return c, errDenied
		}
		return c, nil
	}
	if !errors.Is(err, credential.ErrNotFound) {
		return c, err
	}
	on := civil.Of(i.Now().UTC())
	c, err = i.ledger.Record(ctx, tx, credential.Draft{
		Attempt: t.attempt, Resident: t.resident, Profile: credential.IdentityType, Holder: holder,
		IssuedOn: on, ExpiresOn: lastDay(on, signerEnds),
	})
	if err != nil {
		return c, err
	}
	return c, i.Grants.Deliver(ctx, tx, t.attempt, OutcomeIssued)
}

// lastDay is a year on, or the last whole day of the signer's certificate if that is earlier.
func lastDay(on civil.Date, signerEnds time.Time) civil.Date {
	until, end := on.AddYears(validityYears), civil.Of(signerEnds.UTC())
	if end.Before(until) {
		return end
	}
	return until
}

// notificationOf is the id under which the wallet reports on a credential; made with the credential.
func notificationOf(ctx context.Context, tx db.Tx, c credential.Issued) (notification, error) {
	n, ok, err := loadNotification(ctx, tx, "credential", c.ID)
	if ok || err != nil {
		return n, err
	}
	id, _ := secret()
	n = notification{id: id, credential: c.ID, attempt: c.Attempt}
	return n, insertNotification(ctx, tx, n)
}
