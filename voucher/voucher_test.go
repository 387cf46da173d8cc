package voucher_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"jemput/internal/jose"
	"jemput/voucher"

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

var device = newKey()

func keyOf([]byte) (*ecdsa.PublicKey, error) { return &device.PublicKey, nil }

var issued = time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC)

// usual is a voucher as it is handed out at a visit.
var usual = voucher.Claims{
	KeyID: []byte("device-1"), Attempt: [16]byte{1, 2, 3}, Sequence: 4015, Issued: issued,
	Expires: issued.Add(48 * time.Hour), Visit: [16]byte{4, 5, 6}, CodeMAC: [16]byte{7, 8, 9},
}

func mint(t interface {
	Helper()
	Fatal(...any)
}, c voucher.Claims) string {
	t.Helper()
	token, err := voucher.Mint(device, c)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := func(label string) [16]byte {
			return [16]byte(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, label))
		}
		at := time.Unix(rapid.Int64Range(1, 1<<33).Draw(t, "issued"), 0).UTC()
		c := voucher.Claims{
			KeyID: rapid.SliceOfN(rapid.Byte(), 1, voucher.MaxKeyID).Draw(t, "key"), Attempt: id("attempt"),
			Sequence: rapid.Uint64().Draw(t, "sequence"), Issued: at, CodeMAC: id("mac"),
			Expires: at.Add(time.Duration(rapid.Int64Range(1, int64(voucher.MaxLife/time.Second)).Draw(t, "life")) * time.Second),
		}
		if rapid.Bool().Draw(t, "visit?") {
			c.Visit = id("visit")
		}
		if c.Attempt == [16]byte{} {
			t.Skip()
		}
		got, err := voucher.Open(mint(t, c), func(kid []byte) (*ecdsa.PublicKey, error) {
			if !bytes.Equal(kid, c.KeyID) {
				t.Fatalf("asked for key %x, want %x", kid, c.KeyID)
			}
			return keyOf(kid)
		})
		if diff := cmp.Diff(c, got); err != nil || diff != "" {
			t.Fatalf("%v: %s", err, diff)
		}
	})
}

// TestLengthStaysShort: longer vouchers need a denser QR, which weak cameras read late or never.
func TestLengthStaysShort(t *testing.T) {
	counter := usual
	counter.Visit = [16]byte{}
	for name, c := range map[string]struct {
		claims voucher.Claims
		want   int
	}{"at a visit": {usual, 202}, "at a counter": {counter, 180}} {
		if got := len(mint(t, c.claims)); got > c.want {
			t.Errorf("%s: %d characters, want at most %d", name, got, c.want)
		}
	}
}

// TestGoldenForm fixes the bytes but for the signature: vouchers in the field outlive releases.
func TestGoldenForm(t *testing.T) {
	raw, err := jose.Decode(mint(t, usual))
	if err != nil {
		t.Fatal(err)
	}
	const golden = "844da2012604486465766963652d31a0" + // headers
		"584186" + "5001020300000000000000000000000000" + "190faf" + "1a6b852580" + "1a0002a300" +
		"5004050600000000000000000000000000" + "5007080900000000000000000000000000" + "5840"
	got := hex.EncodeToString(raw[:len(raw)-64])
	if got != golden {
		t.Errorf("got %s", got)
	}
}

func TestTimesAreJudgedByTheCaller(t *testing.T) {
	for _, c := range []struct {
		after time.Duration
		want  bool
	}{{0, true}, {48*time.Hour - time.Second, true}, {48 * time.Hour, false}, {-time.Minute, true}, {-61 * time.Second, false}} {
		if got := usual.ValidAt(issued.Add(c.after), time.Minute); got != c.want {
			t.Errorf("valid %v after issue: %v", c.after, got)
		}
	}
}

func TestWhatCannotBeMinted(t *testing.T) {
	for name, change := range map[string]func(*voucher.Claims){
		"no key":         func(c *voucher.Claims) { c.KeyID = nil },
		"long key":       func(c *voucher.Claims) { c.KeyID = make([]byte, 33) },
		"no attempt":     func(c *voucher.Claims) { c.Attempt = [16]byte{} },
		"no time":        func(c *voucher.Claims) { c.Issued = time.Time{} },
		"before 1970":    func(c *voucher.Claims) { c.Issued = time.Unix(-5, 0); c.Expires = time.Unix(5, 0) },
		"no validity":    func(c *voucher.Claims) { c.Expires = c.Issued },
		"under a second": func(c *voucher.Claims) { c.Expires = c.Issued.Add(time.Millisecond) },
		"too long":       func(c *voucher.Claims) { c.Expires = c.Issued.Add(voucher.MaxLife + time.Second) },
	} {
		c := usual
		change(&c)
		if token, err := voucher.Mint(device, c); !errors.Is(err, voucher.ErrMalformed) {
			t.Errorf("%s: minted %s: %v", name, token, err)
		}
	}
}

// flip gives the other signature that ECDSA allows for the same voucher.
func flip(t *testing.T, token string) string {
	raw, err := jose.Decode(token)
	if err != nil {
		t.Fatal(err)
	}
	s := raw[len(raw)-32:]
	new(big.Int).Sub(elliptic.P256().Params().N, new(big.Int).SetBytes(s)).FillBytes(s)
	return jose.Encode(raw)
}

func TestOneVoucherHasOneText(t *testing.T) {
	for range 20 { // the signer gives either half by chance
		token := mint(t, usual)
		if _, err := voucher.Open(token, keyOf); err != nil {
			t.Fatal(err)
		}
		if _, err := voucher.Open(flip(t, token), keyOf); !errors.Is(err, voucher.ErrMalformed) {
			t.Fatalf("the other signature: %v", err)
		}
	}
	raw, err := jose.Decode(mint(t, usual))
	if err != nil {
		t.Fatal(err)
	}
	replace := func(old, new string) []byte {
		from, err := hex.DecodeString(old)
		if err != nil {
			t.Fatal(err)
		}
		to, err := hex.DecodeString(new)
		if err != nil {
			t.Fatal(err)
		}
		out := bytes.Replace(raw, from, to, 1)
		if bytes.Equal(out, raw) {
			t.Fatalf("no %s in %x", old, raw)
		}
		return out
	}
	for name, other := range map[string][]byte{
		"tagged":                append([]byte{0xd2}, raw...),
		"trailing byte":         append(bytes.Clone(raw), 0),
		"truncated":             raw[:len(raw)-1],
		"longer array head":     append([]byte{0x98, 4}, raw[1:]...),
		"indefinite array":      append(append([]byte{0x9f}, raw[1:]...), 0xff),
		"unprotected header":    replace("a0", "a10100"),
		"longer number":         replace("190faf", "1a00000faf"),
		"tagged sequence":       replace("190faf", "c1190faf"),
		"header in other order": replace("4da2012604486465766963652d31", "4da204486465766963652d310126"),
		"another algorithm":     replace("a20126", "a20138"),
		"key id as text":        replace("0448", "0468"),
	} {
		if _, err := voucher.Open(jose.Encode(other), keyOf); !errors.Is(err, voucher.ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	token := jose.Encode(raw)
	for name, other := range map[string]string{"padding": token + "=", "line break": token[:9] + "\n" + token[9:], "empty": "", "spaces": " " + token} {
		if _, err := voucher.Open(other, keyOf); !errors.Is(err, voucher.ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEveryChangedCharacterIsRefused(t *testing.T) {
	token := mint(t, usual)
	for i := range len(token) {
		for _, c := range []string{"A", "b", "_", ""} {
			if other := token[:i] + c + token[i+1:]; other != token {
				if _, err := voucher.Open(other, keyOf); err == nil {
					t.Fatalf("a change of character %d was accepted", i)
				}
			}
		}
	}
}

func TestOtherKeysAreRefused(t *testing.T) {
	token := mint(t, usual)
	other := newKey()
	if _, err := voucher.Open(token, func([]byte) (*ecdsa.PublicKey, error) { return &other.PublicKey, nil }); !errors.Is(err, voucher.ErrSignature) {
		t.Errorf("another key: %v", err)
	}
	withdrawn := errors.New("device is withdrawn")
	if _, err := voucher.Open(token, func([]byte) (*ecdsa.PublicKey, error) { return nil, withdrawn }); !errors.Is(err, withdrawn) {
		t.Errorf("withdrawn key: %v", err)
	}
	if _, err := voucher.Open(token, func([]byte) (*ecdsa.PublicKey, error) { return nil, nil }); err == nil {
		t.Error("no key at all was taken for one")
	}
}

// FuzzOpen: what opens mints to the same text but for the signature, and any other text is refused.
func FuzzOpen(f *testing.F) {
	token := mint(f, usual)
	f.Add(token)
	f.Add(strings.Repeat("A", 200))
	f.Fuzz(func(t *testing.T, text string) {
		c, err := voucher.Open(text, keyOf)
		if err != nil {
			return
		}
		if text != token {
			t.Fatalf("a text that was never minted opens: %s", text)
		}
		if again := mint(t, c); again[:len(again)-86] != text[:len(text)-86] {
			t.Errorf("%s minted again as %s", text, again)
		}
	})
}

// FuzzTamper splices arbitrary bytes into a voucher's CBOR: what differs is refused.
func FuzzTamper(f *testing.F) {
	raw, err := jose.Decode(mint(f, usual))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(0, 1, []byte{0x98, 4})
	f.Add(len(raw), 0, []byte{0})
	f.Add(16, 1, []byte{0xbf, 0xff})
	f.Fuzz(func(t *testing.T, at, drop int, put []byte) {
		if at < 0 || at > len(raw) || drop < 0 || drop > len(raw)-at {
			t.Skip()
		}
		other := append(append(bytes.Clone(raw[:at]), put...), raw[at+drop:]...)
		if bytes.Equal(other, raw) {
			return
		}
		if _, err := voucher.Open(jose.Encode(other), keyOf); err == nil {
			t.Errorf("accepted %x at %d in place of %d bytes", put, at, drop)
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	token := mint(b, usual)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := voucher.Open(token, keyOf); err != nil {
			b.Fatal(err)
		}
	}
}
