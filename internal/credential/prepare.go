package credential

import (
	"crypto"
	"errors"
	"sync/atomic"
	"time"

	"jemput/internal/civil"
	"jemput/sdjwt"
)

// Issuance is what is particular to one credential beside its subject.
type Issuance struct {
	Issuer      string // credential issuer identifier: the public address
	Authority   string // the name that stands on it
	IssuedOn    civil.Date
	ExpiresOn   civil.Date // the day at whose beginning (UTC) it ends
	HolderKey   crypto.PublicKey
	StatusURI   string // of the status list
	StatusIndex int64
	Specimen    bool // no identity document: says CONTOH
}

// Prepared is a credential that passed the lint. Only Prepare makes one.
type Prepared struct {
	draft *sdjwt.Draft
	used  atomic.Bool
}

// Prepare fills the profile, reads a throw-away copy of the token as a verifier would and holds it
// against the policy of lint.go. What Issue signs later are the very bytes that were looked at.
func Prepare(p *Profile, s Subject, i Issuance, by *Signer) (*Prepared, error) {
	claims, err := payload(p, &s, i)
	if err != nil {
		return nil, err
	}
	draft, err := by.issuer.Prepare(claims)
	if err != nil {
		return nil, err
	}
	if err := lint(p, i, by, draft); err != nil {
		return nil, err
	}
	return &Prepared{draft: draft}, nil
}

// Issue signs, once. Its result is the token with all disclosures, for the holder only.
func (p *Prepared) Issue() (string, error) {
	if p.used.Swap(true) {
		return "", errors.New("credential: issued already")
	}
	return p.draft.Sign()
}

// payload puts the claims that everybody sees before those of the profile.
func payload(p *Profile, s *Subject, i Issuance) (sdjwt.Object, error) {
	holder, err := sdjwt.Confirm(i.HolderKey)
	if err != nil {
		return nil, err
	}
	always := sdjwt.Object{
		sdjwt.Plain("iss", i.Issuer),
		sdjwt.Plain("vct", p.Type),
		sdjwt.Plain("iat", seconds(i.IssuedOn)),
		sdjwt.Plain("nbf", seconds(i.IssuedOn)),
		sdjwt.Plain("exp", seconds(i.ExpiresOn)),
		holder,
		sdjwt.Plain("status", sdjwt.Object{sdjwt.Plain("status_list", sdjwt.Object{
			sdjwt.Plain("idx", i.StatusIndex), sdjwt.Plain("uri", i.StatusURI),
		})}),
	}
	return append(always, p.claims(s, i)...), nil
}

// seconds is the beginning of the day in UTC: whole days, so that the times of two credentials do not tell them apart.
func seconds(d civil.Date) int64 { return d.Midnight(time.UTC).Unix() }
