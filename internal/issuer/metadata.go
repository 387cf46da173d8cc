package issuer

import (
	"jemput/internal/credential"
	"jemput/internal/jose"
)

// Paths of the endpoints below the public address.
const (
	pathToken        = "/oid4vci/token"
	pathNonce        = "/oid4vci/nonce"
	pathCredential   = "/oid4vci/credential"
	pathNotification = "/oid4vci/notification"
	pathStatus       = "/oid4vci/status/"
	pathType         = "/oid4vci/type/identity"
)

// issuerMetadata is OpenID4VCI section 12.2.4.
type issuerMetadata struct {
	Issuer         string                   `json:"credential_issuer"`
	Credential     string                   `json:"credential_endpoint"`
	Nonce          string                   `json:"nonce_endpoint"`
	Notification   string                   `json:"notification_endpoint"`
	Display        []issuerDisplay          `json:"display"`
	Configurations map[string]configuration `json:"credential_configurations_supported"`
}

type issuerDisplay struct {
	Name   string `json:"name"`
	Locale string `json:"locale"`
}

// configuration describes one kind of credential. credential_metadata is always there: a widespread
// client library takes an issuer without it for one that speaks an old draft.
type configuration struct {
	Format     string               `json:"format"`
	VCT        string               `json:"vct"`
	Scope      string               `json:"scope"`
	Binding    []string             `json:"cryptographic_binding_methods_supported"`
	Algorithms []string             `json:"credential_signing_alg_values_supported"`
	Proofs     map[string]proofRule `json:"proof_types_supported"`
	Metadata   credentialMetadata   `json:"credential_metadata"`
}

type proofRule struct {
	Algorithms []string `json:"proof_signing_alg_values_supported"`
}

type credentialMetadata struct {
	Display []credentialDisplay `json:"display"`
	Claims  []claimDescription  `json:"claims"`
}

type credentialDisplay struct {
	Name            string `json:"name"`
	Locale          string `json:"locale"`
	Description     string `json:"description"`
	BackgroundColor string `json:"background_color"`
	TextColor       string `json:"text_color"`
}

type claimDescription struct {
	Path      []string        `json:"path"`
	Mandatory bool            `json:"mandatory"`
	Display   []issuerDisplay `json:"display"`
}

func (i *Issuer) metadata() issuerMetadata {
	base := i.Base()
	return issuerMetadata{
		Issuer: base, Credential: base + pathCredential, Nonce: base + pathNonce, Notification: base + pathNotification,
		Display: []issuerDisplay{{i.Authority, "id"}, {i.Authority, "en"}},
		Configurations: map[string]configuration{ConfigurationID: {
			Format: "dc+sd-jwt", VCT: credential.IdentityType, Scope: credentialScope,
			Binding: []string{"jwk"}, Algorithms: []string{jose.ES256},
			Proofs:   map[string]proofRule{"jwt": {proofAlgorithms}},
			Metadata: describe(credential.Identity),
		}},
	}
}

func describe(p *credential.Profile) credentialMetadata {
	m := credentialMetadata{Display: []credentialDisplay{
		{p.Name.ID, "id", p.Description.ID, p.Light.Background, p.Light.Text},
		{p.Name.EN, "en", p.Description.EN, p.Light.Background, p.Light.Text},
	}}
	for _, c := range p.Claims {
		m.Claims = append(m.Claims, claimDescription{c.Path, c.Mandatory, []issuerDisplay{{c.Label.ID, "id"}, {c.Label.EN, "en"}}})
	}
	return m
}

// serverMetadata is RFC 8414 with OpenID4VCI section 12.3. There is no authorization endpoint, so
// there are no response types either.
type serverMetadata struct {
	Issuer        string   `json:"issuer"`
	Token         string   `json:"token_endpoint"`
	ResponseTypes []string `json:"response_types_supported"`
	GrantTypes    []string `json:"grant_types_supported"`
	ClientAuth    []string `json:"token_endpoint_auth_methods_supported"`
	Scopes        []string `json:"scopes_supported"`
	DetailTypes   []string `json:"authorization_details_types_supported"`
	Anonymous     bool     `json:"pre-authorized_grant_anonymous_access_supported"`
}

func (i *Issuer) serverMetadata() serverMetadata {
	base := i.Base()
	return serverMetadata{
		Issuer: base, Token: base + pathToken, ResponseTypes: []string{}, GrantTypes: []string{grantType},
		ClientAuth: []string{"none"}, Scopes: []string{credentialScope}, DetailTypes: []string{detailType}, Anonymous: true,
	}
}
