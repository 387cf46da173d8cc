package mdoc_test

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"jemput/mdoc"
)

func mustIssuer() *mdoc.Issuer {
	issuer, err := mdoc.NewIssuer(issuerKey, [][]byte{issuerDER})
	if err != nil {
		panic(err)
	}
	return issuer
}

func TestIssuerRefuses(t *testing.T) {
	p384, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	deep := any("bottom")
	for range 40 {
		deep = []any{deep}
	}
	one := func(v any) func(*mdoc.Credential) {
		return func(c *mdoc.Credential) { c.Namespaces[0].Elements[0].Value = v }
	}
	for name, change := range map[string]func(*mdoc.Credential){
		"no type":                  func(c *mdoc.Credential) { c.DocType = "" },
		"type not UTF-8":           func(c *mdoc.Credential) { c.DocType = "\xff" },
		"no namespace":             func(c *mdoc.Credential) { c.Namespaces = nil },
		"no element":               func(c *mdoc.Credential) { c.Namespaces[0].Elements = nil },
		"namespace twice":          func(c *mdoc.Credential) { c.Namespaces[1].Name = c.Namespaces[0].Name },
		"namespace not UTF-8":      func(c *mdoc.Credential) { c.Namespaces[1].Name = "\xff" },
		"element twice":            func(c *mdoc.Credential) { c.Namespaces[0].Elements[1].Name = c.Namespaces[0].Elements[0].Name },
		"element without name":     func(c *mdoc.Credential) { c.Namespaces[0].Elements[1].Name = "" },
		"no device key":            func(c *mdoc.Credential) { c.DeviceKey = nil },
		"device key on P-384":      func(c *mdoc.Credential) { c.DeviceKey = &p384.PublicKey },
		"valid before signed":      func(c *mdoc.Credential) { c.Validity.From = when.Add(-time.Second) },
		"valid for no time":        func(c *mdoc.Credential) { c.Validity.Until = c.Validity.From },
		"validity of year 10000":   func(c *mdoc.Credential) { c.Validity.Until = when.AddDate(8000, 0, 0) },
		"status without URI":       func(c *mdoc.Credential) { c.Status.URI = "" },
		"value not UTF-8":          one("\xff"),
		"value that is no date":    one(mdoc.Date("1990-02-30")),
		"value inside not UTF-8":   one(map[string]any{"\xff": 1}),
		"value too deep":           one(deep),
		"value that cannot encode": one(make(chan int)),
	} {
		c := credential()
		change(&c)
		if _, err := mustIssuer().Issue(c); err == nil {
			t.Errorf("%s: issued", name)
		}
	}
	if _, err := mdoc.NewIssuer(issuerKey, nil); err == nil {
		t.Error("an issuer without certificate")
	}
}

type badSigner struct {
	rs  []byte
	err error
}

func (s badSigner) Sign([]byte) ([]byte, error) { return s.rs, s.err }

func TestSignerThatFails(t *testing.T) {
	broken := errors.New("broken")
	for _, s := range []badSigner{{err: broken}, {rs: make([]byte, 63)}} {
		issuer, err := mdoc.NewIssuer(s, [][]byte{issuerDER})
		if err != nil {
			t.Fatal(err)
		}
		if raw, err := issuer.Issue(credential()); err == nil || s.err != nil && !errors.Is(err, broken) {
			t.Errorf("issued %x, %v", raw, err)
		}
		if _, err := issue(t, credential()).Sign(s, session); err == nil {
			t.Error("presented")
		}
	}
}

func TestVerifierRefuses(t *testing.T) {
	s := issue(t, credential())
	signature, mac := signed(t, s), maced(t, s)
	withReader := asked
	withReader.ReaderKey = readerKey.agreement()
	change := func(f func(*mdoc.Presentation)) mdoc.Presentation {
		p := withReader
		f(&p)
		return p
	}
	otherSession := mdoc.DCAPITranscript("https://bank.example", "n-0S6_WzA2Mj", nil)
	for name, c := range map[string]struct {
		raw  []byte
		p    mdoc.Presentation
		want error
	}{
		"another type":              {signature, change(func(p *mdoc.Presentation) { p.DocType = "org.iso.18013.5.1.mDL" }), mdoc.ErrType},
		"too early":                 {signature, change(func(p *mdoc.Presentation) { p.Now = when.Add(-time.Second) }), mdoc.ErrNotYetValid},
		"too late":                  {signature, change(func(p *mdoc.Presentation) { p.Now = when.AddDate(1, 0, 0) }), mdoc.ErrExpired},
		"no time":                   {signature, change(func(p *mdoc.Presentation) { p.Now = time.Time{} }), nil},
		"signed for another":        {signature, change(func(p *mdoc.Presentation) { p.Transcript = otherSession }), mdoc.ErrDeviceAuth},
		"MAC for another":           {mac, change(func(p *mdoc.Presentation) { p.Transcript = otherSession }), mdoc.ErrDeviceAuth},
		"no transcript":             {signature, change(func(p *mdoc.Presentation) { p.Transcript = mdoc.Transcript{} }), nil},
		"MAC for no key":            {mac, asked, mdoc.ErrDeviceAuth},
		"MAC for another key":       {mac, change(func(p *mdoc.Presentation) { p.ReaderKey = issuerKey.agreement() }), mdoc.ErrDeviceAuth},
		"another element":           {bytes.Replace(signature, []byte("Siti"), []byte("Budi"), 1), withReader, mdoc.ErrDigest},
		"another document type":     {bytes.Replace(signature, []byte(docType), []byte("id.jemput.identity.2"), 1), withReader, mdoc.ErrType},
		"another version":           {bytes.Replace(signature, []byte("1.0"), []byte("1.1"), 1), withReader, mdoc.ErrMalformed},
		"a version of 2.0":          {bytes.Replace(signature, []byte("1.0"), []byte("2.0"), 1), withReader, mdoc.ErrMalformed},
		"trailing bytes":            {append(bytes.Clone(signature), 0), withReader, mdoc.ErrMalformed},
		"an error status":           {append(bytes.Clone(signature[:len(signature)-1]), 10), withReader, mdoc.ErrMalformed},
		"a status in two bytes":     {append(bytes.Clone(signature[:len(signature)-1]), 0x18, 0), withReader, mdoc.ErrMalformed},
		"an unknown member":         {append(bytes.Clone(signature[:len(signature)-2]), "z\x00"...), withReader, mdoc.ErrMalformed},
		"nothing":                   {nil, withReader, mdoc.ErrMalformed},
		"no document":               {(&mdoc.DeviceResponse{Missing: []mdoc.DocumentError{{DocType: docType}}}).Encode(), withReader, mdoc.ErrEmpty},
		"algorithm of another key":  {bytes.Replace(signature, []byte("\x43\xa1\x01\x26\xa0"), []byte("\x43\xa1\x01\x27\xa0"), 1), withReader, mdoc.ErrDeviceAuth},
		"a signature for a MAC":     {bytes.Replace(signature, []byte("\x6fdeviceSignature"), []byte("\x69deviceMac"), 1), withReader, mdoc.ErrDeviceAuth},
		"a critical header":         {bytes.Replace(signature, []byte("\x43\xa1\x01\x26\xa0"), []byte("\x46\xa2\x01\x26\x02\x81\x01\xa0"), 1), withReader, mdoc.ErrMalformed},
		"algorithm not protected":   {bytes.Replace(signature, []byte("\x43\xa1\x01\x26\xa0"), []byte("\x41\xa0\xa1\x01\x26"), 1), withReader, mdoc.ErrMalformed},
		"a header nobody knows":     {bytes.Replace(signature, []byte("\x43\xa1\x01\x26\xa0"), []byte("\x43\xa1\x01\x26\xa1\x07\x01"), 1), withReader, mdoc.ErrMalformed},
		"a payload that was absent": {bytes.Replace(signature, []byte("\x26\xa0\xf6"), []byte("\x26\xa0\x40"), 1), withReader, mdoc.ErrMalformed},
	} {
		if _, err := verify(c.raw, c.p); err == nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := verify(signature, asked); err != nil {
		t.Errorf("the untouched response: %v", err)
	}
	late := asked
	late.Now, late.Leeway = when.Add(-time.Minute), time.Minute
	if _, err := verify(signature, late); err != nil {
		t.Errorf("within the leeway: %v", err)
	}
	response, err := mdoc.ParseDeviceResponse(signature)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := response.Documents[0].Verify(readerKey.public(), asked); !errors.Is(err, mdoc.ErrSignature) {
		t.Errorf("another issuer: %v", err)
	}
}

// TestElementOfAnother: elements of one credential do not fit another, nor another namespace of the same.
func TestElementOfAnother(t *testing.T) {
	one, other := issue(t, credential()).Encode(), issue(t, credential()).Encode()
	auth := bytes.Index(one, []byte("issuerAuth"))
	mixed := append(bytes.Clone(one[:auth]), other[bytes.Index(other, []byte("issuerAuth")):]...)
	if _, err := mdoc.ParseIssuerSigned(mixed); !errors.Is(err, mdoc.ErrDigest) {
		t.Errorf("another credential's elements: %v", err)
	}
	moved := bytes.Replace(one, []byte(pid), []byte("eu.europa.ec.eudi.pid.2"), 1)
	if _, err := mdoc.ParseIssuerSigned(moved); !errors.Is(err, mdoc.ErrDigest) {
		t.Errorf("another namespace: %v", err)
	}
	swapped := bytes.Replace(one, []byte("\x68digestID\x01"), []byte("\x68digestID\x02"), 1)
	if _, err := mdoc.ParseIssuerSigned(swapped); !errors.Is(err, mdoc.ErrDigest) {
		t.Errorf("another digest id: %v", err)
	}
}

// TestElementTwice doubles an element within its namespace.
func TestElementTwice(t *testing.T) {
	s := issue(t, credential()).Select(func(_, name string) bool { return name == "family_name" })
	raw := s.Encode()
	start := bytes.Index(raw, []byte("\x81\xd8\x18")) + 1 // an array of one
	end := bytes.Index(raw, []byte("\x6aissuerAuth"))
	doubled := append(bytes.Clone(raw[:start-1]), 0x82)
	doubled = append(append(append(doubled, raw[start:end]...), raw[start:end]...), raw[end:]...)
	if _, err := mdoc.ParseIssuerSigned(doubled); !errors.Is(err, mdoc.ErrMalformed) || !strings.Contains(err.Error(), "element twice") {
		t.Errorf("an element twice: %v", err)
	}
}

// TestStrictCBOR gives session data, the simplest message, in every form that is not the one.
func TestStrictCBOR(t *testing.T) {
	for name, text := range map[string]string{
		"indefinite map":         "bf667374617475731 4ff",
		"indefinite bytes":       "a164646174615f4101ff",
		"long head of map":       "b801667374617475731 4",
		"long length of text":    "a17806737461747573 14",
		"long number":            "a1667374617475731 814",
		"long number of 8 bytes": "a16673746174757 31b0000000000000014",
		"key twice":              "a26673746174757314667374617475731 4",
		"unknown key":            "a26673746174757314617800",
		"trailing byte":          "a1667374617475731400",
		"cut short":              "a16673746174757 3",
		"length beyond the end":  "a16464617461 5b7fffffffffffffff",
		"map beyond the end":     "bb7fffffffffffffff",
		"another type":           "a166737461747573 6114",
		"reserved head":          "a1667374617475731c",
		"tagged":                 "c0a16673746174757314",
		"empty":                  "a0",
		"no status":              "a16673746174757300",
	} {
		raw, err := hex.DecodeString(strings.ReplaceAll(text, " ", ""))
		if err != nil {
			t.Fatal(name, err)
		}
		if _, err := mdoc.ParseSessionData(raw); !errors.Is(err, mdoc.ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTranscriptsRefuse(t *testing.T) {
	for _, raw := range []string{"", "83f6f6", "82f6f6", "83f6f6f6f6", "83f6f600ff", "8301f6f6", "83f6d81801f6"} {
		b, err := hex.DecodeString(raw)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := mdoc.ParseTranscript(b); !errors.Is(err, mdoc.ErrMalformed) {
			t.Errorf("%s: %v", raw, err)
		}
	}
	if _, err := mdoc.QRTranscript([]byte{0xff}, []byte{0xa0}); err == nil {
		t.Error("an engagement that is not CBOR")
	}
	if _, err := mdoc.QRTranscript([]byte{0xa0}, nil); err == nil {
		t.Error("no reader key")
	}
	s := issue(t, credential())
	if _, err := s.Sign(deviceKey, mdoc.Transcript{}); err == nil {
		t.Error("signed for no session")
	}
	if _, err := s.MAC(deviceKey.agreement(), readerKey.agreement().PublicKey(), mdoc.Transcript{}); err == nil {
		t.Error("MAC for no session")
	}
	p384, err := ecdh.P384().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.MAC(deviceKey.agreement(), p384.PublicKey(), session); err == nil {
		t.Error("MAC for a key on another curve")
	}
}

func TestReadersRefuse(t *testing.T) {
	q := mdoc.Request{DocType: docType, Namespaces: []mdoc.RequestedNamespace{{Name: pid, Elements: []mdoc.RequestedElement{{Name: "sex"}}}}}
	plain, err := mdoc.NewDocRequest(q)
	if err != nil {
		t.Fatal(err)
	}
	if err := plain.VerifyReader(readerKey.public(), session); !errors.Is(err, mdoc.ErrReaderAuth) {
		t.Errorf("no signature: %v", err)
	}
	if _, err := plain.Authenticate(readerKey, nil, session); err == nil {
		t.Error("a reader without certificate")
	}
	d, err := plain.Authenticate(readerKey, [][]byte{issuerDER}, session)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.VerifyReader(issuerKey.public(), session); !errors.Is(err, mdoc.ErrReaderAuth) {
		t.Errorf("another key: %v", err)
	}
	raw := (&mdoc.DeviceRequest{Requests: []*mdoc.DocRequest{d}}).Encode()
	changed, err := mdoc.ParseDeviceRequest(bytes.Replace(raw, []byte("\x63sex\xf4"), []byte("\x63sex\xf5"), 1))
	if err != nil {
		t.Fatal(err)
	}
	if err := changed.Requests[0].VerifyReader(readerKey.public(), session); !errors.Is(err, mdoc.ErrReaderAuth) {
		t.Errorf("the intent to retain changed: %v", err)
	}
	for name, bad := range map[string][]byte{
		"another version": bytes.Replace(raw, []byte("1.0"), []byte("1.1"), 1),
		"no version":      raw[13:],
		"trailing":        append(bytes.Clone(raw), 0),
		"not a boolean":   bytes.Replace(raw, []byte("\x63sex\xf4"), []byte("\x63sex\x01"), 1),
		"unknown member":  bytes.Replace(raw, []byte("\x6areaderAuth"), []byte("\x6areaderAuts"), 1),
	} {
		if _, err := mdoc.ParseDeviceRequest(bad); !errors.Is(err, mdoc.ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, bad := range map[string]mdoc.Request{"nothing": {DocType: docType}, "no type": {Namespaces: q.Namespaces},
		"no element": {DocType: docType, Namespaces: []mdoc.RequestedNamespace{{Name: pid}}}} {
		if _, err := mdoc.NewDocRequest(bad); err == nil {
			t.Errorf("%s: asked", name)
		}
	}
}

func TestKeysRefuse(t *testing.T) {
	good, err := mdoc.AppendKey(nil, deviceKey.public())
	if err != nil {
		t.Fatal(err)
	}
	with := func(count byte, more ...byte) []byte { return append(append([]byte{count}, good[1:]...), more...) }
	offCurve := bytes.Clone(good)
	offCurve[len(offCurve)-1] ^= 1
	for name, raw := range map[string][]byte{
		"off the curve":       offCurve,
		"private member":      with(0xa5, append([]byte{0x23, 0x58, 32}, make([]byte, 32)...)...),
		"algorithm EdDSA":     with(0xa5, 0x03, 0x27),
		"member twice":        with(0xa5, 0x01, 0x02),
		"another curve":       bytes.Replace(good, []byte{0x20, 0x01}, []byte{0x20, 0x02}, 1),
		"another type":        bytes.Replace(good, []byte{0x01, 0x02}, []byte{0x01, 0x01}, 1),
		"compressed":          append(append([]byte{}, good[:len(good)-34]...), 0xf5),
		"trailing":            append(bytes.Clone(good), 0),
		"nothing":             {},
		"a map with no key":   {0xa0},
		"label of a float":    {0xa1, 0xf9, 0, 0, 0},
		"label beyond range":  {0xa1, 0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0},
		"nested without end":  append([]byte{0xa1, 0x18, 99}, bytes.Repeat([]byte{0x81}, 100)...),
		"text that is broken": {0xa1, 0x61, 0xff, 0},
	} {
		if key, err := mdoc.ReadKey(raw); err == nil {
			t.Errorf("%s: %v", name, key)
		}
	}
	if key, err := mdoc.ReadKey(with(0xa6, 0x03, 0x26, 0x02, 0x41, 0x01)); err != nil || !deviceKey.public().Equal(key) {
		t.Errorf("with algorithm and key id: %v", err)
	}
}
