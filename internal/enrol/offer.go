package enrol

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"net/url"
	"strings"
	"time"

	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/voucher"

	"github.com/google/uuid"
)

const (
	voucherLife  = 15 * time.Minute // of an offer made online
	txCodeDigits = 6
	maxWrong     = 5 // wrong transaction codes that void a voucher
)

// Offer is what the officer hands over.
type Offer struct {
	Link      string    // https link that opens our wallet, for the phone's own camera
	URI       string    // openid-credential-offer: URI, for any wallet
	TxCode    string    // six digits, read out by the officer; kept nowhere
	ExpiresAt time.Time // whole seconds
}

// Offer makes a voucher for an attempt that has identity proof and consent. A former offer of the attempt
// is void from then on.
func (e *Enrol) Offer(ctx context.Context, id string) (Offer, error) {
	code, err := newTxCode()
	if err != nil {
		return Offer{}, err
	}
	var o Offer
	_, err = e.act(ctx, id, func(ctx context.Context, tx db.Tx, a *Attempt) (*event, error) {
		if a.Mode != config.Native {
			return nil, errExternal
		}
		if err := e.ready(ctx, tx, a); err != nil {
			return nil, err
		}
		v, token, err := e.mint(ctx, tx, a, code)
		if err != nil {
			return nil, err
		}
		if err := voidVouchers(ctx, tx, a.ID, e.moment()); err != nil {
			return nil, err
		}
		if err := insertVoucher(ctx, tx, v); err != nil {
			return nil, err
		}
		o = e.offerOf(token, code, v.expiresAt)
		a.State, a.OfferUntil = Offered, v.expiresAt
		if err := e.takeBack(ctx, tx, a); err != nil {
			return nil, err
		}
		return &event{kind: offered, by: officer(ctx), detail: offeredDetail{v.device, v.seq, v.expiresAt}}, nil
	})
	return o, err
}

// takeBack undoes what became of the former offer: a credential that no wallet accepted is withdrawn, since the phone
// may have lost it. Where nobody can withdraw, its acceptance may still come, and counts.
func (e *Enrol) takeBack(ctx context.Context, tx db.Tx, a *Attempt) error {
	if !a.IssuedAt.IsZero() && e.Withdraw == nil {
		return nil
	}
	if !a.RedeemedAt.IsZero() && e.Withdraw != nil {
		if err := e.Withdraw(ctx, tx, a.ID); err != nil {
			return err
		}
	}
	a.RedeemedAt, a.IssuedAt = time.Time{}, time.Time{}
	return nil
}

type offeredDetail struct {
	Device    string    `json:"device"`
	Seq       int64     `json:"seq"`
	ExpiresAt time.Time `json:"expires_at"`
}

// mint makes the next voucher of the node's own device key.
func (e *Enrol) mint(ctx context.Context, tx db.Tx, a *Attempt, code string) (handed, string, error) {
	attempt, err := uuid.Parse(a.ID)
	if err != nil {
		return handed{}, "", fmt.Errorf("enrol: attempt id: %w", err)
	}
	claims := voucher.Claims{
		KeyID: e.Vouchers.ID(), Attempt: attempt, Issued: e.moment().Truncate(time.Second),
		CodeMAC: e.Vouchers.CodeMAC(attempt, code),
	}
	claims.Expires = claims.Issued.Add(voucherLife)
	if a.VisitID != "" {
		if claims.Visit, err = uuid.Parse(a.VisitID); err != nil {
			return handed{}, "", fmt.Errorf("enrol: visit id: %w", err)
		}
	}
	v := handed{device: hex.EncodeToString(claims.KeyID), attempt: a.ID, issuedAt: claims.Issued, expiresAt: claims.Expires}
	if v.seq, err = nextSequence(ctx, tx, v.device); err != nil {
		return handed{}, "", err
	}
	claims.Sequence = uint64(v.seq)
	token, err := voucher.Mint(e.Vouchers, claims)
	if err != nil {
		return handed{}, "", fmt.Errorf("enrol: %w", err)
	}
	v.hash = tokenHash(token)
	return v, token, nil
}

func tokenHash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

func newTxCode() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", fmt.Errorf("enrol: transaction code: %w", err)
	}
	return fmt.Sprintf("%0*d", txCodeDigits, n.Int64()), nil
}

// CredentialConfiguration is the id of what is offered, as the issuer's metadata names it.
const CredentialConfiguration = "identity_sd_jwt"

type credentialOffer struct {
	Issuer         string   `json:"credential_issuer"`
	Configurations []string `json:"credential_configuration_ids"`
	Grants         struct {
		PreAuthorized struct {
			Code   string `json:"pre-authorized_code"`
			TxCode struct {
				InputMode   string `json:"input_mode"`
				Length      int    `json:"length"`
				Description string `json:"description"`
			} `json:"tx_code"`
		} `json:"urn:ietf:params:oauth:grant-type:pre-authorized_code"`
	} `json:"grants"`
}

// offerOf is the credential offer of OpenID4VCI 1.0 section 4.1, by value. The link to our own wallet holds the voucher
// alone: our wallet knows the rest of our offers, and a QR of half the modules is read at once by a cheap camera.
func (e *Enrol) offerOf(token, code string, expires time.Time) Offer {
	c := credentialOffer{Issuer: e.Base(), Configurations: []string{CredentialConfiguration}}
	g := &c.Grants.PreAuthorized
	g.Code, g.TxCode.InputMode, g.TxCode.Length = token, "numeric", txCodeDigits
	g.TxCode.Description = "Kode yang dibacakan petugas"
	body, _ := json.Marshal(c)                                             // strings and a number: cannot fail
	value := strings.ReplaceAll(url.QueryEscape(string(body)), "+", "%20") // JavaScript's decodeURIComponent leaves a plus
	return Offer{
		Link: e.Base() + "/wallet/#voucher=" + token, URI: "openid-credential-offer://?credential_offer=" + value,
		TxCode: code, ExpiresAt: expires,
	}
}
