package credential

import (
	"bytes"
	"crypto"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"jemput/internal/jose"
	"jemput/sdjwt"
)

// Bounds of a credential in bytes. A portrait is as large as the register allows (200 kB),
// in base64 twice; everything else is a line of text.
const (
	maxToken      = 512 << 10
	maxPortrait   = 400 << 10
	maxDisclosure = 2 << 10
)

const day = 24 * 60 * 60 // seconds

// LintError says which rule a credential would have broken. It names claims, never their values.
type LintError struct{ Rule, Detail string }

func (e *LintError) Error() string { return "credential: lint: " + e.Rule + ": " + e.Detail }

func broken(rule, format string, args ...any) error {
	return &LintError{rule, fmt.Sprintf(format, args...)}
}

// nobody is the signature of the copy that is looked at: of the right form, by no key. A real one
// would say nothing about the content, and cost as much as issuing itself.
var nobody = jose.Encode(make([]byte, jose.RawSize))

// lint reads a copy of the draft as a verifier does and holds it against the policy.
func lint(p *Profile, i Issuance, by *Signer, draft *sdjwt.Draft) error {
	disclosures := draft.Disclosures()
	if err := checkSizes(disclosures); err != nil {
		return err
	}
	copied := by.header + "." + jose.Encode(draft.Payload()) + "." + nobody + "~" + strings.Join(append(disclosures, ""), "~")
	if len(copied) > maxToken {
		return broken("size", "the token has %d bytes", len(copied))
	}
	token, err := sdjwt.Parse(copied)
	if err != nil {
		return broken("form", "%v", err)
	}
	return checkAll(p, i, by, token, token.Unverified())
}

func checkAll(p *Profile, i Issuance, by *Signer, token *sdjwt.Token, claims map[string]any) error {
	for _, check := range []func() error{
		func() error { return checkHeader(by, token) },
		func() error { return checkDisclosable(p, token, claims) },
		func() error { return checkComplete(p, claims) },
		func() error { return checkTimes(i, by, claims) },
		func() error { return checkHolder(i.HolderKey, token) },
		func() error { return checkReferences(p, i, claims) },
	} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// checkSizes allows the first of the long disclosures to be the portrait; its place is checked by name elsewhere.
func checkSizes(disclosures []string) error {
	long := 0
	for _, d := range disclosures {
		if len(d) > maxPortrait {
			return broken("size", "a claim has %d bytes", len(d))
		}
		if len(d) > maxDisclosure {
			long++
		}
	}
	if long > 1 {
		return broken("size", "%d claims are longer than a line of text", long)
	}
	return nil
}

// checkHeader holds type and certificates against those of the signer.
func checkHeader(by *Signer, token *sdjwt.Token) error {
	if token.Type() != sdjwt.DefaultType {
		return broken("form", "typ is not %s", sdjwt.DefaultType)
	}
	chain, err := token.Chain()
	if err != nil || len(chain) != len(by.key.Chain()) {
		return broken("chain", "x5c is not the signer's chain")
	}
	for n, der := range by.key.Chain() {
		if !bytes.Equal(der, chain[n]) {
			return broken("chain", "x5c is not the signer's chain")
		}
	}
	return nil
}

// visible are the claims that stand in the token for everybody, and must.
var visible = []string{"iss", "vct", "iat", "nbf", "exp", "cnf", "status"}

// checkDisclosable makes sure that the holder can withhold every claim, and every member of an object by itself.
func checkDisclosable(p *Profile, token *sdjwt.Token, claims map[string]any) error {
	known := map[string]*Claim{}
	for n := range p.Claims {
		known[strings.Join(p.Claims[n].Path, ".")] = &p.Claims[n]
	}
	hidden := map[string]bool{}
	for _, path := range token.Disclosed() {
		hidden[dotted(path)] = true
	}
	for _, name := range visible {
		if _, there := claims[name]; !there || hidden[name] {
			return broken("visible", "%s must stand for everybody", name)
		}
	}
	return checkObject(known, hidden, "", claims)
}

func checkObject(known map[string]*Claim, hidden map[string]bool, prefix string, members map[string]any) error {
	for name, value := range members {
		if prefix == "" && isVisible(name) {
			continue
		}
		path := prefix + name
		c := known[path]
		if c == nil {
			return broken("unknown", "%s is not in the profile", path)
		}
		if !hidden[path] {
			return broken("plain", "%s could not be withheld", path)
		}
		object, nested := value.(map[string]any)
		if nested != c.isObject() {
			return broken("shape", "%s has the wrong shape", path)
		}
		if nested {
			if err := checkObject(known, hidden, path+".", object); err != nil {
				return err
			}
		}
	}
	return nil
}

func isVisible(name string) bool {
	for _, v := range visible {
		if v == name {
			return true
		}
	}
	return false
}

func dotted(path sdjwt.Path) string {
	parts := make([]string, len(path))
	for n, part := range path {
		parts[n] = fmt.Sprint(part)
	}
	return strings.Join(parts, ".")
}

func checkComplete(p *Profile, claims map[string]any) error {
	for n := range p.Claims {
		c := &p.Claims[n]
		if !c.Mandatory {
			continue
		}
		in := claims
		for _, name := range c.Path[:len(c.Path)-1] {
			in, _ = in[name].(map[string]any)
		}
		if _, there := in[c.name()]; !there {
			return broken("missing", "%s is not there", strings.Join(c.Path, "."))
		}
	}
	return nil
}

func checkTimes(i Issuance, by *Signer, claims map[string]any) error {
	want := map[string]int64{"iat": seconds(i.IssuedOn), "nbf": seconds(i.IssuedOn), "exp": seconds(i.ExpiresOn)}
	for name, w := range want {
		n, _ := claims[name].(json.Number)
		got, err := n.Int64()
		if err != nil || got != w || got%day != 0 {
			return broken("times", "%s is not the day it should be", name)
		}
	}
	if !i.IssuedOn.Before(i.ExpiresOn) {
		return broken("ends", "it would end before it begins")
	}
	if i.ExpiresOn.Midnight(time.UTC).After(by.key.Expires()) {
		return broken("outlives_signer", "it would outlive its signer's certificate")
	}
	return nil
}

func checkHolder(want crypto.PublicKey, token *sdjwt.Token) error {
	got, err := token.HolderKey()
	if err != nil {
		return broken("holder", "%v", err)
	}
	if k, ok := want.(interface{ Equal(crypto.PublicKey) bool }); !ok || !k.Equal(got) {
		return broken("holder", "cnf is not the holder's key")
	}
	return nil
}

// checkReferences holds issuer, type, status and specimen against what was asked for.
func checkReferences(p *Profile, i Issuance, claims map[string]any) error {
	if claims["vct"] != p.Type || claims["iss"] != i.Issuer || i.Issuer == "" {
		return broken("issuer", "iss or vct is not what it should be")
	}
	if !strings.HasPrefix(i.Issuer, "https://") && !strings.HasPrefix(i.Issuer, "http://") {
		return broken("issuer", "iss is no web address")
	}
	status, _ := claims["status"].(map[string]any)
	list, _ := status["status_list"].(map[string]any)
	if list["idx"] != json.Number(fmt.Sprint(i.StatusIndex)) || list["uri"] != i.StatusURI || len(list) != 2 || len(status) != 1 {
		return broken("status", "the status reference is not what it should be")
	}
	if i.StatusIndex < 0 || i.StatusIndex >= ListSize || !strings.HasPrefix(i.StatusURI, i.Issuer+"/") {
		return broken("status", "the status reference leads nowhere")
	}
	if says := claims["specimen"] == true; says != i.Specimen {
		return broken("specimen", "a specimen must say so, and nothing else may")
	}
	return nil
}
