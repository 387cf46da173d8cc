package mdoc_test

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"jemput/mdoc"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// draw makes any credential, whose values are as Item.Value gives them back.
func draw(t *rapid.T) mdoc.Credential {
	names := rapid.SliceOfNDistinct(rapid.StringN(1, 20, 40), 1, 40, rapid.ID[string])
	c := credential()
	c.DocType = rapid.StringN(1, 40, 80).Draw(t, "docType")
	c.Namespaces = nil
	for _, n := range rapid.SliceOfNDistinct(rapid.String(), 1, 3, rapid.ID[string]).Draw(t, "namespaces") {
		group := mdoc.Namespace{Name: n}
		for _, name := range names.Draw(t, "names") {
			group.Elements = append(group.Elements, mdoc.Element{Name: name, Value: value(2).Draw(t, "value")})
		}
		c.Namespaces = append(c.Namespaces, group)
	}
	c.Status = rapid.SampledFrom([]*mdoc.Status{nil, {Index: rapid.Uint64().Draw(t, "idx"), URI: "https://linggau.example/status/1"}}).Draw(t, "status")
	c.Validity.From = when.Add(time.Duration(rapid.IntRange(0, 1<<20).Draw(t, "later")) * time.Second)
	c.Validity.Expected = rapid.SampledFrom([]time.Time{{}, when.AddDate(0, 6, 0)}).Draw(t, "expected")
	return c
}

func value(depth int) *rapid.Generator[any] {
	kinds := []*rapid.Generator[any]{
		rapid.String().AsAny(), rapid.Bool().AsAny(), rapid.Int64().AsAny(), rapid.SliceOf(rapid.Byte()).AsAny(), rapid.Just[any](nil),
		rapid.Map(rapid.IntRange(0, 1<<40), func(s int) any { return time.Unix(int64(s%4e9), 0).UTC() }),
		rapid.Map(rapid.IntRange(0, 40000), func(d int) any { return mdoc.DateOf(when.AddDate(0, 0, -d)) }),
		rapid.Float64().AsAny(),
	}
	if depth > 0 {
		kinds = append(kinds, rapid.SliceOfN(value(depth-1), 0, 4).AsAny(), rapid.MapOfN(rapid.String(), value(depth-1), 0, 4).AsAny())
	}
	return rapid.OneOf(kinds...)
}

// contents are the elements of a credential or a document, in their order.
type content struct {
	Namespace, Name string
	Value           any
}

func given(c mdoc.Credential) (all []content) {
	for _, n := range c.Namespaces {
		for _, el := range n.Elements {
			all = append(all, content{n.Name, el.Name, el.Value})
		}
	}
	return all
}

func got(t fataler, items []mdoc.Item) (all []content) {
	t.Helper()
	for _, item := range items {
		v, err := item.Value()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, content{item.Namespace, item.Name, v})
	}
	return all
}

func same(a, b []content) string {
	utc := cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })
	nan := cmp.Comparer(func(a, b float64) bool { return a == b || a != a && b != b })
	return cmp.Diff(a, b, utc, nan)
}

// TestRoundTrip issues, parses, selects, presents with either proof and verifies anything.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := draw(t)
		raw, err := newIssuer(t).Issue(c)
		if err != nil {
			t.Fatal(err)
		}
		s := parse(t, raw)
		if !bytes.Equal(s.Encode(), raw) {
			t.Fatal("does not encode to what was parsed")
		}
		if diff := same(given(c), got(t, s.Items())); diff != "" {
			t.Fatal(diff)
		}
		if s.DocType() != c.DocType || s.Validity() != c.Validity || !cmp.Equal(s.Status(), c.Status) || !deviceKey.public().Equal(s.DeviceKey()) {
			t.Fatalf("another security object: %+v", s)
		}
		shown := rapid.SliceOfN(rapid.Bool(), len(s.Items()), len(s.Items())).Draw(t, "shown")
		var want []content
		for i, el := range given(c) {
			if shown[i] {
				want = append(want, el)
			}
		}
		i := -1
		part := s.Select(func(string, string) bool { i++; return shown[i] })
		p := mdoc.Presentation{Check: mdoc.Check{DocType: c.DocType, Now: c.Validity.From}, Transcript: session, ReaderKey: readerKey.agreement()}
		for _, response := range [][]byte{signed(t, part), maced(t, part)} {
			v, err := verify(response, p)
			if err != nil {
				t.Fatal(err)
			}
			if diff := same(want, got(t, v.Items)); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

// TestManyElements: more than are compared one by one.
func TestManyElements(t *testing.T) {
	c := credential()
	var elements []mdoc.Element
	wide := map[int]string{}
	for i := range 300 {
		elements = append(elements, mdoc.Element{Name: fmt.Sprintf("element_%d", i), Value: int64(i)})
		wide[i] = "x"
	}
	elements = append(elements, mdoc.Element{Name: "wide", Value: wide})
	c.Namespaces[0].Elements = elements
	raw, err := newIssuer(t).Issue(c)
	if err != nil {
		t.Fatal(err)
	}
	s := parse(t, raw)
	if len(s.Items()) != 303 {
		t.Errorf("%d elements", len(s.Items()))
	}
	item, there := mdoc.Get(s.Items(), pid, "wide")
	v, err := item.Value()
	if keys, ok := v.(map[any]any); !there || err != nil || !ok || len(keys) != 300 || keys[int64(299)] != "x" {
		t.Errorf("wide is %v, %v", v, err)
	}
	// Two keys of the wide map made the same: the number before the last but one.
	twice := bytes.Replace(raw, []byte("\x19\x01\x2a\x61x\x19\x01\x2b\x61x"), []byte("\x19\x01\x2b\x61x\x19\x01\x2b\x61x"), 1)
	if _, err := mdoc.ParseIssuerSigned(twice); !errors.Is(err, mdoc.ErrMalformed) {
		t.Errorf("a key twice: %v", err)
	}
}

// TestMissing: what a holder says of what it does not return comes back.
func TestMissing(t *testing.T) {
	doc, err := issue(t, credential()).Sign(deviceKey, session)
	if err != nil {
		t.Fatal(err)
	}
	want := []mdoc.ElementError{{"a", "x", 0}, {"a", "y", -3}, {"b", "x", 0}}
	if err := doc.Report(want[2], want[1], want[0]); err != nil {
		t.Fatal(err)
	}
	if doc.Report(want[0], want[0]) == nil {
		t.Error("an element twice")
	}
	response := mdoc.DeviceResponse{Documents: []*mdoc.Document{doc}, Missing: []mdoc.DocumentError{{"id.jemput.family.1", 0}}}
	back, err := mdoc.ParseDeviceResponse(response.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, back.Documents[0].Errors()) + cmp.Diff(response.Missing, back.Missing); diff != "" || back.Documents[0].DocType() != docType {
		t.Error(diff)
	}
	if !bytes.Equal(back.Encode(), response.Encode()) {
		t.Error("comes back otherwise")
	}
}

// TestDigestIDsTellNothing: over many credentials each element has each digest id equally often.
func TestDigestIDsTellNothing(t *testing.T) {
	const rounds = 3000
	var counts [3][3]int
	for range rounds {
		c := credential()
		raw, err := newIssuer(t).Issue(c)
		if err != nil {
			t.Fatal(err)
		}
		for i, el := range c.Namespaces[0].Elements {
			at := bytes.Index(raw, []byte(el.Name))
			id := bytes.LastIndex(raw[:at], []byte("digestID")) + len("digestID")
			counts[i][raw[id]]++
		}
	}
	for i := range counts {
		for id, n := range counts[i] {
			if n < rounds/3-200 || n > rounds/3+200 { // more than 7 standard deviations
				t.Errorf("element %d has digest id %d %d times of %d", i, id, n, rounds)
			}
		}
	}
}

// TestRandomValuesDiffer: no two elements of two credentials share one.
func TestRandomValuesDiffer(t *testing.T) {
	seen := map[string]bool{}
	for range 2 {
		raw, err := newIssuer(t).Issue(twenty())
		if err != nil {
			t.Fatal(err)
		}
		for part := range bytes.SplitSeq(raw, []byte("\x66random\x50")) {
			seen[string(part[:16])] = true
		}
	}
	if len(seen) != 41 { // 20 of each, and the same start of both
		t.Errorf("%d different ones", len(seen)-1)
	}
}

func TestDraftShowsWhatWillBeSigned(t *testing.T) {
	draft, err := newIssuer(t).Prepare(credential())
	if err != nil {
		t.Fatal(err)
	}
	object := draft.SecurityObject()
	s, err := draft.Read()
	if err != nil {
		t.Fatal(err)
	}
	if diff := same(given(credential()), got(t, s.Items())); diff != "" {
		t.Error(diff)
	}
	if s.Verify(issuerKey.public(), check) == nil {
		t.Error("a draft is signed already")
	}
	raw, err := draft.Sign()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(raw, object) || parse(t, raw).Verify(issuerKey.public(), check) != nil {
		t.Error("something else was signed")
	}
	if _, err := draft.Sign(); err == nil {
		t.Error("signed twice")
	}
	if _, err := draft.Read(); err == nil || len(draft.SecurityObject()) != 0 {
		t.Error("a signed draft can be read")
	}
}

func TestDeviceStatesWhatItMay(t *testing.T) {
	c := credential()
	c.DeviceMay = &mdoc.Authorizations{Namespaces: []string{"device"}, Elements: map[string][]string{"also": {"mood"}}}
	s := issue(t, c)
	mood := mdoc.Namespace{Name: "also", Elements: []mdoc.Element{{Name: "mood", Value: "good"}}}
	any := mdoc.Namespace{Name: "device", Elements: []mdoc.Element{{Name: "clock", Value: when}}}
	v, err := verify(signed(t, s, any, mood), asked)
	if err != nil {
		t.Fatal(err)
	}
	if diff := same([]content{{"device", "clock", when}, {"also", "mood", "good"}}, got(t, v.Stated)); diff != "" {
		t.Error(diff)
	}
	if item, there := mdoc.Get(v.Stated, "also", "mood"); !there || string(item.Raw()) != "\x64good" {
		t.Errorf("mood is %x", item.Raw())
	}
	mood.Elements[0].Name = "age_over_17"
	if _, err := s.Sign(deviceKey, session, mood); err == nil {
		t.Error("the device may state anything")
	}
	if _, err := issue(t, credential()).Sign(deviceKey, session, any); err == nil {
		t.Error("a device that may state nothing states something")
	}
}

// TestEdDSADevice: a device key may be Ed25519; it can sign and cannot agree on a MAC key.
func TestEdDSADevice(t *testing.T) {
	public, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := credential()
	c.DeviceKey = public
	s := issue(t, c)
	if !public.Equal(s.DeviceKey()) {
		t.Error("another device key")
	}
	p := asked
	p.ReaderKey = readerKey.agreement()
	for _, response := range [][]byte{signed(t, s), maced(t, s)} {
		if _, err := verify(response, p); err == nil {
			t.Error("another key's proof was accepted")
		}
	}
}

func TestKeysRoundTrip(t *testing.T) {
	public, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []crypto.PublicKey{deviceKey.public(), public} {
		raw, err := mdoc.AppendKey(nil, key)
		if err != nil {
			t.Fatal(err)
		}
		back, err := mdoc.ReadKey(raw)
		if err != nil || !back.(interface{ Equal(crypto.PublicKey) bool }).Equal(key) {
			t.Errorf("%T came back as %v, %v", key, back, err)
		}
		for i := range raw {
			changed := slices.Clone(raw)
			changed[i] ^= 1
			if back, err := mdoc.ReadKey(changed); err == nil && back.(interface{ Equal(crypto.PublicKey) bool }).Equal(key) {
				t.Errorf("a change at byte %d reads as the same key", i)
			}
		}
	}
}

// TestReaderRequests: a request comes back as it was, signed or not.
func TestReaderRequests(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var request mdoc.DeviceRequest
		authenticate := rapid.Bool().Draw(t, "authenticate")
		for range rapid.IntRange(1, 3).Draw(t, "documents") {
			q := mdoc.Request{DocType: rapid.StringN(1, 20, 40).Draw(t, "docType")}
			for _, name := range rapid.SliceOfNDistinct(rapid.String(), 1, 3, rapid.ID[string]).Draw(t, "namespaces") {
				n := mdoc.RequestedNamespace{Name: name}
				for _, el := range rapid.SliceOfNDistinct(rapid.StringN(1, 20, 40), 1, 40, rapid.ID[string]).Draw(t, "elements") {
					n.Elements = append(n.Elements, mdoc.RequestedElement{Name: el, Retain: rapid.Bool().Draw(t, "retain")})
				}
				q.Namespaces = append(q.Namespaces, n)
			}
			d, err := mdoc.NewDocRequest(q)
			if err != nil {
				t.Fatal(err)
			}
			if authenticate {
				if d, err = d.Authenticate(readerKey, [][]byte{issuerDER}, session); err != nil {
					t.Fatal(err)
				}
			}
			request.Requests = append(request.Requests, d)
		}
		raw := request.Encode()
		back, err := mdoc.ParseDeviceRequest(raw)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(back.Encode(), raw) {
			t.Fatal("comes back otherwise")
		}
		for i, d := range back.Requests {
			if diff := cmp.Diff(request.Requests[i].Request(), d.Request()); diff != "" {
				t.Fatal(diff)
			}
			if err := d.VerifyReader(readerKey.public(), session); (err == nil) != authenticate || d.Authenticated() != authenticate {
				t.Fatalf("reader authentication: %v", err)
			}
		}
	})
}
