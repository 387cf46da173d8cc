package region

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestKeysAgree(t *testing.T) {
	for _, same := range [][]string{
		{"Lubuk Linggau Timur I", "LUBUKLINGGAU TIMUR 1", "lubuk lingau timur-i", "LubukLinggau Timur 01", "Lubuklinggau TimurI", "llg timur 1"},
		{"Belalau II", "belalau 2", "BELALAU II", "Belalau2"},
		{"Tanjung Aman", "Tj. Aman", "TJG AMAN", "Tanjong Aman"},
		{"Ra'as", "Raas", `Ra"as`, "RA’AS"},
		{"Sumber Djaja", "sumber jaja"},
		{"Kédung", "kedung"},
	} {
		for _, other := range same[1:] {
			if key(other) != key(same[0]) {
				t.Errorf("%q has the key %q, %q has %q", same[0], key(same[0]), other, key(other))
			}
		}
	}
	for _, apart := range [][2]string{
		{"Timur I", "Timur II"}, {"Belalau I", "Belalau"}, {"Lambang Sari I, II", "Lambang Sari XII"}, {"Air Kuti", "Air Kati"},
	} {
		if key(apart[0]) == key(apart[1]) {
			t.Errorf("%q and %q have the key %q", apart[0], apart[1], key(apart[0]))
		}
	}
}

func TestKelurahan(t *testing.T) {
	a := atlas(t)
	for _, c := range []struct{ name, within, want string }{
		{"AIR KUTI", "16.73", "16.73.01.1001"},
		{"airkuti", "16.73.01", "16.73.01.1001"},
		{"Air Kuti", "16.73.02", ""},
		{"Air Keti", "16.73", ""}, // Air Kuti or Air Kati
		{"Kel. Taba Jemekeh", "16.73", "16.73.01.1003"},
		{"Taba Jemeke", "16.73", "16.73.01.1003"},
		{"Taba Jemekeh, Kec. Lubuklinggau Timur 1", "", "16.73.01.1003"},
		{"Taba Jemekeh, Kec. Lubuklinggau Timur 2", "", ""},
		{"belalau 2", "16.73", "16.73.04.1006"},
		{"belalau", "16.73", ""},
		{"belalau 3", "16.73", ""},
		{"Tj. Aman", "16.73", "16.73.02.1018"},
		{"Lubuk Linggau Ilir", "16.73", "16.73.06.1006"},
		{"Margo rejo", "16.73", "16.73.04.1008"},
		{"Sukajadi", "", ""},
		{"Sukajadi, Kota Lubuklinggau", "", "16.73.02.1009"},
		{"Desa Baru", "15.07", ""},
		{"", "16.73", ""},
		{"...", "16.73", ""},
		{"Air Kuti", "16.73.01.1001", ""},
		{"Air Kuti", "nowhere", ""},
	} {
		if got, ok := a.Kelurahan(c.name, c.within); got != c.want || ok != (c.want != "") {
			t.Errorf("Kelurahan(%q, %q) = %q, %v, want %q", c.name, c.within, got, ok, c.want)
		}
	}
}

func TestSearchFindsFirst(t *testing.T) {
	a := atlas(t)
	for _, c := range []struct{ typed, within, want string }{
		{"lubuk linggau timur 1", "", "16.73.01"},
		{"Lubuklinggau Timur I", "", "16.73.01"},
		{"lubuk lingau timor 1", "16", "16.73.01"},
		{"timur 2", "16.73", "16.73.05"},
		{"kec. lubuklinggau selatan ii", "", "16.73.07"},
		{"lubuklinggau", "", "16.73"},
		{"kota lubuk linggau", "", "16.73"},
		{"taba je", "16.73", "16.73.01.1003"},
		{"taba jemkeh", "16.73", "16.73.01.1003"},
		{"kel taba koji kec lubuklinggau timur 1", "", "16.73.01.1015"},
		{"kec lubuklinggau timur 1, kel taba koji", "", "16.73.01.1015"},
		{"sukajadi, lubuklinggau", "", "16.73.02.1009"},
		{"kota bandung", "", "32.73"},
		{"kab. bandung", "", "32.04"},
		{"bandung", "", "32.73"},
		{"sumatra selatan", "", "16"},
		{"kota baru", "63", "63.02"},
		{"1673", "", "16.73"},
		{"16.73.01.1001", "", "16.73.01.1001"},
		{"1673011001", "16.73", "16.73.01.1001"},
		{"", "16.73", "16.73.01"},
	} {
		got := a.Search(c.typed, c.within, 5)
		if len(got) == 0 || got[0].Code != c.want {
			t.Errorf("Search(%q, %q) = %v, want %s first", c.typed, c.within, got, c.want)
		}
	}
	for _, nothing := range []string{"xqzwk", "!!!", "99.99"} {
		if got := a.Search(nothing, "", 5); len(got) != 0 {
			t.Errorf("Search(%q) = %v", nothing, got)
		}
	}
}

// TestSearchForgives types every kelurahan's name with one wrong letter and expects it among the first five.
func TestSearchForgives(t *testing.T) {
	a := atlas(t)
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SampledFrom(domainNames).Draw(t, "area")
		typed := []byte(strings.ToLower(want.Name))
		if len(key(want.Name)) < 6 {
			t.Skip("too short to be told from another")
		}
		at := rapid.IntRange(0, len(typed)-1).Draw(t, "at")
		if typed[at] == ' ' || strings.HasSuffix(want.Name, "I") && at > len(typed)-4 {
			t.Skip("not a letter of a word")
		}
		typed[at] = byte(rapid.IntRange('a', 'z').Draw(t, "letter"))
		if len(key(string(typed))) != len(key(want.Name)) {
			t.Skip("a doubled letter or a short form: more than one is wrong")
		}
		for _, got := range a.Search(string(typed), "16.73", 5) {
			if got.Code == want.Code {
				return
			}
		}
		t.Fatalf("%q does not find %q: %v", typed, want.Name, a.Search(string(typed), "16.73", 5))
	})
}

func TestSearchStaysInside(t *testing.T) {
	a := atlas(t)
	rapid.Check(t, func(t *rapid.T) {
		within := rapid.SampledFrom([]string{"", "16", "16.73", "16.73.01", "16.73.01.1001", "31", "nowhere"}).Draw(t, "within")
		typed := rapid.OneOf(rapid.String(), rapid.StringMatching(`(kec|kel|kota|desa)?[. ]?[a-z]{1,4} ?[a-zI]{0,8}(, )?[0-9.]{0,5}`)).Draw(t, "typed")
		limit := rapid.IntRange(0, 20).Draw(t, "limit")
		got := a.Search(typed, within, limit)
		if len(got) > limit {
			t.Fatalf("%d areas, limit %d", len(got), limit)
		}
		seen := map[string]bool{}
		for _, g := range got {
			if seen[g.Code] || within != "" && !strings.HasPrefix(g.Code, within+".") {
				t.Fatalf("%v twice or outside of %q", g, within)
			}
			seen[g.Code] = true
		}
	})
}

// slowDistance is the textbook's table.
func slowDistance(a, b string) (whole, beginning int) {
	row := make([]int, len(a)+1)
	for i := range row {
		row[i] = i
	}
	beginning = len(a)
	for j := range len(b) {
		diagonal := row[0]
		row[0] = j + 1
		for i := range len(a) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[i+1]
			row[i+1] = min(replaced, row[i]+1, row[i+1]+1)
		}
		beginning = min(beginning, row[len(a)])
	}
	return row[len(a)], beginning
}

func TestDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-d1]{1,64}`)
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		whole, beginning := newPattern(a).distance(b)
		if w, p := slowDistance(a, b); whole != w || beginning != p {
			t.Fatalf("%q %q: %d %d, want %d %d", a, b, whole, beginning, w, p)
		}
	})
	if d, _ := newPattern("").distance("abc"); d != 3 || math.Signbit(float64(d)) {
		t.Error("the empty pattern")
	}
}

func BenchmarkKelurahanInCity(b *testing.B) {
	a := atlas(b)
	a.keys()
	for b.Loop() {
		a.Kelurahan("TABA JEMEKE", "16.73")
	}
}

func BenchmarkSearchNation(b *testing.B) {
	a := atlas(b)
	a.keys()
	for b.Loop() {
		a.Search("lubuk lingau timor 1", "", 20)
	}
}

func BenchmarkSearchCity(b *testing.B) {
	a := atlas(b)
	a.keys()
	for b.Loop() {
		a.Search("taba jemkeh", "16.73", 20)
	}
}
