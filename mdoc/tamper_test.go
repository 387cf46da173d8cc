package mdoc_test

import (
	"bytes"
	"slices"
	"testing"

	"jemput/mdoc"
)

// shown is a response whose document lacks one element, with either proof.
func shown(t fataler) (signature, mac []byte) {
	t.Helper()
	part := issue(t, credential()).Select(func(_, name string) bool { return name != "photo" })
	return signed(t, part), maced(t, part)
}

func accepted(raw []byte) bool {
	p := asked
	p.ReaderKey = readerKey.agreement()
	_, err := verify(raw, p)
	return err == nil
}

// TestEveryChangedByteIsRefused changes, drops and doubles each byte of a response.
func TestEveryChangedByteIsRefused(t *testing.T) {
	signature, mac := shown(t)
	for _, raw := range [][]byte{signature, mac} {
		if !accepted(raw) {
			t.Fatal("the untouched response is refused")
		}
		for i := range raw {
			for _, other := range [][]byte{
				splice(raw, i, 1, []byte{raw[i] ^ 1}), splice(raw, i, 1, []byte{raw[i] ^ 0x20}), splice(raw, i, 1, []byte{raw[i] ^ 0x80}),
				splice(raw, i, 1, nil), splice(raw, i, 0, raw[i:i+1]),
			} {
				if !bytes.Equal(other, raw) && accepted(other) {
					t.Fatalf("a change at byte %d of %d was accepted", i, len(raw))
				}
			}
		}
	}
}

func splice(raw []byte, at, drop int, put []byte) []byte {
	return slices.Concat(raw[:at], put, raw[at+drop:])
}

// FuzzTamper splices arbitrary bytes into a response: what is accepted says the same. (The order
// of keys is free, and nothing guards a key id in an unprotected header, which means nothing.)
func FuzzTamper(f *testing.F) {
	signature, mac := shown(f)
	p := asked
	p.ReaderKey = readerKey.agreement()
	f.Add(0, 1, []byte{0xa4})
	f.Add(len(signature)/2, 0, []byte{0x18})
	f.Add(len(signature)-1, 1, []byte{0x18, 0})
	f.Fuzz(func(t *testing.T, at, drop int, put []byte) {
		for _, raw := range [][]byte{signature, mac} {
			if at < 0 || at > len(raw) || drop < 0 || drop > len(raw)-at {
				t.Skip()
			}
			other := splice(raw, at, drop, put)
			v, err := verify(other, p)
			if err != nil || bytes.Equal(other, raw) {
				continue
			}
			want, err := verify(raw, p)
			if err != nil {
				t.Fatal(err)
			}
			if diff := same(got(t, want.Items), got(t, v.Items)); diff != "" || v.DocType != want.DocType || v.Validity != want.Validity ||
				*v.Status != *want.Status || v.Signed != want.Signed || len(v.Stated) != 0 {
				t.Errorf("accepted %x at %d in place of %d bytes: %s", put, at, drop, diff)
			}
		}
	})
}

// FuzzIssuerSigned: what parses is whole: it encodes to something that parses to the same, and
// encodes to the same bytes from then on.
func FuzzIssuerSigned(f *testing.F) {
	f.Add(issue(f, credential()).Encode())
	f.Add(issue(f, twenty()).Select(func(_, name string) bool { return name == "sex" }).Encode())
	f.Add([]byte{0xa0})
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := mdoc.ParseIssuerSigned(raw)
		if err != nil {
			return
		}
		once := s.Encode()
		back, err := mdoc.ParseIssuerSigned(once)
		if err != nil || !bytes.Equal(back.Encode(), once) || len(once) != len(raw) || len(back.Items()) != len(s.Items()) {
			t.Errorf("%x came back as %x, %v", raw, once, err)
		}
		if none := s.Select(func(string, string) bool { return false }); len(none.Items()) != 0 {
			t.Error("showing nothing shows something")
		}
		for _, item := range s.Items() {
			item.Value() // must not panic
		}
	})
}

// FuzzDeviceResponse: as FuzzIssuerSigned.
func FuzzDeviceResponse(f *testing.F) {
	signature, mac := shown(f)
	f.Add(signature)
	f.Add(mac)
	f.Add((&mdoc.DeviceResponse{Missing: []mdoc.DocumentError{{DocType: docType}}, Status: mdoc.StatusGeneralError}).Encode())
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := mdoc.ParseDeviceResponse(raw)
		if err != nil {
			return
		}
		once := d.Encode()
		back, err := mdoc.ParseDeviceResponse(once)
		if err != nil || !bytes.Equal(back.Encode(), once) {
			t.Errorf("%x came back as %x, %v", raw, once, err)
		}
		d.Verify(trustIssuer, asked) // must not panic
	})
}

// FuzzDeviceRequest: as FuzzIssuerSigned.
func FuzzDeviceRequest(f *testing.F) {
	plain, err := mdoc.NewDocRequest(mdoc.Request{DocType: docType, Namespaces: []mdoc.RequestedNamespace{
		{Name: pid, Elements: []mdoc.RequestedElement{{Name: "age_over_17"}, {Name: "family_name", Retain: true}}}}})
	if err != nil {
		f.Fatal(err)
	}
	authenticated, err := plain.Authenticate(readerKey, [][]byte{issuerDER, issuerDER}, session)
	if err != nil {
		f.Fatal(err)
	}
	f.Add((&mdoc.DeviceRequest{Requests: []*mdoc.DocRequest{plain, authenticated}}).Encode())
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := mdoc.ParseDeviceRequest(raw)
		if err != nil {
			return
		}
		once := d.Encode()
		back, err := mdoc.ParseDeviceRequest(once)
		if err != nil || !bytes.Equal(back.Encode(), once) || len(once) != len(raw) {
			t.Errorf("%x came back as %x, %v", raw, once, err)
		}
	})
}
