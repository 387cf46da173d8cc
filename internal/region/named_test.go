package region

import (
	"slices"
	"testing"
)

func TestNamedIsStrictAboutSpelling(t *testing.T) {
	a := atlas(t)
	for query, want := range map[string][]string{
		"taba pingin":           {"16.73.07.1008"},
		"LUBUKLINGGAU TIMUR II": {"16.73.05"},
		"lubuk linggau timur 2": {"16.73.05"},
		"taba pingi":            nil,
		"":                      nil,
	} {
		if got := a.Named(query, "16.73"); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", query, got, want)
		}
	}
}

func TestBelowIsEveryKelurahanInside(t *testing.T) {
	a := atlas(t)
	if got := a.Below("16.73"); len(got) != 72 || !slices.IsSorted(got) {
		t.Errorf("the city has %d kelurahan", len(got))
	}
	if got := a.Below("16.73.07.1008"); !slices.Equal(got, []string{"16.73.07.1008"}) {
		t.Errorf("a kelurahan is inside itself: %v", got)
	}
	if got := a.Below("99.99"); got != nil {
		t.Errorf("an unknown area has %v", got)
	}
}
