package sdjwt_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"jemput/internal/jose"
	"jemput/sdjwt"
)

// signed is a token of any payload, right or wrong, with the given disclosures (JSON).
func signed(t *testing.T, payload string, disclosures ...string) string {
	t.Helper()
	header, err := jose.Header{Type: sdjwt.DefaultType}.Encode()
	if err != nil {
		t.Fatal(err)
	}
	text, err := jose.Sign(issuerKey, header, []byte(payload))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range disclosures {
		text += "~" + jose.Encode([]byte(d))
	}
	return text + "~"
}

func digest(disclosure string) string {
	sum := sha256.Sum256([]byte(jose.Encode([]byte(disclosure))))
	return jose.Encode(sum[:])
}

func TestMalformedTokensAreRefused(t *testing.T) {
	const a, b, item = `["s1","a",1]`, `["s2","a",2]`, `["s3","x"]`
	inner := `["s4","b",{"_sd":["` + digest(a) + `"]}]`
	reservedName, ellipsis, algName := `["s","_sd",[]]`, `["s","...","x"]`, `["s","_sd_alg","md5"]`
	cases := map[string]string{
		"no separator":                     strings.TrimSuffix(signed(t, `{}`), "~"),
		"empty":                            "",
		"only a separator":                 "~",
		"empty disclosure":                 signed(t, `{}`) + "~",
		"disclosure without a digest":      signed(t, `{}`, a),
		"disclosure twice":                 signed(t, `{"_sd":["`+digest(a)+`"]}`, a, a),
		"digest twice in one object":       signed(t, `{"_sd":["`+digest(a)+`","`+digest(a)+`"]}`, a),
		"digest twice, unrevealed":         signed(t, `{"_sd":["`+digest(a)+`","`+digest(a)+`"]}`),
		"digest in payload and in another": signed(t, `{"_sd":["`+digest(a)+`","`+digest(inner)+`"]}`, a, inner),
		"digest in object and in array":    signed(t, `{"_sd":["`+digest(a)+`"],"l":[{"...":"`+digest(a)+`"}]}`, a),
		"name of a plain claim":            signed(t, `{"a":0,"_sd":["`+digest(a)+`"]}`, a),
		"name of another disclosure":       signed(t, `{"_sd":["`+digest(a)+`","`+digest(b)+`"]}`, a, b),
		"element as a property":            signed(t, `{"_sd":["`+digest(item)+`"]}`, item),
		"property as an element":           signed(t, `{"l":[{"...":"`+digest(a)+`"}]}`, a),
		"reserved name _sd":                signed(t, `{"_sd":["`+digest(reservedName)+`"]}`, reservedName),
		"reserved name ...":                signed(t, `{"_sd":["`+digest(ellipsis)+`"]}`, ellipsis),
		"reserved name _sd_alg":            signed(t, `{"_sd":["`+digest(algName)+`"]}`, algName),
		"_sd is no array":                  signed(t, `{"_sd":"x"}`),
		"_sd holds a number":               signed(t, `{"_sd":[1]}`),
		"... in an object":                 signed(t, `{"o":{"...":"x"}}`),
		"... with company":                 signed(t, `{"l":[{"...":"`+digest(item)+`","x":1}]}`, item),
		"... is a number":                  signed(t, `{"l":[{"...":1}]}`),
		"_sd_alg below the top":            signed(t, `{"o":{"_sd_alg":"sha-256"}}`),
		"other algorithm":                  signed(t, `{"_sd_alg":"sha-512"}`),
		"algorithm null":                   signed(t, `{"_sd_alg":null}`),
		"member twice":                     signed(t, `{"a":1,"a":2}`),
		"payload is an array":              signed(t, `[]`),
		"payload is no JSON":               signed(t, `{`),
		"trailing data":                    signed(t, `{}{}`),
		"disclosure of one":                signed(t, `{}`, `["s"]`),
		"disclosure of four":               signed(t, `{}`, `["s","a",1,2]`),
		"disclosure is an object":          signed(t, `{}`, `{}`),
		"salt is a number":                 signed(t, `{"_sd":["`+digest(`[1,"a",1]`)+`"]}`, `[1,"a",1]`),
		"name is a number":                 signed(t, `{"_sd":["`+digest(`["s",1,1]`)+`"]}`, `["s",1,1]`),
		"line break":                       signed(t, `{}`)[:20] + "\n" + signed(t, `{}`)[20:],
		"padding":                          strings.TrimSuffix(signed(t, `{}`), "~") + "==~",
		"too deep":                         signed(t, strings.Repeat(`{"a":`, 40)+"1"+strings.Repeat("}", 40)),
	}
	for name, text := range cases {
		t.Run(name, func(t *testing.T) {
			if _, err := sdjwt.Parse(text); !errors.Is(err, sdjwt.ErrMalformed) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestAcceptedOddities(t *testing.T) {
	spaced := `[ "s" , "a" , {"x" : 1} ]`
	token := parse(t, signed(t, `{"_sd":["`+digest(spaced)+`","decoy"],"l":[1,{"...":"decoy2"},2],"_sd_alg":"sha-256"}`, spaced))
	if got := verified(t, token); got != `{"a":{"x":1},"l":[1,2]}` {
		t.Errorf("got %s", got)
	}
}

func TestChecksOfVerify(t *testing.T) {
	unix := func(d time.Duration) int64 { return when.Add(d).Unix() }
	verify := func(claims sdjwt.Object, c sdjwt.Check) error {
		_, err := issue(t, claims).Verify(issuerKey.public(), c)
		return err
	}
	exp := func(d time.Duration) sdjwt.Object { return sdjwt.Object{sdjwt.Plain("exp", unix(d))} }
	nbf := func(d time.Duration) sdjwt.Object { return sdjwt.Object{sdjwt.Plain("nbf", unix(d))} }
	lenient := sdjwt.Check{Now: when, Leeway: time.Minute}
	for name, c := range map[string]struct {
		got, want error
	}{
		"valid":         {verify(exp(time.Second), check), nil},
		"expired":       {verify(exp(0), check), sdjwt.ErrExpired},
		"leeway":        {verify(exp(-59*time.Second), lenient), nil},
		"beyond leeway": {verify(exp(-60*time.Second), lenient), sdjwt.ErrExpired},
		"not yet":       {verify(nbf(time.Second), check), sdjwt.ErrNotYetValid},
		"from now":      {verify(nbf(0), check), nil},
		"exp is text":   {verify(sdjwt.Object{sdjwt.Plain("exp", "soon")}, check), sdjwt.ErrMalformed},
		"another type":  {verify(nil, sdjwt.Check{Now: when, Type: "example+sd-jwt"}), sdjwt.ErrType},
	} {
		if !errors.Is(c.got, c.want) || (c.want == nil && c.got != nil) {
			t.Errorf("%s: got %v, want %v", name, c.got, c.want)
		}
	}
	if verify(nil, sdjwt.Check{}) == nil {
		t.Error("verified without a time")
	}
	token := issue(t, twenty())
	ed, _, _ := ed25519.GenerateKey(nil)
	for _, key := range []any{newKey().public(), ed, nil, "key"} {
		if claims, err := token.Verify(key, check); err == nil || claims != nil {
			t.Errorf("verified with %T", key)
		}
	}
}

func TestEdDSAIssuerVerifies(t *testing.T) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	input := jose.Encode([]byte(`{"alg":"EdDSA","typ":"dc+sd-jwt"}`)) + "." + jose.Encode([]byte(`{"a":1}`))
	text := input + "." + jose.Encode(ed25519.Sign(private, []byte(input))) + "~"
	if _, err := parse(t, text).Verify(public, check); err != nil {
		t.Error(err)
	}
	for _, alg := range []string{"none", "ES256", "HS256", ""} {
		input := jose.Encode([]byte(`{"alg":"`+alg+`","typ":"dc+sd-jwt"}`)) + "." + jose.Encode([]byte(`{"a":1}`))
		text := input + "." + jose.Encode(ed25519.Sign(private, []byte(input))) + "~"
		if _, err := parse(t, text).Verify(public, check); !errors.Is(err, sdjwt.ErrSignature) {
			t.Errorf("alg %q: %v", alg, err)
		}
	}
}

func TestChecksOfKeyBinding(t *testing.T) {
	token := issue(t, twenty())
	text, err := token.KeyBind(holderKey, bound)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parse(t, text).VerifyPresentation(issuerKey.public(), asked); err != nil {
		t.Fatal(err)
	}
	ask := func(change func(*sdjwt.Presentation)) sdjwt.Presentation {
		p := asked
		change(&p)
		return p
	}
	bind := func(k sdjwt.Signer, change func(*sdjwt.Binding)) string {
		b := bound
		change(&b)
		text, err := token.KeyBind(k, b)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	same := func(*sdjwt.Presentation) {}
	fewer, err := token.Present(func(p sdjwt.Path) bool { return p[0] != "email" })
	if err != nil {
		t.Fatal(err)
	}
	kb := text[strings.LastIndexByte(text, '~')+1:]
	unbound := issue(t, sdjwt.Object{sdjwt.Plain("a", 1)})
	noCnf, err := unbound.KeyBind(holderKey, bound)
	if err != nil {
		t.Fatal(err)
	}
	wrongType, err := jose.Header{Type: "JWT"}.Encode()
	if err != nil {
		t.Fatal(err)
	}
	payload, err := jose.ReadJWS(kb)
	if err != nil {
		t.Fatal(err)
	}
	retyped, err := jose.Sign(holderKey, wrongType, payload.Payload)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		text string
		ask  sdjwt.Presentation
	}{
		"no binding":        {token.Compact(), asked},
		"another audience":  {text, ask(func(p *sdjwt.Presentation) { p.Audience = "x509_hash:abd" })},
		"another nonce":     {text, ask(func(p *sdjwt.Presentation) { p.Nonce = "other" })},
		"too old":           {text, ask(func(p *sdjwt.Presentation) { p.Now = when.Add(5*time.Minute + time.Second) })},
		"from the future":   {text, ask(func(p *sdjwt.Presentation) { p.Now = when.Add(-time.Second) })},
		"another holder":    {bind(newKey(), func(*sdjwt.Binding) {}), asked},
		"fewer disclosures": {fewer.Compact() + kb, asked},
		"no holder key":     {noCnf, asked},
		"another type":      {token.Compact() + retyped, ask(same)},
		"issuer's key":      {bind(issuerKey, func(*sdjwt.Binding) {}), asked},
	} {
		t.Run(name, func(t *testing.T) {
			claims, err := parse(t, c.text).VerifyPresentation(issuerKey.public(), c.ask)
			if !errors.Is(err, sdjwt.ErrKeyBinding) || claims != nil {
				t.Errorf("got %v", err)
			}
		})
	}
	if _, err := parse(t, text).Verify(issuerKey.public(), check); !errors.Is(err, sdjwt.ErrKeyBinding) {
		t.Errorf("Verify took a presentation: %v", err)
	}
	if _, err := parse(t, text).VerifyPresentation(issuerKey.public(), sdjwt.Presentation{Check: check}); err == nil {
		t.Error("verified without audience and nonce")
	}
	for _, b := range []sdjwt.Binding{{}, {Audience: "a", Nonce: "n"}, {Nonce: "n", IssuedAt: when}, {Audience: "a", IssuedAt: when},
		{Audience: "a", Nonce: "n", IssuedAt: when, Extra: sdjwt.Object{sdjwt.Disclosable("x", 1)}},
		{Audience: "a", Nonce: "n", IssuedAt: when, Extra: sdjwt.Object{sdjwt.Plain("nonce", "n2")}}} {
		if _, err := token.KeyBind(holderKey, b); err == nil {
			t.Errorf("bound %+v", b)
		}
	}
	extra := bind(holderKey, func(b *sdjwt.Binding) { b.Extra = sdjwt.Object{sdjwt.Plain("transaction_data_hashes", []string{"h"})} })
	if got := asJSON(t, parse(t, extra).BindingClaims()["transaction_data_hashes"]); got != `["h"]` {
		t.Errorf("extra claims %s", got)
	}
}

type failing struct{}

func (failing) Sign([]byte) ([]byte, error) { return nil, errors.New("card removed") }

type short struct{}

func (short) Sign([]byte) ([]byte, error) { return make([]byte, 63), nil }

func TestWhatCannotBeIssued(t *testing.T) {
	deep := any("x")
	for range 40 {
		deep = sdjwt.Object{sdjwt.Plain("a", deep)}
	}
	issuer, err := sdjwt.NewIssuer(issuerKey, sdjwt.Header{})
	if err != nil {
		t.Fatal(err)
	}
	many := sdjwt.Object{}
	for i := range 60 {
		many = append(many, sdjwt.Plain(fmt.Sprint(i), i))
	}
	for name, claims := range map[string]sdjwt.Object{
		"_sd":        {sdjwt.Plain("_sd", 1)},
		"...":        {sdjwt.Disclosable("...", 1)},
		"_sd_alg":    {sdjwt.Plain("_sd_alg", "sha-512")},
		"_sd below":  {sdjwt.Plain("o", map[string]any{"_sd": []any{}})},
		"_sd in raw": {sdjwt.Plain("o", json.RawMessage(`[{"_sd":[]}]`))},
		"... in a struct": {sdjwt.Plain("o", struct {
			X int `json:"..."`
		}{1})},
		"twice":              {sdjwt.Plain("a", 1), sdjwt.Disclosable("a", 2)},
		"twice among many":   append(many, sdjwt.Plain("7", 1)),
		"twice in raw":       {sdjwt.Plain("o", json.RawMessage(`{"a":1,"a":2}`))},
		"not UTF-8":          {sdjwt.Plain("a", "\xff")},
		"name not UTF-8":     {sdjwt.Plain("\xff", 1)},
		"NaN":                {sdjwt.Plain("a", math.NaN())},
		"infinite":           {sdjwt.Disclosable("a", math.Inf(1))},
		"bad number":         {sdjwt.Plain("a", json.Number("1,5"))},
		"too deep":           {sdjwt.Plain("a", deep)},
		"a function":         {sdjwt.Plain("a", func() {})},
		"tree in a pointer":  {sdjwt.Plain("a", &sdjwt.Object{sdjwt.Disclosable("b", 1)})},
		"items in a pointer": {sdjwt.Plain("a", &sdjwt.Array{sdjwt.DisclosableItem(1)})},
	} {
		if text, err := issuer.Issue(claims); err == nil {
			t.Errorf("%s: issued %s", name, text)
		}
	}
	for _, s := range []sdjwt.Signer{failing{}, short{}} {
		broken, err := sdjwt.NewIssuer(s, sdjwt.Header{})
		if err != nil {
			t.Fatal(err)
		}
		if text, err := broken.Issue(twenty()); err == nil || text != "" {
			t.Errorf("%T issued", s)
		}
	}
}

func TestTreesInsideOtherValues(t *testing.T) {
	token := issue(t, sdjwt.Object{
		sdjwt.Plain("m", map[string]any{"o": sdjwt.Object{sdjwt.Disclosable("x", uint64(1))}}),
		sdjwt.Plain("l", []any{sdjwt.Array{sdjwt.DisclosableItem(json.Number("1.50"))}, []string{"s"}}),
		sdjwt.Disclosable("r", json.RawMessage(`{"k":[1e3]}`)),
	})
	if got := verified(t, token); got != `{"l":[[1.50],["s"]],"m":{"o":{"x":1}},"r":{"k":[1e3]}}` {
		t.Errorf("got %s", got)
	}
	if len(token.Disclosed()) != 3 {
		t.Errorf("disclosures %v", token.Disclosed())
	}
}

func TestDraftIsSignedOnce(t *testing.T) {
	issuer, err := sdjwt.NewIssuer(issuerKey, sdjwt.Header{Chain: [][]byte{{1, 2}, {3}}})
	if err != nil {
		t.Fatal(err)
	}
	draft, err := issuer.Prepare(twenty())
	if err != nil {
		t.Fatal(err)
	}
	signing := draft.Payload()
	disclosures := strings.Join(draft.Disclosures(), "~") + "~"
	text, err := draft.Sign()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := draft.Sign(); err == nil || draft.Disclosures() != nil || draft.Payload() != nil {
		t.Error("signed twice")
	}
	token := parse(t, text)
	chain, err := token.Chain()
	if err != nil || len(chain) != 2 || string(chain[0]) != "\x01\x02" || string(chain[1]) != "\x03" {
		t.Errorf("chain %v: %v", chain, err)
	}
	if disclosures != text[strings.IndexByte(text, '~')+1:] {
		t.Error("the draft showed other disclosures")
	}
	payload := strings.Split(text, ".")[1]
	if jose.Encode(signing) != payload {
		t.Error("the draft showed another payload")
	}
	if strings.Contains(string(signing), "Value of") {
		t.Error("a disclosable value stands in the payload")
	}
}
