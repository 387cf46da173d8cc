package jose_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"math/big"
	"strings"
	"testing"

	"jemput/internal/jose"

	"pgregory.net/rapid"
)

func read(t *testing.T, jwk string) crypto.PublicKey {
	t.Helper()
	k, err := jose.ReadKey([]byte(jwk))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// TestPublishedSignatures verifies the examples of RFC 7515 section A.3 and RFC 8037 section A.4.
func TestPublishedSignatures(t *testing.T) {
	for name, c := range map[string]struct{ key, jws string }{
		"ES256": {`{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}`,
			"eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ." +
				"DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"},
		"EdDSA": {`{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`,
			"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc." +
				"hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"},
	} {
		t.Run(name, func(t *testing.T) {
			key := read(t, c.key)
			j, err := jose.ReadJWS(c.jws)
			if err != nil {
				t.Fatal(err)
			}
			if err := j.Verify(key); err != nil {
				t.Error(err)
			}
			changed, err := jose.ReadJWS(strings.Replace(c.jws, ".eyJpc3MiOiJqb2Ui", ".eyJpc3MiOiJqb2Yi", 1))
			if name == "ES256" && (err != nil || !errors.Is(changed.Verify(key), jose.ErrSignature)) {
				t.Error("a changed payload verifies")
			}
		})
	}
}

// TestThumbprintOfTheRFC is the example of RFC 8037 section A.3.
func TestThumbprintOfTheRFC(t *testing.T) {
	key := read(t, `{"kid":"ignored","kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`)
	sum, err := jose.Thumbprint(key)
	if got := jose.Encode(sum[:]); err != nil || got != "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k" {
		t.Errorf("got %s: %v", got, err)
	}
}

func TestKeysComeBack(t *testing.T) {
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	ed, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []crypto.PublicKey{&ec.PublicKey, ed} {
		text, err := jose.AppendKey(nil, key)
		if err != nil {
			t.Fatal(err)
		}
		back := read(t, string(text))
		if !back.(interface{ Equal(crypto.PublicKey) bool }).Equal(key) {
			t.Errorf("%T came back as another", key)
		}
	}
	p384, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []crypto.PublicKey{nil, &p384.PublicKey, (*ecdsa.PublicKey)(nil), ed25519.PublicKey{1}, ec, "key"} {
		if _, err := jose.AppendKey(nil, key); err == nil {
			t.Errorf("%T was written", key)
		}
		if _, err := jose.Thumbprint(key); err == nil {
			t.Errorf("%T has a thumbprint", key)
		}
	}
}

func TestRefusedKeys(t *testing.T) {
	const good = `{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}`
	with := func(member string) string { return strings.TrimSuffix(good, "}") + "," + member + "}" }
	swap := func(old, new string) string { return strings.Replace(good, old, new, 1) }
	for name, jwk := range map[string]string{
		"private EC":         with(`"d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"`),
		"private, null":      with(`"d":null`),
		"symmetric":          `{"kty":"oct","k":"AAAA"}`,
		"RSA private member": with(`"p":"AA"`),
		"not on the curve":   swap("x_FEzRu9", "x_FEzRu8"),
		"another curve":      swap("P-256", "P-384"),
		"another type":       swap(`"EC"`, `"RSA"`),
		"no type":            swap(`"kty":"EC",`, ``),
		"no y":               swap(`"y"`, `"z"`),
		"short x":            swap("f83OJ3D2", "f83OJ3"),
		"padded x":           swap(`VEU"`, `VEU="`),
		"x is a number":      swap(`"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"`, `7`),
		"for encryption":     with(`"use":"enc"`),
		"another algorithm":  with(`"alg":"ES384"`),
		"cannot verify":      with(`"key_ops":["sign"]`),
		"key_ops no list":    with(`"key_ops":"verify"`),
		"member twice":       with(`"kty":"EC"`),
		"array":              `[]`,
		"at infinity":        `{"kty":"EC","crv":"P-256","x":"` + jose.Encode(make([]byte, 32)) + `","y":"` + jose.Encode(make([]byte, 32)) + `"}`,
		"x beyond the field": `{"kty":"EC","crv":"P-256","x":"` + jose.Encode([]byte(strings.Repeat("\xff", 32))) + `","y":"` + jose.Encode(make([]byte, 32)) + `"}`,
		"Ed25519 private":    `{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`,
		"X25519":             `{"kty":"OKP","crv":"X25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`,
		"Ed25519 short":      `{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS"}`,
	} {
		if key, err := jose.ReadKey([]byte(jwk)); !errors.Is(err, jose.ErrKey) || key != nil {
			t.Errorf("%s: %v, %v", name, key, err)
		}
	}
	for _, jwk := range []string{good, with(`"use":"sig","alg":"ES256","key_ops":["verify"],"kid":"1","x5c":[]`)} {
		read(t, jwk)
	}
}

// TestRawSignatures holds our conversion between r||s and DER against the standard library's signatures of every length.
func TestRawSignatures(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	zeros := 0
	for i := range 2000 {
		digest := sha256.Sum256([]byte{byte(i), byte(i >> 8)})
		rs, err := jose.SignDigest(key, digest[:])
		if err != nil || len(rs) != jose.RawSize {
			t.Fatalf("%d bytes: %v", len(rs), err)
		}
		if rs[0] == 0 || rs[32] == 0 {
			zeros++
		}
		if !ecdsa.Verify(&key.PublicKey, digest[:], new(big.Int).SetBytes(rs[:32]), new(big.Int).SetBytes(rs[32:])) {
			t.Fatalf("the standard library refuses %x", rs)
		}
		if err := jose.VerifyDigest(&key.PublicKey, digest[:], rs); err != nil {
			t.Fatal(err)
		}
	}
	if zeros == 0 {
		t.Error("no signature with a leading zero was tried")
	}
}

func TestRefusedSignatures(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	digest := sha256.Sum256([]byte("x"))
	order := elliptic.P256().Params().N.FillBytes(make([]byte, 32))
	zero := make([]byte, 32)
	for name, rs := range map[string][]byte{
		"empty": nil, "zeros": make([]byte, 64), "short": make([]byte, 63), "long": make([]byte, 65),
		"r is the order": append(append([]byte(nil), order...), 1), "s zero": append(append([]byte(nil), order...), zero...),
		"ones": []byte(strings.Repeat("\xff", 64)),
	} {
		if err := jose.VerifyDigest(&key.PublicKey, digest[:], rs); !errors.Is(err, jose.ErrSignature) {
			t.Errorf("%s: %v", name, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		rs := rapid.SliceOfN(rapid.Byte(), 64, 64).Draw(t, "rs")
		if jose.VerifyDigest(&key.PublicKey, digest[:], rs) == nil {
			t.Fatalf("%x verifies", rs)
		}
	})
}

func TestRefusedJWS(t *testing.T) {
	header := func(json string) string { return jose.Encode([]byte(json)) }
	sig := jose.Encode(make([]byte, 64))
	for name, text := range map[string]string{
		"empty": "", "two parts": "a.b", "four parts": header(`{"alg":"ES256"}`) + ".e30." + sig + ".x",
		"crit": header(`{"alg":"ES256","crit":["exp"]}`) + ".e30." + sig, "b64": header(`{"alg":"ES256","b64":false}`) + ".e30." + sig,
		"header twice": header(`{"alg":"ES256","alg":"none"}`) + ".e30." + sig, "no header": ".e30." + sig,
		"payload padded": header(`{"alg":"ES256"}`) + ".e30=." + sig,
	} {
		if _, err := jose.ReadJWS(text); !errors.Is(err, jose.ErrJWS) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, x5c := range []string{`[]`, `"x"`, `[1]`, `["!"]`, `[""]`, `["A_-A"]`} {
		j, err := jose.ReadJWS(header(`{"alg":"ES256","x5c":`+x5c+`}`) + ".e30." + sig)
		if err != nil {
			t.Fatal(err)
		}
		if chain, err := j.Chain(); !errors.Is(err, jose.ErrJWS) {
			t.Errorf("x5c %s was read as %v", x5c, chain)
		}
	}
	for _, h := range []jose.Header{{Type: "\xff"}, {KeyID: "\xff"}} {
		if _, err := h.Encode(); err == nil {
			t.Error("a header that is not UTF-8 was written")
		}
	}
}
