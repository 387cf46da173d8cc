package register

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"

	"pgregory.net/rapid"
)

// scanned is a search done the slow way: every resident's name is read and compared with the question by
// rules written down a second time.
func scanned(all []Resident, text string, areas []string) []Hit {
	words := strings.Fields(plain(text))
	for _, stage := range []struct{ loose, most bool }{{false, false}, {true, false}, {true, true}} {
		var hits []scannedHit
		for _, p := range all {
			if areas != nil && !slices.Contains(areas, p.Area) {
				continue
			}
			if h, ok := scannedName(p, words, stage.loose, stage.most); ok {
				hits = append(hits, h)
			}
		}
		if len(hits) >= fewHits || stage.loose && len(hits) > 0 {
			slices.SortFunc(hits, func(a, b scannedHit) int {
				if a.tier != b.tier {
					return a.tier - b.tier
				}
				return strings.Compare(a.Resident.ID, b.Resident.ID)
			})
			found := make([]Hit, len(hits))
			for i, h := range hits {
				found[i] = h.Hit
			}
			return found
		}
	}
	return nil
}

type scannedHit struct {
	Hit
	tier int // 0 in order, 1 reordered, 2 begun, 3 misspelt, 4 with a word missing
}

// scannedName tries every way to give the words their own words of the name.
func scannedName(p Resident, words []string, loose, most bool) (scannedHit, bool) {
	var name []string
	for _, w := range strings.Fields(plain(p.Name)) {
		if f := fold(w); len(name) < maxNameWords && !slices.Contains(name, f) {
			name = append(name, f)
		}
	}
	long := len(slices.DeleteFunc(slices.Clone(words), func(w string) bool { return len(w) <= 2 }))
	best := 9
	var try func(i, tier, last, absent, absentLong int, used uint)
	try = func(i, tier, last, absent, absentLong int, used uint) {
		if i == len(words) {
			if absent == 0 || most && long > 0 && absent < len(words) && (absent == 1 && len(words) >= 3 || absentLong == 0) {
				best = min(best, tier)
			}
			return
		}
		for at, n := range name {
			if used&(1<<at) != 0 {
				continue
			}
			t, ok := scannedWord(words[i], n, loose, i == len(words)-1)
			if ok {
				next := max(tier, t)
				if at < last && next < 1 {
					next = 1
				}
				try(i+1, next, at, absent, absentLong, used|1<<at)
			}
		}
		if len(words[i]) > 2 {
			absentLong++
		}
		try(i+1, 4, last, absent+1, absentLong, used)
	}
	try(0, 0, -1, 0, 0, 0)
	match := MatchSimilar
	switch {
	case best <= 1:
		match = MatchExact
	case best == 2:
		match = MatchPrefix
	}
	return scannedHit{Hit{p, match}, best}, best < 9
}

func scannedWord(typed, term string, loose, last bool) (tier int, ok bool) {
	f := fold(typed)
	switch {
	case f == term:
		return 0, true
	case (loose || last || len(typed) <= 3) && (strings.HasPrefix(term, f) || strings.HasPrefix(term, foldStart(typed))):
		return 2, true
	case loose && len(f) >= 4 && slowDistance(f, term) <= (len(f)-1)/3 && slowDistance(f, term) <= 2:
		return 3, true
	}
	return 0, false
}

// slowDistance is the textbook's optimal string alignment.
func slowDistance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			d[i][j] = d[i-1][j-1] + 1
			if a[i-1] == b[j-1] {
				d[i][j] = d[i-1][j-1]
			}
			d[i][j] = min(d[i][j], d[i-1][j]+1, d[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

func TestSearchThatLooksAtPartSaysSo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegister(t, d)
		all := populate(t, r, 14, 1500)
		r.limits = searchLimits{narrow: 0, lists: 4, names: 0}
		for _, text := range []string{"s", "siti s", "m a"} {
			page, err := r.Search(context.Background(), Query{Text: text})
			if err != nil {
				t.Fatal(err)
			}
			want := scanned(all, text, nil)
			if !page.Capped || text == "s" && page.Total == 0 || page.Total > len(want) {
				t.Errorf("%q: %d of %d, capped %v", text, page.Total, len(want), page.Capped)
			}
			hits, _ := everyPage(t, r, Query{Text: text})
			fits := matchesOf(want)
			for _, h := range matchesOf(hits) {
				if _, ok := slices.BinarySearch(fits, h); !ok {
					t.Errorf("%q finds %s, a scan does not", text, h)
				}
			}
		}
	})
}

// everyPage follows a search to its end.
func everyPage(t interface{ Fatal(...any) }, r *Register, q Query) (hits []Hit, total int) {
	for {
		page, err := r.Search(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		hits = append(hits, page.Hits...)
		if page.Next == "" {
			return hits, page.Total
		}
		q.After = page.Next
	}
}

// matchesOf is who was found and why, in an order that both ways of searching share.
func matchesOf(hits []Hit) []string {
	list := make([]string, len(hits))
	for i, h := range hits {
		list[i] = fmt.Sprint(h.Match, " ", h.Resident.ID, " ", h.Resident.Name)
	}
	slices.Sort(list)
	return list
}

// disturbed makes of a name what somebody in a hurry types.
func disturbed(t *rapid.T, name string) string {
	words := strings.Fields(name)
	if rapid.Bool().Draw(t, "reorder") {
		words[0], words[len(words)-1] = words[len(words)-1], words[0]
	}
	if rapid.Bool().Draw(t, "begin") {
		i := rapid.IntRange(0, len(words)-1).Draw(t, "word")
		words[i] = words[i][:rapid.IntRange(1, len(words[i])).Draw(t, "letters")]
	}
	if rapid.Bool().Draw(t, "slip") {
		i := rapid.IntRange(0, len(words)-1).Draw(t, "slipped")
		at := rapid.IntRange(0, len(words[i])-1).Draw(t, "at")
		words[i] = words[i][:at] + rapid.StringMatching(`[A-Z]?`).Draw(t, "letter") + words[i][min(len(words[i]), at+rapid.IntRange(0, 1).Draw(t, "drop")):]
	}
	if rapid.Bool().Draw(t, "cut") && len(words) > 1 {
		words = words[1:]
	}
	return strings.TrimSpace(strings.ToLower(strings.Join(words, " ")))
}

func TestSearchFindsWhatAScanFinds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegister(t, d)
		all := populate(t, r, 8, 1500)
		rapid.Check(t, func(t *rapid.T) {
			r.limits.narrow = rapid.SampledFrom([]int64{0, 1, 3, 256}).Draw(t, "narrow")
			r.limits.names = rapid.SampledFrom([]int{0, 5, 400}).Draw(t, "names")
			text := disturbed(t, all[rapid.IntRange(0, len(all)-1).Draw(t, "who")].Name)
			compareWithScan(t, r, all, text, rapid.SampledFrom([]string{"", "", "16.73.03", "16.73.01.1001"}).Draw(t, "within"))
		})
	})
}

func compareWithScan(t *rapid.T, r *Register, all []Resident, text, within string) {
	words := strings.Fields(plain(text))
	seen := map[string]bool{}
	for _, w := range words {
		if seen[fold(w)] || len(fold(w)) == 0 {
			t.Skip("a word twice is one word")
		}
		seen[fold(w)] = true
	}
	if len(words) == 0 {
		t.Skip("nothing left")
	}
	var areas []string
	if within != "" {
		areas = fewPlaces{}.Below(within)
	}
	want := scanned(all, text, areas)
	got, total := everyPage(t, r, Query{Text: text, Within: within, Limit: 50})
	if total != len(want) {
		t.Fatalf("%q within %q: %d residents, a scan finds %d\n%s\n%s", text, within, total, len(want), matchesOf(got), matchesOf(want))
	}
	if total <= maxReach && !slices.Equal(matchesOf(got), matchesOf(want)) {
		t.Fatalf("%q within %q: got\n%s\nwant\n%s", text, within, strings.Join(matchesOf(got), "\n"), strings.Join(matchesOf(want), "\n"))
	}
	for i := 1; i < len(got); i++ {
		if better(got[i].Match) < better(got[i-1].Match) {
			t.Fatalf("%q: %s comes after %s", text, got[i].Match, got[i-1].Match)
		}
	}
}

func better(m Match) int { return slices.Index([]Match{MatchExact, MatchPrefix, MatchSimilar}, m) }
