package register

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/fault"
)

// namedPeople puts residents with exactly these names into a register.
func namedPeople(t testing.TB, r *Register, names ...string) []Resident {
	t.Helper()
	p, ids := newPeople(99), idMaker{now: testNow}
	var all []Resident
	_, err := r.BulkInsert(context.Background(), func() (Resident, bool) {
		if len(all) == len(names) {
			return Resident{}, false
		}
		one := p.next()
		one.ID, one.Name = ids.next(), names[len(all)]
		all = append(all, one)
		return one, true
	}, Source{Kind: Generated, Name: "names", City: "16.73"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestSearchByNameAsPeopleType(t *testing.T) {
	names := []string{"SITI AMINAH", "AMINAH SITI", "SITI AMINAH RAHAYU", "SITI AMINI", "SITI NURHALIZA", "NUR SITI", "MUHAMMAD ALI", "MOCHAMAD JUSUF", "MUHAMMAD YUSUF HASAN",
		"SOEKARNO PUTRA", "SUKARNO", "DJOKO TJIPTO", "M. ALI AKBAR", "ST. MARYAM", "ABD. RAHMAN", "H. AHMAD DAHLAN", "RAHMAH"}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegister(t, d)
		namedPeople(t, r, names...)
		for _, c := range []struct{ text, want string }{
			{"siti aminah", "exact SITI AMINAH|exact SITI AMINAH RAHAYU|exact AMINAH SITI|similar SITI AMINI"},
			{"AMINAH, SITI", "exact AMINAH SITI|exact SITI AMINAH|exact SITI AMINAH RAHAYU|similar SITI AMINI"},
			{"siti n", "prefix SITI NURHALIZA|prefix NUR SITI"},
			{"muhamad yusup", "similar MOCHAMAD JUSUF|similar MUHAMMAD YUSUF HASAN"},
			{"Muh. Yusuf", "exact MOCHAMAD JUSUF|exact MUHAMMAD YUSUF HASAN"},
			{"sukarno", "exact SUKARNO|exact SOEKARNO PUTRA"},
			{"joko cipto", "exact DJOKO TJIPTO"},
			{"m ali", "exact M. ALI AKBAR|prefix MUHAMMAD ALI"},
			{"muh ali", "exact MUHAMMAD ALI"},
			{"siti maryam", "exact ST. MARYAM"},
			{"abdul rahman", "exact ABD. RAHMAN"},
			{"abdurahman", ""},
			{"hj siti nurhaliza", "similar SITI NURHALIZA"},
			{"drs ahmad dahlan", "similar H. AHMAD DAHLAN"},
			{"siti nurhalisa", "exact SITI NURHALIZA"},
			{"nurhlaiza", "similar SITI NURHALIZA"},
			{"siti siti siti amini", "exact SITI AMINI|similar SITI AMINAH|similar SITI AMINAH RAHAYU|similar AMINAH SITI"},
			{"rahayu aminah siti", "exact SITI AMINAH RAHAYU"},
			{"xenophon", ""},
		} {
			page, err := r.Search(context.Background(), Query{Text: c.text})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, h := range page.Hits {
				got = append(got, string(h.Match)+" "+h.Resident.Name)
			}
			if joined := strings.Join(got, "|"); joined != c.want {
				t.Errorf("%q finds %q, want %q", c.text, joined, c.want)
			}
		}
	})
}

func TestSearchByNumber(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegister(t, d)
		all := populate(t, r, 9, 300)
		for _, p := range all[:20] {
			n := p.NIK.Reveal()
			for _, text := range []string{n, "'" + n, n[:6] + " " + n[6:12] + " " + n[12:], n[:4] + "." + n[4:], " NIK: " + n + "\n"} {
				page, err := r.Search(context.Background(), Query{Text: text, Within: "16.73.01.1001"})
				if err != nil || page.Total != 1 || page.Hits[0].Resident.ID != p.ID || page.Hits[0].Match != MatchExact {
					t.Fatalf("by NIK: %d hits, %v", page.Total, err)
				}
			}
			family, err := r.Family(context.Background(), p.FamilyCard)
			if err != nil {
				t.Fatal(err)
			}
			hits, total := everyPage(t, r, Query{Text: "KK " + p.FamilyCard.Reveal(), Limit: 2})
			if total != len(family) || len(hits) != len(family) {
				t.Fatalf("%d of %d members", len(hits), len(family))
			}
			for i := range family {
				if hits[i].Resident != family[i] {
					t.Fatal("the family is not in the order of its card")
				}
			}
		}
		if page, err := r.Search(context.Background(), Query{Text: "9999999999999999"}); err != nil || page.Total != 0 || page.Hits == nil {
			t.Fatalf("a number that nobody has: %+v, %v", page, err)
		}
	})
}

func TestSearchByNameAndArea(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegister(t, d)
		all := populate(t, r, 10, 3000)
		for _, p := range all[:30] {
			area, _ := fewPlaces{}.Name(p.Area)
			kecamatan, _ := fewPlaces{}.Name(p.Area[:8])
			for _, text := range []string{p.Name + " " + area, p.Name + ", kel. " + area, p.Name + " di kec " + strings.ToLower(kecamatan)} {
				hits, total := everyPage(t, r, Query{Text: text})
				if total == 0 || !slices.ContainsFunc(hits, func(h Hit) bool { return h.Resident.ID == p.ID }) {
					t.Fatalf("%q does not find the resident", text)
				}
				for _, h := range hits {
					if h.Resident.Area[:8] != p.Area[:8] {
						t.Fatalf("%q finds somebody of %s", text, h.Resident.Area)
					}
				}
			}
			elsewhere := fmt.Sprintf("16.73.%02d", int(p.Area[7]-'0')%8+1)
			hits, _ := everyPage(t, r, Query{Text: p.Name + " " + area, Within: elsewhere})
			for _, h := range hits {
				if h.Resident.Area[:8] != elsewhere {
					t.Fatalf("within %s finds somebody of %s", elsewhere, h.Resident.Area)
				}
			}
		}
	})
}

func TestEqualHitsComeByNameAndPageByPage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegister(t, d)
		var names []string
		for i := range 90 {
			names = append(names, "SITI "+string(rune('A'+i*7%26))+string(rune('A'+i%5))+"NARTI")
		}
		namedPeople(t, r, names...)
		var ids []string
		for _, limit := range []int{1, 7, 20, 100} {
			hits, total := everyPage(t, r, Query{Text: "siti", Limit: limit})
			if len(hits) != len(names) || total != len(names) {
				t.Fatalf("%d hits of %d", len(hits), total)
			}
			sorted := slices.IsSortedFunc(hits, func(a, b Hit) int {
				return cmp.Or(strings.Compare(a.Resident.Name, b.Resident.Name), strings.Compare(a.Resident.ID, b.Resident.ID))
			})
			now := make([]string, len(hits))
			for i, h := range hits {
				now[i] = h.Resident.ID
			}
			if !sorted || ids != nil && !slices.Equal(now, ids) {
				t.Fatalf("pages of %d are in another order", limit)
			}
			ids = now
		}
	})
}

func TestManyHitsAreCapped(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegister(t, d)
		all := populate(t, r, 13, 9000)
		want := 0
		for _, p := range all {
			if slices.Contains(strings.Fields(p.Name), "SITI") {
				want++
			}
		}
		page, err := r.Search(context.Background(), Query{Text: "siti"})
		if err != nil || page.Total != want || !page.Capped || want <= maxReach {
			t.Fatalf("%d of %d, capped %v: %v", page.Total, want, page.Capped, err)
		}
		seen := map[string]bool{}
		hits, _ := everyPage(t, r, Query{Text: "siti", Limit: 60})
		for _, h := range hits {
			seen[h.Resident.ID] = true
		}
		if len(hits) != maxReach || len(seen) != maxReach {
			t.Fatalf("%d hits, %d residents can be paged to", len(hits), len(seen))
		}
	})
}

func TestSearchSeesWhatAnotherProcessAdds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		at := testNow()
		mine, other := newRegister(t, d), newRegister(t, d)
		mine.now = func() time.Time { return at }
		namedPeople(t, other, "SITI AMINAH")
		count := func(text string) int {
			page, err := mine.Search(context.Background(), Query{Text: text})
			if err != nil {
				t.Fatal(err)
			}
			return page.Total
		}
		if count("aminah") != 1 {
			t.Fatal("not found")
		}
		p := newPeople(5)
		p.serial = 500
		one := p.next()
		one.Name, one.ID = "XAVERIUS ROBERTUS", ""
		left := 1
		if _, err := other.BulkInsert(context.Background(), func() (Resident, bool) { left--; return one, left == 0 }, Source{Kind: Generated, Name: "t"}, nil); err != nil {
			t.Fatal(err)
		}
		if count("robertus") != 1 {
			t.Fatal("an exact word is found at once")
		}
		at = at.Add(rereadAfter)
		if count("robertis") != 1 || count("rober") != 1 {
			t.Fatal("a new word is completed and corrected after a while")
		}
	})
}

func TestDirtySearchesAnswer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegister(t, d)
		populate(t, r, 11, 200)
		for text, code := range map[string]string{
			"": "search_text_empty", "  \t\n": "search_text_empty", "😀": "search_text_empty", "%": "search_text_empty", "'": "search_text_empty", "…": "search_text_empty",
			strings.Repeat("SITI ", 2000): "search_text_long", strings.Repeat("9", 15): "search_number_length", strings.Repeat("9", 17): "search_number_length", "1.67301E+15": "search_number_length",
			"siti 😀": "", "%siti%": "", "'; DROP TABLE resident; --": "", `"siti" OR 1=1`: "", "si\x00ti": "", "\xff\xfesiti": "", "S1T1": "", "O'NEIL": "", "ŞİTİ": "",
			strings.Repeat("A ", 90): "", strings.Repeat("AB", 90): "", strings.Repeat("x", 200): "", "@16.73.01.1001": "search_number_length", "#ab": "",
		} {
			page, err := r.Search(context.Background(), Query{Text: text})
			if got := fault.CodeOf(err); err != nil && got != code || err == nil && code != "" {
				t.Errorf("%.20q: %v, want %q", text, err, code)
			}
			if err == nil && page.Hits == nil {
				t.Errorf("%.20q: no list", text)
			}
		}
		for _, q := range []Query{{Text: "siti", After: "x"}, {Text: "siti", After: "-1"}, {Text: "siti", After: "301"}, {Text: "siti", Within: "99"}, {Text: "siti", Within: "'"}} {
			if _, err := r.Search(context.Background(), q); fault.KindOf(err) != fault.Invalid {
				t.Errorf("%+v: %v", q, err)
			}
		}
		if page, err := r.Search(context.Background(), Query{Text: "siti", After: "300"}); err != nil || len(page.Hits) != 0 {
			t.Errorf("behind the end: %v", err)
		}
	})
}

func FuzzQuestion(f *testing.F) {
	for _, text := range []string{"siti aminah taba pingin", "'1673 0101.0101-0001", "M. ALI, kel. X", "%😀\x00", "Şïtî", "1.67E+15"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := readQuestion(text)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		if q.number != "" {
			if !sixteenDigits(q.number) {
				t.Fatalf("%q is no number", q.number)
			}
			return
		}
		words := nameWords(q.tokens)
		if len(words) == 0 || len(words) > maxQueryWords {
			t.Fatalf("%d words", len(words))
		}
		for _, w := range words {
			if !isPlain(w.typed+w.folded) || w.folded == "" || w.typed == "" || strings.Contains(w.folded, " ") {
				t.Fatalf("%q, %q", w.typed, w.folded)
			}
			if c, ok := w.class(w.folded, false); !ok || c != exactly {
				t.Fatalf("%q does not find itself", w.typed)
			}
		}
		weigh(words, &wordList{})
		q.tails(fewPlaces{}, "")
	})
}
