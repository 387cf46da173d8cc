package credential

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jemput/sdjwt"
)

func issue(t rapid.TB, s Subject, i Issuance, by *Signer) (*sdjwt.Token, map[string]any) {
	t.Helper()
	p, err := Prepare(Identity, s, i, by)
	if err != nil {
		t.Fatal(err)
	}
	text, err := p.Issue()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Issue(); err == nil {
		t.Fatal("signed twice")
	}
	token, err := sdjwt.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	claims, err := token.Verify(by.key.Public(), sdjwt.Check{Now: noon()})
	if err != nil {
		t.Fatal(err)
	}
	return token, claims
}

func TestCredentialSaysWhatTheRegisterSays(t *testing.T) {
	by, holder := newSigner(t), newHolder(t)
	_, claims := issue(t, siti(), issuance(&holder.PublicKey), by)
	want := map[string]any{
		"name": "SITI AISYAH", "given_name": "SITI AISYAH", "family_name": "", "birthdate": "1990-07-01", "sex": json.Number("2"),
		"personal_administrative_number": "9999014107900001", "vct": "urn:jemput:identity:1", "iss": base, "specimen": true, "is_wajib_ktp": true,
		"kelurahan": "KAYU ARA", "issuing_country": "ID", "issuing_authority": "Disdukcapil Kota Lubuklinggau", "religion": "ISLAM",
		"iat": json.Number("1795478400"), "nbf": json.Number("1795478400"), "exp": json.Number("1827014400"),
	}
	for name, w := range want {
		if claims[name] != w {
			t.Errorf("%s is %v, want %v", name, claims[name], w)
		}
	}
	if got := fmt.Sprint(claims["age_equal_or_over"]); got != "map[17:true 18:true 21:true]" {
		t.Error(got)
	}
	address := claims["address"].(map[string]any)
	if address["street_address"] != "JL. GARUDA NO. 5, RT 003/RW 001" || address["region"] != "SUMATERA SELATAN" {
		t.Errorf("address %v", address)
	}
	if portrait, _ := claims["portrait"].(string); !strings.HasPrefix(portrait, "data:image/svg+xml;base64,") {
		t.Error("no portrait")
	}
	if fmt.Sprint(claims["nationalities"]) != "[ID]" {
		t.Errorf("nationalities %v", claims["nationalities"])
	}
}

func TestAgesAreThoseOfTheDayOfIssue(t *testing.T) {
	by, holder := newSigner(t), newHolder(t)
	for _, c := range []struct {
		born string
		want string
	}{
		{"2009-11-24", "map[17:true 18:false 21:false]"}, {"2009-11-25", "map[17:false 18:false 21:false]"}, {"2005-11-24", "map[17:true 18:true 21:true]"},
	} {
		s := siti()
		if err := s.BirthDate.UnmarshalText([]byte(c.born)); err != nil {
			t.Fatal(err)
		}
		_, claims := issue(t, s, issuance(&holder.PublicKey), by)
		if got := fmt.Sprint(claims["age_equal_or_over"]); got != c.want {
			t.Errorf("born %s: %s", c.born, got)
		}
	}
}

// Of any subject: the holder can withhold everything, one by one, and nothing that was not there appears.
func TestEverythingCanBeWithheld(t *testing.T) {
	by, holder := newSigner(t), newHolder(t)
	rapid.Check(t, func(r *rapid.T) {
		token, claims := issue(r, anybody(r), issuance(&holder.PublicKey), by)
		bare, err := token.Present(func(sdjwt.Path) bool { return false })
		if err != nil {
			r.Fatal(err)
		}
		left, err := bare.Verify(by.key.Public(), sdjwt.Check{Now: noon()})
		if err != nil {
			r.Fatal(err)
		}
		if len(left) != len(visible) {
			r.Fatalf("%d claims are left: %v", len(left), left)
		}
		for name := range left {
			if !isVisible(name) {
				r.Fatalf("%s cannot be withheld", name)
			}
		}
		for _, one := range token.Disclosed() {
			shown, err := token.Present(func(p sdjwt.Path) bool { return dotted(p) == dotted(one) })
			if err != nil {
				r.Fatal(err)
			}
			if n := len(shown.Disclosed()); n != len(one) {
				r.Fatalf("showing %s alone shows %d claims", dotted(one), n)
			}
		}
		if got := claims["name"]; got == nil {
			r.Fatal("no name")
		}
	})
}

// Two credentials of one person share no salt, digest or index with which they could be linked.
func TestTwoCredentialsShareNoDigest(t *testing.T) {
	by, holder := newSigner(t), newHolder(t)
	seen := map[string]bool{}
	for range 2 {
		p, err := Prepare(Identity, siti(), issuance(&holder.PublicKey), by)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range p.draft.Disclosures() {
			if seen[d] {
				t.Fatal("a disclosure stands in two credentials")
			}
			seen[d] = true
		}
	}
}

func TestLintRefuses(t *testing.T) {
	by, holder := newSigner(t), newHolder(t)
	other := newHolder(t)
	profileWith := func(c Claim) *Profile {
		p := *Identity
		p.Claims = append(append([]Claim{}, p.Claims...), c)
		return &p
	}
	long := Claim{[]string{"long"}, Text{}, false, func(*Subject, Issuance) any { return strings.Repeat("x", 5000) }}
	for rule, prepare := range map[string]func() error{
		"missing": func() error {
			s := siti()
			s.NIK = ""
			_, err := Prepare(Identity, s, issuance(&holder.PublicKey), by)
			return err
		},
		"outlives_signer": func() error {
			i := issuance(&holder.PublicKey)
			i.ExpiresOn = today.AddYears(2)
			_, err := Prepare(Identity, siti(), i, by)
			return err
		},
		"issuer": func() error {
			i := issuance(&holder.PublicKey)
			i.Issuer = "linggau.example"
			_, err := Prepare(Identity, siti(), i, by)
			return err
		},
		"status": func() error {
			i := issuance(&holder.PublicKey)
			i.StatusIndex = ListSize
			_, err := Prepare(Identity, siti(), i, by)
			return err
		},
		"size": func() error {
			_, err := Prepare(profileWith(long), func() Subject { s := siti(); s.Portrait.Bytes = make([]byte, 8000); return s }(), issuance(&holder.PublicKey), by)
			return err
		},
		"plain": func() error {
			return lintOf(by, issuance(&holder.PublicKey), sdjwt.Plain("religion", "ISLAM"), "religion")
		},
		"unknown": func() error {
			return lintOf(by, issuance(&holder.PublicKey), sdjwt.Disclosable("shoe_size", 43), "")
		},
		"shape": func() error {
			return lintOf(by, issuance(&holder.PublicKey), sdjwt.Disclosable("address", "JL. GARUDA"), "address")
		},
		"specimen": func() error {
			return lintOf(by, issuance(&holder.PublicKey), sdjwt.Decoy(), "specimen")
		},
		"visible": func() error {
			return lintOf(by, issuance(&holder.PublicKey), sdjwt.Disclosable("vct", Identity.Type), "vct")
		},
		"ends": func() error {
			i := issuance(&holder.PublicKey)
			i.ExpiresOn = today
			_, err := Prepare(Identity, siti(), i, by)
			return err
		},
		"times": func() error {
			return lintOf(by, issuance(&holder.PublicKey), sdjwt.Plain("iat", noon().Unix()), "iat")
		},
		"holder": func() error {
			i := issuance(&holder.PublicKey)
			claims, err := payload(Identity, ptr(siti()), i)
			if err != nil {
				return err
			}
			i.HolderKey = &other.PublicKey
			return lintDraft(by, i, claims)
		},
	} {
		var lint *LintError
		if err := prepare(); !errors.As(err, &lint) || lint.Rule != rule {
			t.Errorf("%s: %v", rule, err)
		}
	}
}

func ptr[T any](v T) *T { return &v }

// lintOf holds a payload against the policy in which one member was put in place of that called instead.
func lintOf(by *Signer, i Issuance, member sdjwt.Member, instead string) error {
	trimmed := *Identity
	claims, err := payload(without(&trimmed, instead), ptr(siti()), i)
	if err != nil {
		return err
	}
	for n, name := range visible {
		if name == instead {
			claims = append(claims[:n], claims[n+1:]...)
			break
		}
	}
	return lintDraft(by, i, append(claims, member))
}

func without(p *Profile, name string) *Profile {
	var kept []Claim
	for _, c := range p.Claims {
		if c.Path[0] != name {
			kept = append(kept, c)
		}
	}
	p.Claims = kept
	return p
}

func lintDraft(by *Signer, i Issuance, claims sdjwt.Object) error {
	draft, err := by.issuer.Prepare(claims)
	if err != nil {
		return err
	}
	return lint(Identity, i, by, draft)
}

func TestSignerWithABadChainIsRefused(t *testing.T) {
	good := newSigner(t)
	for name, key := range map[string]Key{
		"no certificate":      chained{good.key, nil},
		"other key's":         chained{good.key, newSigner(t).key.Chain()},
		"with the anchor":     chained{good.key, append(good.key.Chain()[:1:1], anchorOf(t))},
		"not a certificate":   chained{good.key, [][]byte{{1, 2, 3}}},
		"another expiry date": late{good.key},
	} {
		if _, err := NewSigner(key); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

type chained struct {
	Key
	chain [][]byte
}

func (c chained) Chain() [][]byte { return c.chain }

type late struct{ Key }

func (l late) Expires() time.Time { return l.Key.Expires().AddDate(1, 0, 0) }

func TestSubjectIsNeverPrinted(t *testing.T) {
	var out strings.Builder
	s := siti()
	slog.New(slog.NewTextHandler(&out, nil)).Info("issued", "subject", s, "wrapped", fmt.Errorf("of %v", s))
	fmt.Fprintf(&out, "%v %+v %#v %s", s, s, s, &s)
	if strings.Contains(out.String(), s.NIK) || strings.Contains(out.String(), "SITI") {
		t.Error(out.String())
	}
}
