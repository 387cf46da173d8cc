package statuslist_test

import (
	"testing"

	"jemput/statuslist"
)

// city is a list as a city has it: 2^20 entries, a fifth of them in use, 1 in 50 of those not valid.
func city(b *testing.B) *statuslist.List {
	b.Helper()
	list, err := statuslist.New(2, 1<<20)
	if err != nil {
		b.Fatal(err)
	}
	at := 1
	for range 1 << 20 / 5 / 50 {
		at = (at*1103515245 + 12345) % (1 << 20)
		if err := list.Set(at, statuslist.Status(1+at%2)); err != nil {
			b.Fatal(err)
		}
	}
	return list
}

func BenchmarkSign(b *testing.B) {
	for name, form := range forms {
		b.Run(name, func(b *testing.B) {
			token := usual()
			token.List = city(b)
			b.ReportAllocs()
			size := 0
			for b.Loop() {
				raw, err := form.sign(signer, statuslist.Header{KeyID: "1"}, token)
				if err != nil {
					b.Fatal(err)
				}
				size = len(raw)
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}

func BenchmarkGet(b *testing.B) {
	list := city(b)
	for i := 0; b.Loop(); i++ {
		if _, err := list.Get(i & (1<<20 - 1)); err != nil {
			b.Fatal(err)
		}
	}
}
