package statuslist_test

import (
	"bytes"
	"testing"

	"jemput/statuslist"

	"github.com/google/go-cmp/cmp"
)

// FuzzDecompress: what unpacks is within bounds and packs to the same entries.
func FuzzDecompress(f *testing.F) {
	f.Add(2, usual().List.Compress())
	f.Add(1, []byte{0x78, 0xda})
	f.Fuzz(func(t *testing.T, bits int, packed []byte) {
		list, err := statuslist.Decompress(bits, packed)
		if err != nil {
			return
		}
		if list.Size() > statuslist.MaxSize {
			t.Fatalf("%d entries", list.Size())
		}
		again, err := statuslist.Decompress(bits, list.Compress())
		if err != nil || !bytes.Equal(again.Bytes(), list.Bytes()) {
			t.Errorf("came back otherwise: %v", err)
		}
	})
}

// FuzzParse: no input breaks the parsers, and nothing verifies that was not signed.
func FuzzParse(f *testing.F) {
	for _, form := range forms {
		raw, err := form.sign(signer, statuslist.Header{KeyID: "1"}, usual())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for name, form := range forms {
			got, err := form.verify(raw, &signer.PublicKey, uri, when)
			if err == nil && !cmp.Equal(got, usual(), cmp.AllowUnexported(statuslist.List{})) {
				t.Errorf("%s: verified what was never signed: %+v", name, got)
			}
		}
	})
}
