package sdjwt_test

import (
	"crypto/ecdsa"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"jemput/internal/jose"
	"jemput/internal/vectors"
	"jemput/sdjwt"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// behaviour is one case of the sd-jwt-python suite.
type behaviour struct {
	Claims    yaml.Node      `yaml:"user_claims"`
	Disclosed map[string]any `yaml:"holder_disclosed_claims"`
	Expected  map[string]any `yaml:"expect_verified_user_claims"`
	Binding   bool           `yaml:"key_binding"`
	Header    map[string]any `yaml:"extra_header_parameters"`
}

// TestBehaviourVectors issues, discloses and verifies as each case says. The two cases in the
// JSON serialisation run in the compact one: they differ in nothing else.
func TestBehaviourVectors(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(vectors.Dir(t, "sd-jwt"), "*.yml"))
	if err != nil || len(files) < 15 {
		t.Fatalf("%d vectors: %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yml")
		if name == "settings" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var c behaviour
			if err := yaml.Unmarshal(text, &c); err != nil {
				t.Fatal(err)
			}
			for _, decoys := range []bool{false, true} {
				runBehaviour(t, c, decoys)
			}
		})
	}
}

func runBehaviour(t *testing.T, c behaviour, decoys bool) {
	claims := tree(t, &c.Claims, decoys).(sdjwt.Object)
	if c.Binding {
		claims = append(claims, cnf(holderKey))
	}
	token := issue(t, claims)
	shown, err := token.Present(func(p sdjwt.Path) bool { return chosen(c.Disclosed, p) })
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if c.Binding {
		text, err := shown.KeyBind(holderKey, bound)
		if err != nil {
			t.Fatal(err)
		}
		if got, err = parse(t, text).VerifyPresentation(issuerKey.public(), asked); err != nil {
			t.Fatal(err)
		}
		delete(got, "cnf")
	} else if got, err = shown.Verify(issuerKey.public(), check); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(asJSON(t, c.Expected), asJSON(t, got)); diff != "" {
		t.Errorf("decoys %v: %s", decoys, diff)
	}
}

// tree turns a YAML node, in which the tag !sd marks what is disclosable, into claims.
func tree(t *testing.T, n *yaml.Node, decoys bool) any {
	switch n.Kind {
	case yaml.MappingNode:
		o := sdjwt.Object{}
		if decoys {
			o = append(o, sdjwt.Decoy())
		}
		for i := 0; i < len(n.Content); i += 2 {
			name, value := n.Content[i], tree(t, n.Content[i+1], decoys)
			if name.Tag == "!sd" {
				o = append(o, sdjwt.Disclosable(name.Value, value))
			} else {
				o = append(o, sdjwt.Plain(name.Value, value))
			}
		}
		return o
	case yaml.SequenceNode:
		a := sdjwt.Array{}
		for _, item := range n.Content {
			value := tree(t, item, decoys)
			if item.Tag == "!sd" {
				a = append(a, sdjwt.DisclosableItem(value))
			} else {
				a = append(a, sdjwt.Item(value))
			}
		}
		if decoys { // at the end, as positions count what the holder sees
			a = append(a, sdjwt.DecoyItem())
		}
		return a
	}
	plain := *n
	if plain.Tag == "!sd" {
		plain.Tag = ""
	}
	var v any
	if err := plain.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// chosen looks a path up in holder_disclosed_claims: anything but false, null or absence discloses.
func chosen(disclosed any, path sdjwt.Path) bool {
	for _, step := range path {
		switch at := disclosed.(type) {
		case map[string]any:
			name, _ := step.(string)
			disclosed = at[name]
		case []any:
			i, ok := step.(int)
			if !ok || i >= len(at) {
				return false
			}
			disclosed = at[i]
		default:
			return false
		}
	}
	return disclosed != nil && disclosed != false
}

// published is the P-256 key whose private half the suites print, from its public coordinates.
func published(t *testing.T, x, y string) *ecdsa.PublicKey {
	t.Helper()
	k, err := jose.ReadKey([]byte(`{"kty":"EC","crv":"P-256","x":"` + x + `","y":"` + y + `"}`))
	if err != nil {
		t.Fatal(err)
	}
	return k.(*ecdsa.PublicKey)
}

// TestPublishedTokens verifies the tokens that the OpenID4VP specification prints, which others signed.
func TestPublishedTokens(t *testing.T) {
	const dir = "openid4vp/sd_jwt_vcld/01"
	issuer := published(t, "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ", "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8")
	unwrap := func(name string) string {
		return strings.Join(strings.Fields(string(vectors.Read(t, dir, name))), "")
	}
	then := sdjwt.Check{Now: time.Unix(1744743394, 0)}
	issuance := parse(t, unwrap("sd_jwt_issuance.txt"))
	if _, err := issuance.Verify(issuer, then); err != nil {
		t.Error(err)
	}
	if len(issuance.Disclosed()) != 3 {
		t.Errorf("disclosures at %v", issuance.Disclosed())
	}
	presentation := parse(t, unwrap("sd_jwt_presentation.txt"))
	ask := sdjwt.Presentation{Check: then, Audience: "https://verifier.example.org", Nonce: "1234567890"}
	got, err := presentation.VerifyPresentation(issuer, ask)
	if err != nil {
		t.Fatal(err)
	}
	want, err := jose.ReadObject(vectors.Read(t, dir, "verified_contents.json"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	shown, err := issuance.Present(func(p sdjwt.Path) bool { return p[len(p)-1] == "givenName" })
	if err != nil || shown.Compact() != presentation.Compact() {
		t.Errorf("our presentation differs from the published one: %v", err)
	}
}

// TestIssuanceResponseExample verifies the credential in the response of the OpenID4VCI example, which others signed.
func TestIssuanceResponseExample(t *testing.T) {
	text := string(vectors.Read(t, "openid4vci", "credential_response_sd_jwt_vc.txt"))
	found := regexp.MustCompile(`"credential": *"([^"]+)"`).FindStringSubmatch(text)
	if found == nil {
		t.Fatal("no credential in the example")
	}
	token := parse(t, strings.Join(strings.Fields(found[1]), ""))
	if len(token.Disclosed()) == 0 || token.Type() != sdjwt.DefaultType {
		t.Errorf("type %s, disclosed %v", token.Type(), token.Disclosed())
	}
	issuer := published(t, "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ", "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8")
	if _, err := token.Verify(issuer, sdjwt.Check{Now: time.Unix(1683000000, 0)}); err != nil {
		t.Error(err)
	}
}
