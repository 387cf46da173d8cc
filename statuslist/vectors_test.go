package statuslist_test

import (
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"jemput/internal/jose"
	"jemput/internal/vectors"
	"jemput/statuslist"

	"github.com/fxamacker/cbor/v2"
)

// oneLine takes the line breaks out of a printed vector.
func oneLine(text []byte) string { return strings.Join(strings.Fields(string(text)), "") }

// printed is a list as a vector prints it.
type printed struct {
	Bits int    `json:"bits" cbor:"bits"`
	List string `json:"lst" cbor:"-"`
	Raw  []byte `json:"-" cbor:"lst"`
}

// readVector gives the compressed list of a vector, which is JSON or CBOR, with or without an introduction.
func readVector(t *testing.T, name string) (bits int, packed []byte) {
	t.Helper()
	text := oneLine(vectors.Read(t, "statuslist", name))
	if at := strings.Index(text, "encoded:"); at >= 0 {
		text = text[at+len("encoded:"):]
	}
	var p printed
	if strings.HasSuffix(name, "_cbor.txt") {
		raw, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		if err := cbor.Unmarshal(raw, &p); err != nil {
			t.Fatal(err)
		}
		return p.Bits, p.Raw
	}
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatal(err)
	}
	packed, err := jose.Decode(p.List)
	if err != nil {
		t.Fatal(err)
	}
	return p.Bits, packed
}

func TestLongVectors(t *testing.T) {
	var suite struct {
		Vectors []struct {
			Bits   int
			Size   int
			Values map[int]statuslist.Status
			Files  []string
		}
	}
	if err := json.Unmarshal(vectors.Read(t, "statuslist", "vectors.json"), &suite); err != nil {
		t.Fatal(err)
	}
	if len(suite.Vectors) != 4 {
		t.Fatalf("%d vectors, want 4", len(suite.Vectors))
	}
	for _, v := range suite.Vectors {
		own, err := statuslist.New(v.Bits, v.Size)
		if err != nil {
			t.Fatal(err)
		}
		for index, status := range v.Values {
			if err := own.Set(index, status); err != nil {
				t.Fatal(err)
			}
		}
		for _, name := range v.Files {
			bits, packed := readVector(t, name)
			theirs, err := statuslist.Decompress(bits, packed)
			if err != nil || bits != v.Bits || theirs.Size() != v.Size {
				t.Fatalf("%s: %d bits, %v", name, bits, err)
			}
			if string(theirs.Bytes()) != string(own.Bytes()) {
				t.Errorf("%s differs from the list made of its values", name)
			}
		}
		again, err := statuslist.Decompress(v.Bits, own.Compress())
		if err != nil || string(again.Bytes()) != string(own.Bytes()) {
			t.Errorf("%d bits: our own compression does not come back: %v", v.Bits, err)
		}
	}
}

// TestShortVectors are the examples of sections 4.1 to 4.3.
func TestShortVectors(t *testing.T) {
	for _, c := range []struct {
		bits     int
		statuses []statuslist.Status
		packed   string
		files    []string
	}{
		{1, []statuslist.Status{1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1}, "b9a3",
			[]string{"status_list_encoding_json.txt", "status_list_encoding_cbor.txt"}},
		{2, []statuslist.Status{1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3}, "c944f9",
			[]string{"status_list_encoding2_json.txt", "status_list_encoding2_cbor.txt"}},
	} {
		for _, name := range c.files {
			bits, packed := readVector(t, name)
			list, err := statuslist.Decompress(bits, packed)
			if err != nil || bits != c.bits || hex.EncodeToString(list.Bytes()) != c.packed {
				t.Fatalf("%s: %v", name, err)
			}
			for i, want := range c.statuses {
				if got, err := list.Get(i); err != nil || got != want {
					t.Errorf("%s: entry %d is %d, want %d: %v", name, i, got, want, err)
				}
			}
		}
	}
}

// TestPublishedTokens reads the tokens that the draft prints; it does not print their key.
func TestPublishedTokens(t *testing.T) {
	j, err := statuslist.ParseJWT(oneLine(vectors.Read(t, "statuslist", "status_list_jwt_raw.txt")))
	if err != nil || j.KeyID() != "12" {
		t.Errorf("JWT: %v", err)
	}
	raw, err := hex.DecodeString(oneLine(vectors.Read(t, "statuslist", "status_list_cwt.txt")))
	if err != nil {
		t.Fatal(err)
	}
	c, err := statuslist.ParseCWT(raw)
	if err != nil || c.KeyID() != "12" {
		t.Errorf("CWT: %v", err)
	}
}
