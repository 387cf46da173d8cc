package jose_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"jemput/internal/jose"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestRefusedJSON(t *testing.T) {
	for _, text := range []string{
		``, ` `, `{`, `}`, `{]`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{,}`, `{"a":1 "b":2}`, `{a:1}`, `[1,]`, `[,1]`, `[1 2]`, `1 2`, `{}x`,
		`tru`, `nul`, `falsee`, `NaN`, `Infinity`, `01`, `-`, `1.`, `.5`, `1e`, `1e+`, `+1`, `0x1`, `--1`, `-01`,
		`"`, `"\"`, `"\x"`, `"\u12"`, `"\u12G4"`, `"\u+123"`, `"\ud800"`, `"\ud800\n"`, `"\ud800\ud800"`, `"\udc00"`, "\"\n\"", "\"\x01\"",
		"\"\\n\x01\"", "\"\xff\"", "\"\\n\xff\"", "\ufeff{}", `{"a":1,"a":1}`, `{"a":1,"\u0061":2}`,
		strings.Repeat("[", 40) + strings.Repeat("]", 40),
	} {
		if v, err := jose.ReadValue([]byte(text)); !errors.Is(err, jose.ErrJSON) {
			t.Errorf("%q was read as %v: %v", text, v, err)
		}
	}
	for _, text := range []string{`[]`, `1`, `null`, `"{}"`} {
		if _, err := jose.ReadObject([]byte(text)); !errors.Is(err, jose.ErrJSON) {
			t.Errorf("%q was read as an object", text)
		}
	}
}

// FuzzJSON: what the strict reader takes, the standard library reads as the same value.
func FuzzJSON(f *testing.F) {
	for _, text := range []string{`{"a":[1,-2.5e+7,true,false,null,"x\u00e9\ud83d\ude00\n"]}`, ` [ ] `, `0`, `"\/"`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := jose.ReadValue(text)
		if err != nil {
			return
		}
		var want any
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		if err := d.Decode(&want); err != nil {
			t.Fatalf("%q: the standard library refuses it: %v", text, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	})
}

func TestStringsAreReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if !utf8.ValidString(s) {
			t.Skip()
		}
		got, err := jose.ReadValue(jose.AppendString(nil, s))
		if err != nil || got != s {
			t.Fatalf("%q came back as %q: %v", s, got, err)
		}
	})
}

func TestBase64IsCanonical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SliceOf(rapid.Byte()).Draw(t, "b")
		if want := base64.RawURLEncoding.EncodeToString(b); jose.Encode(b) != want || string(jose.AppendEncode([]byte("x"), b)) != "x"+want {
			t.Fatalf("%x is written as %s, want %s", b, jose.Encode(b), want)
		}
		got, err := jose.Decode(jose.Encode(b))
		if err != nil || !bytes.Equal(got, b) {
			t.Fatalf("%x came back as %x: %v", b, got, err)
		}
	})
	for _, s := range []string{"AA==", "AB", "A", "A+", "A/", "AA\n", "A\rA", " AA", "AAB"} {
		if b, err := jose.Decode(s); err == nil {
			t.Errorf("%q was read as %x", s, b)
		}
	}
}
