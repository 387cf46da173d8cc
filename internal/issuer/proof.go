package issuer

import (
	"crypto"
	"encoding/json"
	"time"

	"jemput/internal/jose"
)

// proofType is the typ of a key proof, OpenID4VCI appendix F.1.
const proofType = "openid4vci-proof+jwt"

// proofAlgorithms are the ones that metadata offers.
var proofAlgorithms = []string{jose.ES256, jose.EdDSA}

func invalidProof(description string) error { return refuse("invalid_proof", description) }

// proof is a key proof whose signature holds. Whether its nonce is fresh is seen when it is spent.
type proof struct {
	key   crypto.PublicKey
	nonce string
}

// readProofs takes the one key proof out of the "proofs" of a credential request, section 8.2.
func readProofs(v any, issuer string, now time.Time) (proof, error) {
	proofs, ok := v.(map[string]any)
	if !ok {
		return proof{}, invalidProof("proofs is missing")
	}
	list, ok := proofs["jwt"].([]any)
	if !ok || len(proofs) != 1 {
		return proof{}, invalidProof("proofs must hold jwt and nothing else")
	}
	if len(list) != 1 {
		return proof{}, invalidProof("one proof is wanted: a batch is not offered")
	}
	text, ok := list[0].(string)
	if !ok {
		return proof{}, invalidProof("a proof is a JWT")
	}
	return readProof(text, issuer, now)
}

// readProof checks one proof by appendix F.4.
func readProof(text, issuer string, now time.Time) (proof, error) {
	jws, err := jose.ReadJWS(text)
	if err != nil {
		return proof{}, invalidProof("the proof is not a compact JWS")
	}
	key, err := proofKey(jws)
	if err != nil {
		return proof{}, err
	}
	if err := jws.Verify(key); err != nil {
		return proof{}, invalidProof("the signature of the proof is not that of its key")
	}
	claims, err := jose.ReadObject(jws.Payload)
	if err != nil {
		return proof{}, invalidProof("the proof's claims are not a JSON object")
	}
	if !isAudience(claims["aud"], issuer) {
		return proof{}, invalidProof("aud is not this issuer")
	}
	if err := checkIssuedAt(claims["iat"], now); err != nil {
		return proof{}, err
	}
	nonce, ok := claims["nonce"].(string)
	if !ok || nonce == "" {
		return proof{}, invalidProof("the proof holds no nonce of the nonce endpoint")
	}
	return proof{key: key, nonce: nonce}, nil
}

// proofKey is the holder's key, which must stand in the header itself.
func proofKey(jws *jose.JWS) (crypto.PublicKey, error) {
	if jws.Text("typ") != proofType {
		return nil, invalidProof("typ is not " + proofType)
	}
	alg := jws.Text("alg")
	if alg != jose.ES256 && alg != jose.EdDSA {
		return nil, invalidProof("alg is neither ES256 nor EdDSA")
	}
	for _, name := range []string{"kid", "x5c", "trust_chain"} {
		if _, there := jws.Header[name]; there {
			return nil, invalidProof("the key is given as jwk and by nothing else")
		}
	}
	members, ok := jws.Header["jwk"].(map[string]any)
	if !ok {
		return nil, invalidProof("the header holds no jwk")
	}
	key, err := jose.KeyFrom(members)
	if err != nil {
		return nil, invalidProof("jwk is not a public key on P-256 or Ed25519")
	}
	return key, nil
}

func isAudience(v any, issuer string) bool {
	if list, ok := v.([]any); ok && len(list) == 1 {
		v = list[0]
	}
	return v == issuer
}

func checkIssuedAt(v any, now time.Time) error {
	n, ok := v.(json.Number)
	if !ok {
		return invalidProof("iat is missing")
	}
	seconds, err := n.Float64()
	if err != nil {
		return invalidProof("iat is not a time")
	}
	age := float64(now.Unix()) - seconds
	if age > proofWindow.Seconds() || age < -proofWindow.Seconds() {
		return invalidProof("iat is too far from this server's clock")
	}
	return nil
}
