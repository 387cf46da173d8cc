package issuer

import (
	"encoding/base64"
	"encoding/json"

	"jemput/internal/jose"
	"jemput/internal/keys"
)

// sign makes a JWT of claims with the document signer and its certificates.
func (i *Issuer) sign(h jose.Header, claims any) (string, error) {
	payload, err := json.Marshal(claims)
	if err != nil {
		return "", err
	}
	signer := i.Keys.Signer()
	h.Chain = signer.Chain()
	header, err := h.Encode()
	if err != nil {
		return "", err
	}
	return jose.Sign(signer, header, payload)
}

// keyOf is the signer's public key, its id the thumbprint (RFC 7638).
func keyOf(s *keys.Signer) (jwk, error) {
	point, err := s.Public().Bytes()
	if err != nil {
		return jwk{}, err
	}
	print, err := jose.Thumbprint(s.Public())
	if err != nil {
		return jwk{}, err
	}
	k := jwk{Type: "EC", Curve: "P-256", X: jose.Encode(point[1:33]), Y: jose.Encode(point[33:]), ID: jose.Encode(print[:]), Use: "sig"}
	for _, der := range s.Chain() {
		k.Chain = append(k.Chain, base64.StdEncoding.EncodeToString(der))
	}
	return k, nil
}
