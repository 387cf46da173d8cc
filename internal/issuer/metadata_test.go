package issuer_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"jemput/internal/auth"
	"jemput/internal/credential"
	"jemput/internal/db/dbtest"
	"jemput/internal/httpapi/httpapitest"
	"jemput/internal/jose"
	"jemput/internal/vectors"
)

// valid holds a document against one of the conformance suite's schemas.
func valid(t *testing.T, folder, name string, document []byte) {
	t.Helper()
	schema, err := jsonschema.UnmarshalJSON(strings.NewReader(string(vectors.Read(t, "schemas/"+folder, name))))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(name, schema); err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(document)))
	if err != nil {
		t.Fatal(err)
	}
	if err := must(c.Compile(name)).Validate(v); err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

func TestMetadataFitsTheSchemas(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	for path, schema := range map[string][2]string{
		"/.well-known/openid-credential-issuer":   {"oid4vci", "credential_issuer_metadata-1_0.json"},
		"/.well-known/oauth-authorization-server": {"rfc8414", "oauth_authorization_server_metadata.json"},
		"/oid4vci/type/identity":                  {"sdjwtvc", "type_metadata.json"},
	} {
		got := w.get(path)
		if got.Code != 200 || got.Header().Get("Content-Type") != "application/json" {
			t.Fatalf("%s: %d %v", path, got.Code, got.Header())
		}
		valid(t, schema[0], schema[1], got.Body.Bytes())
	}
	valid(t, "oid4vci", "credential_request-1_0.json", must(json.Marshal(asking(w.proof(newWallet(), "n")))))
}

func TestIssuerMetadata(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	m := read[struct {
		Issuer         string `json:"credential_issuer"`
		Configurations map[string]struct {
			Format, VCT, Scope string
			Proofs             map[string]map[string][]string `json:"proof_types_supported"`
			Metadata           struct {
				Display []map[string]string
				Claims  []struct{ Path []string }
			} `json:"credential_metadata"`
		} `json:"credential_configurations_supported"`
	}](w, w.get("/.well-known/openid-credential-issuer"), 200)
	c := m.Configurations["identity_sd_jwt"]
	if m.Issuer != w.base || c.Format != "dc+sd-jwt" || c.VCT != "urn:jemput:identity:1" || c.Scope == "" || len(c.Metadata.Display) != 2 ||
		!slices.Equal(c.Proofs["jwt"]["proof_signing_alg_values_supported"], []string{"ES256", "EdDSA"}) {
		t.Errorf("%+v", m)
	}
	if len(c.Metadata.Claims) != len(credential.Identity.Claims) {
		t.Errorf("%d claims", len(c.Metadata.Claims))
	}
	server := read[map[string]any](w, w.get("/.well-known/oauth-authorization-server"), 200)
	if server["pre-authorized_grant_anonymous_access_supported"] != true || server["issuer"] != w.base || server["token_endpoint"] != w.base+"/oid4vci/token" {
		t.Errorf("%v", server)
	}
}

func TestMetadataStandsBetweenHostAndPath(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	for _, name := range []string{"openid-credential-issuer", "oauth-authorization-server", "jwt-vc-issuer"} {
		for _, c := range []struct {
			base, path string
			status     int
		}{
			{"https://linggau.example", "", 200}, {"https://linggau.example", "/tenant", 404},
			{"https://linggau.example/dukcapil/tenant", "/dukcapil/tenant", 200}, {"https://linggau.example/dukcapil/tenant", "", 404},
			{"https://linggau.example/dukcapil/tenant", "/dukcapil", 404},
		} {
			w.base = c.base
			got := w.get("/.well-known/" + name + c.path)
			if got.Code != c.status || c.status == 200 && !strings.Contains(got.Body.String(), `"`+c.base+`"`) {
				t.Errorf("%s%s of %s: %d", name, c.path, c.base, got.Code)
			}
		}
	}
}

func TestSignedMetadata(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	got := w.get("/.well-known/openid-credential-issuer", "Accept", "application/json;q=0.5, application/jwt")
	if got.Header().Get("Content-Type") != "application/jwt" {
		t.Fatal(got.Header())
	}
	jws, err := jose.ReadJWS(got.Body.String())
	if err != nil {
		t.Fatal(err)
	}
	if err := jws.Verify(w.keys.Signer().Public()); err != nil {
		t.Error(err)
	}
	claims := must(jose.ReadObject(jws.Payload))
	if jws.Text("typ") != "openidvci-issuer-metadata+jwt" || claims["sub"] != w.base || claims["iat"] == nil || claims["credential_issuer"] != w.base {
		t.Errorf("%v", claims)
	}
}

func TestKeysAreThoseThatSign(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	m := read[struct {
		Issuer string
		JWKS   struct{ Keys []map[string]any }
	}](w, w.get("/.well-known/jwt-vc-issuer"), 200)
	if m.Issuer != w.base || len(m.JWKS.Keys) != 1 {
		t.Fatalf("%+v", m)
	}
	key, err := jose.KeyFrom(m.JWKS.Keys[0])
	if err != nil || !w.keys.Signer().Public().Equal(key) {
		t.Error("another key", err)
	}
}

func TestOperationsAreDeclared(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	operations := httpapitest.Walk(t, w.handler, auth.Scopes())
	if len(operations) != 13 { // four endpoints, list, type, three well-known names with and without a path, the description
		t.Errorf("%d operations", len(operations))
	}
}
