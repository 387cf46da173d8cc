package issuer

import (
	"context"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"jemput/internal/audit"
	"jemput/internal/credential"
	"jemput/internal/db"
	"jemput/internal/keys"
)

// How long things hold.
const (
	tokenLife     = 10 * time.Minute
	nonceLife     = 5 * time.Minute
	proofWindow   = 5 * time.Minute // how far a wallet's clock may be off
	validityYears = 1               // of a credential, but never beyond its signer's certificate
)

// What Grants hears of a credential beside its acceptance.
const (
	OutcomeIssued  = "issued"
	OutcomeFailure = "credential_failure"
	OutcomeDeleted = "credential_deleted"
)

// Redeemed is what a voucher stands for.
type Redeemed struct{ AttemptID, ResidentID string }

// Grants knows the vouchers and the attempts behind them. enrol has them.
type Grants interface {
	// Redeem spends a voucher, whose compact form is the pre-authorized code; txCode is "" if the
	// wallet sent none. A refusal is a fault that is neither Internal nor Unavailable: what it has
	// written by then, such as a counted wrong try, is committed all the same. Codes:
	// tx_code_missing and tx_code_unexpected; any other means that the grant is not valid.
	Redeem(ctx context.Context, tx db.Tx, code, txCode string) (Redeemed, error)
	// Activate makes an attempt active: its wallet has the credential. Idempotent. A fault of
	// kind Conflict (and no write) says that it may not become active, such as "already_active".
	Activate(ctx context.Context, tx db.Tx, attemptID string) error
	// Deliver notes what happened to an attempt's credential: OutcomeIssued when it was signed, and
	// what the wallet reports of it, OutcomeFailure or OutcomeDeleted. Each is told once.
	Deliver(ctx context.Context, tx db.Tx, attemptID, outcome string) error
	// ActiveAttempts are attempts that are active through a credential of this node, by id, the next limit ones after one.
	ActiveAttempts(ctx context.Context, q db.Querier, after string, limit int) ([]string, error)
}

// Subjects knows what the register says of a resident.
type Subjects interface {
	Subject(ctx context.Context, q db.Querier, residentID string) (credential.Subject, error)
}

// Config of an issuer. Every field but Specimen is required.
type Config struct {
	DB        *db.DB
	Keys      *keys.Issuer
	Grants    Grants
	Subjects  Subjects
	Base      func() string // public address without a slash at its end: the credential issuer identifier
	Authority string        // the name on the credentials
	Specimen  bool          // what is issued is no identity document
	Now       func() time.Time
	Log       *audit.Log
}

// Issuer speaks OpenID4VCI. Safe for concurrent use.
type Issuer struct {
	Config
	ledger *credential.Ledger
	signer atomic.Pointer[signerOf] // of the current document signer
	lists  published
	tokens *limiter
	nonces *limiter
	swept  atomic.Int64 // when expired rows were removed last, microseconds
}

type signerOf struct {
	key    *keys.Signer
	signer *credential.Signer
}

// New makes an issuer; it panics on a configuration that cannot work.
func New(c Config) *Issuer {
	if c.DB == nil || c.Keys == nil || c.Grants == nil || c.Subjects == nil || c.Base == nil || c.Authority == "" || c.Now == nil || c.Log == nil {
		panic("issuer: Config is incomplete")
	}
	return &Issuer{
		Config: c, ledger: credential.NewLedger(c.Log, c.Now),
		tokens: newLimiter(c.Now, tokenFailures), nonces: newLimiter(c.Now, nonceRequests),
	}
}

// Withdraw takes back what an attempt's wallet was sent and has not accepted, and ends its access tokens: the person is
// offered anew, because the phone lost it or the officer turned the offer back.
func (i *Issuer) Withdraw(ctx context.Context, tx db.Tx, attemptID string) error {
	if err := removeTokens(ctx, tx, attemptID); err != nil {
		return err
	}
	return i.ledger.Withdraw(ctx, tx, attemptID)
}

// Ledger is the ledger of what was issued.
func (i *Issuer) Ledger() *credential.Ledger { return i.ledger }

// current is the document signer of today, its certificates checked.
func (i *Issuer) current() (*credential.Signer, *keys.Signer, error) {
	key := i.Keys.Signer()
	if s := i.signer.Load(); s != nil && s.key == key {
		return s.signer, key, nil
	}
	signer, err := credential.NewSigner(key)
	if err != nil {
		return nil, nil, err
	}
	i.signer.Store(&signerOf{key, signer})
	return signer, key, nil
}

// basePath is the path of the public address, "" for none: "/jemput" of https://example.id/jemput.
func (i *Issuer) basePath() string {
	u, err := url.Parse(i.Base())
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(u.Path, "/")
}
