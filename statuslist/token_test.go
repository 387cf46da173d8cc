package statuslist_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"

	"jemput/internal/jose"
	"jemput/statuslist"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

type key struct{ *ecdsa.PrivateKey }

func (k key) Sign(digest []byte) ([]byte, error) { return jose.SignDigest(k.PrivateKey, digest) }

func newKey() key {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return key{k}
}

const uri = "https://linggau.example/status/1"

var (
	signer = newKey()
	when   = time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC)
)

func usual() statuslist.Token {
	list, err := statuslist.New(2, 64)
	if err != nil {
		panic(err)
	}
	for i, s := range map[int]statuslist.Status{3: statuslist.Invalid, 9: statuslist.Suspended} {
		if err := list.Set(i, s); err != nil {
			panic(err)
		}
	}
	return statuslist.Token{Subject: uri, IssuedAt: when, Expires: when.Add(24 * time.Hour), TTL: 12 * time.Hour,
		AggregationURI: "https://linggau.example/status", List: list}
}

// forms are the two forms of a token, under one set of tests.
var forms = map[string]struct {
	sign   func(statuslist.Signer, statuslist.Header, statuslist.Token) ([]byte, error)
	verify func([]byte, any, string, time.Time) (statuslist.Token, error)
	chain  func([]byte) ([][]byte, string, error)
}{
	"jwt": {
		func(s statuslist.Signer, h statuslist.Header, t statuslist.Token) ([]byte, error) {
			text, err := statuslist.SignJWT(s, h, t)
			return []byte(text), err
		},
		func(raw []byte, k any, uri string, now time.Time) (statuslist.Token, error) {
			return statuslist.VerifyJWT(string(raw), k, uri, now)
		},
		func(raw []byte) ([][]byte, string, error) {
			j, err := statuslist.ParseJWT(string(raw))
			if err != nil {
				return nil, "", err
			}
			chain, err := j.Chain()
			return chain, j.KeyID(), err
		},
	},
	"cwt": {
		statuslist.SignCWT,
		func(raw []byte, k any, uri string, now time.Time) (statuslist.Token, error) {
			return statuslist.VerifyCWT(raw, k, uri, now)
		},
		func(raw []byte) ([][]byte, string, error) {
			c, err := statuslist.ParseCWT(raw)
			if err != nil {
				return nil, "", err
			}
			return c.Chain(), c.KeyID(), nil
		},
	},
}

func TestBothForms(t *testing.T) {
	for name, form := range forms {
		t.Run(name, func(t *testing.T) {
			for certs := range 3 {
				var chain [][]byte
				for i := range certs {
					chain = append(chain, []byte{1, byte(i)})
				}
				raw, err := form.sign(signer, statuslist.Header{KeyID: "12", Chain: chain}, usual())
				if err != nil {
					t.Fatal(err)
				}
				got, err := form.verify(raw, &signer.PublicKey, uri, when)
				if err != nil {
					t.Fatal(err)
				}
				want := usual()
				if diff := cmp.Diff(want, got, cmp.AllowUnexported(statuslist.List{})); diff != "" {
					t.Error(diff)
				}
				gotChain, id, err := form.chain(raw)
				if err != nil || id != "12" || !cmp.Equal(chain, gotChain) {
					t.Errorf("chain %v, kid %q: %v", gotChain, id, err)
				}
			}
			least := statuslist.Token{Subject: uri, IssuedAt: when, List: usual().List}
			raw, err := form.sign(signer, statuslist.Header{}, least)
			if err != nil {
				t.Fatal(err)
			}
			got, err := form.verify(raw, &signer.PublicKey, uri, when.AddDate(50, 0, 0))
			if err != nil || !cmp.Equal(least, got, cmp.AllowUnexported(statuslist.List{})) {
				t.Errorf("got %+v: %v", got, err)
			}
		})
	}
}

func TestWhatDoesNotVerify(t *testing.T) {
	for name, form := range forms {
		t.Run(name, func(t *testing.T) {
			raw, err := form.sign(signer, statuslist.Header{}, usual())
			if err != nil {
				t.Fatal(err)
			}
			other := newKey()
			if _, err := form.verify(raw, &other.PublicKey, uri, when); !errors.Is(err, statuslist.ErrSignature) {
				t.Errorf("another key: %v", err)
			}
			if _, err := form.verify(raw, nil, uri, when); !errors.Is(err, statuslist.ErrSignature) {
				t.Errorf("no key: %v", err)
			}
			if _, err := form.verify(raw, &signer.PublicKey, uri+"2", when); !errors.Is(err, statuslist.ErrSubject) {
				t.Errorf("another list: %v", err)
			}
			if _, err := form.verify(raw, &signer.PublicKey, uri, when.Add(24*time.Hour)); !errors.Is(err, statuslist.ErrExpired) {
				t.Errorf("expired: %v", err)
			}
			for i := range raw { // the unprotected header of a CWT is empty here, so every byte counts
				changed := bytes.Clone(raw)
				changed[i] ^= 1
				if got, err := form.verify(changed, &signer.PublicKey, uri, when); err == nil && !cmp.Equal(got, usual(), cmp.AllowUnexported(statuslist.List{})) {
					t.Fatalf("a change of byte %d was accepted as %+v", i, got)
				}
			}
			for change, bad := range map[string]func(*statuslist.Token){
				"no subject":       func(t *statuslist.Token) { t.Subject = "" },
				"no time":          func(t *statuslist.Token) { t.IssuedAt = time.Time{} },
				"expired at birth": func(t *statuslist.Token) { t.Expires = t.IssuedAt },
				"negative life":    func(t *statuslist.Token) { t.TTL = -1 },
				"no list":          func(t *statuslist.Token) { t.List = nil },
			} {
				token := usual()
				bad(&token)
				if _, err := form.sign(signer, statuslist.Header{}, token); !errors.Is(err, statuslist.ErrMalformed) {
					t.Errorf("%s was signed: %v", change, err)
				}
			}
		})
	}
}

func TestHostilePayloads(t *testing.T) {
	bomb, err := statuslist.FromBytes(8, make([]byte, statuslist.MaxSize))
	if err != nil {
		t.Fatal(err)
	}
	packed := jose.Encode(bomb.Compress())
	header, err := jose.Header{Type: "statuslist+jwt"}.Encode()
	if err != nil {
		t.Fatal(err)
	}
	wrongType, err := jose.Header{Type: "JWT"}.Encode()
	if err != nil {
		t.Fatal(err)
	}
	good := `{"sub":"` + uri + `","iat":1,"status_list":{"bits":1,"lst":"eNrbuRgAAhcBXQ"}}`
	for name, c := range map[string]struct{ header, payload string }{
		"another type":     {wrongType, good},
		"a bomb":           {header, strings.NewReplacer(`"bits":1`, `"bits":4`, "eNrbuRgAAhcBXQ", packed).Replace(good)},
		"3 bits":           {header, strings.Replace(good, `"bits":1`, `"bits":3`, 1)},
		"bits as text":     {header, strings.Replace(good, `"bits":1`, `"bits":"1"`, 1)},
		"no bits":          {header, strings.Replace(good, `"bits":1,`, ``, 1)},
		"negative time":    {header, strings.Replace(good, `"iat":1`, `"iat":-1`, 1)},
		"endless time":     {header, strings.Replace(good, `"iat":1`, `"iat":1e300`, 1)},
		"no zlib":          {header, strings.Replace(good, "eNrb", "AAAA", 1)},
		"truncated":        {header, strings.Replace(good, "hcBXQ", "", 1)},
		"trailing":         {header, strings.Replace(good, "BXQ", "BXQAAAA", 1)},
		"no list":          {header, `{"sub":"` + uri + `","iat":1}`},
		"list is a number": {header, `{"sub":"` + uri + `","iat":1,"status_list":7}`},
		"no subject":       {header, strings.Replace(good, `"sub"`, `"bus"`, 1)},
		"subject twice":    {header, strings.Replace(good, `"iat":1`, `"sub":"x","iat":1`, 1)},
	} {
		text, err := jose.Sign(signer, c.header, []byte(c.payload))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := statuslist.VerifyJWT(text, &signer.PublicKey, uri, when); !errors.Is(err, statuslist.ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	text, err := jose.Sign(signer, header, []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := statuslist.VerifyJWT(text, &signer.PublicKey, uri, when); err != nil {
		t.Errorf("the pattern of the cases itself: %v", err)
	}
}

func TestListIsAnArrayOfStatuses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bits := rapid.SampledFrom([]int{1, 2, 4, 8}).Draw(t, "bits")
		size := 8 * rapid.IntRange(1, 40).Draw(t, "bytes")
		list, err := statuslist.New(bits, size)
		if err != nil {
			t.Fatal(err)
		}
		model := make([]statuslist.Status, size)
		for range rapid.IntRange(0, 60).Draw(t, "changes") {
			i := rapid.IntRange(0, size-1).Draw(t, "index")
			s := statuslist.Status(rapid.IntRange(0, 1<<bits-1).Draw(t, "status"))
			model[i] = s
			if err := list.Set(i, s); err != nil {
				t.Fatal(err)
			}
		}
		again, err := statuslist.Decompress(bits, list.Compress())
		if err != nil || again.Size() != size || again.Bits() != bits {
			t.Fatalf("came back with %v", err)
		}
		for i, want := range model {
			if got, err := again.Get(i); err != nil || got != want {
				t.Fatalf("entry %d is %d, want %d: %v", i, got, want, err)
			}
		}
	})
}

func TestBordersOfAList(t *testing.T) {
	list, err := statuslist.New(2, 16)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{-1, 16, 1 << 40} {
		if _, err := list.Get(i); !errors.Is(err, statuslist.ErrIndex) {
			t.Errorf("entry %d: %v", i, err)
		}
		if err := list.Set(i, 0); !errors.Is(err, statuslist.ErrIndex) {
			t.Errorf("entry %d was set: %v", i, err)
		}
	}
	if list.Set(0, 4) == nil {
		t.Error("4 was put into 2 bits")
	}
	copied := list.Clone()
	if err := copied.Set(0, 1); err != nil {
		t.Fatal(err)
	}
	if got, _ := list.Get(0); got != statuslist.Valid {
		t.Error("a clone shares entries")
	}
	for _, c := range [][2]int{{3, 8}, {2, 0}, {2, 12}, {0, 8}, {1, statuslist.MaxSize + 8}} {
		if _, err := statuslist.New(c[0], c[1]); err == nil {
			t.Errorf("made a list of %d entries with %d bits", c[1], c[0])
		}
	}
	if _, err := statuslist.FromBytes(1, nil); err == nil {
		t.Error("made a list of nothing")
	}
}

func TestReference(t *testing.T) {
	read := func(claims string) (statuslist.Reference, bool, error) {
		v, err := jose.ReadObject([]byte(claims))
		if err != nil {
			t.Fatal(err)
		}
		return statuslist.ReferenceOf(v)
	}
	ref, ok, err := read(`{"status":{"status_list":{"idx":412345,"uri":"` + uri + `"}}}`)
	if err != nil || !ok || ref != (statuslist.Reference{URI: uri, Index: 412345}) {
		t.Errorf("got %+v %v %v", ref, ok, err)
	}
	if _, ok, err := read(`{}`); ok || err != nil {
		t.Errorf("no status: %v %v", ok, err)
	}
	for _, bad := range []string{`1`, `{}`, `null`, `{"status_list":{"uri":"u"}}`, `{"status_list":{"idx":1}}`,
		`{"status_list":{"idx":-1,"uri":"u"}}`, `{"status_list":{"idx":1.5,"uri":"u"}}`, `{"status_list":{"idx":"1","uri":"u"}}`,
		`{"status_list":{"idx":99999999999,"uri":"u"}}`} {
		if _, ok, err := read(`{"status":` + bad + `}`); ok || err == nil {
			t.Errorf("%s was taken for a reference", bad)
		}
	}
}
