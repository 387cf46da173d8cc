package register

import (
	"context"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
)

func day(y, m, d int) civil.Date { return civil.Date{Year: y, Month: time.Month(m), Day: d} }

// insertNamed puts people of these names and birth dates into the register.
func insertNamed(t testing.TB, r *Register, named []Given) (ids []string) {
	t.Helper()
	p, i := newPeople(9), 0
	maker := idMaker{now: testNow}
	_, err := r.BulkInsert(context.Background(), func() (Resident, bool) {
		if i == len(named) {
			return Resident{}, false
		}
		one := p.next()
		one.ID, one.Name, one.BirthDate, one.Sex, one.Life = maker.next(), named[i].Name, named[i].Born, named[i].Sex, Living
		ids = append(ids, one.ID)
		i++
		return one, true
	}, Source{Kind: Generated, Name: "test", City: "16.73"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func TestIdentifySaysHowSureItIs(t *testing.T) {
	born := day(1985, 3, 9)
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegister(t, d)
		ids := insertNamed(t, r, []Given{
			{Name: "BUDI SANTOSO", Born: born, Sex: Male},
			{Name: "SITI NURHAYATI", Born: day(1990, 5, 14), Sex: Female},
			{Name: "MUHAMMAD YUSUF", Born: day(1979, 1, 2), Sex: Male},
			{Name: "DEWI LESTARI", Born: day(1988, 8, 8), Sex: Female}, {Name: "DEWI LESTARI", Born: day(1988, 8, 8), Sex: Female},
		})
		for _, c := range []struct {
			given Given
			want  Likeness
			who   int
		}{
			{Given{Name: "Budi Santoso", Born: born}, LikeSame, 0},
			{Given{Name: "SANTOSO  BUDI", Born: born, Sex: Male}, LikeSame, 0},
			{Given{Name: "Moh. Jusuf", Born: day(1979, 1, 2)}, LikeSame, 2}, // as it sounds
			{Given{Name: "BUDI SANTOSO", Born: born, Sex: Female}, LikeSex, 0},
			{Given{Name: "BUDI", Born: born}, LikeName, 0},
			{Given{Name: "B. SANTOSO", Born: born}, LikeName, 0},
			{Given{Name: "BUDDY SANTOZA", Born: born}, LikeName, 0},
			{Given{Name: "SITI NUR HAYATI", Born: day(1990, 5, 14)}, LikeName, 1},
			{Given{Name: "BUDI SANTOSO", Born: day(1985, 9, 3)}, LikeBirth, 0}, // day and month swapped
			{Given{Name: "BUDI SANTOSO", Born: day(1961, 12, 30)}, LikeBirth, 0},
			{Given{Name: "BUDI SANTOSO"}, LikeNameAlone, 0},
			{Given{Name: "AGUS WIBOWO", Born: born}, "", 0},
			{Given{Name: "B", Born: born}, "", 0},
			{Given{Name: "", Born: born}, "", 0},
		} {
			got, err := r.Identify(context.Background(), d.Read(), []Given{c.given})
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case c.want == "" && len(got[0]) > 0:
				t.Errorf("%+v: %+v, want nobody", c.given, got[0])
			case c.want != "" && (len(got[0]) != 1 || got[0][0].Likeness != c.want || got[0][0].ID != ids[c.who]):
				t.Errorf("%+v: %+v, want %s", c.given, got[0], c.want)
			}
		}
		both, err := r.Identify(context.Background(), d.Read(), []Given{{Name: "DEWI LESTARI", Born: day(1988, 8, 8)}})
		if err != nil || len(both[0]) != 2 || both[0][1].Likeness != LikeSame {
			t.Errorf("namesakes of one birthday: %+v, %v", both, err)
		}
	})
}

// Everybody is found by their own name and birth date, in whatever order and case it is written, and those who
// are called "same" are exactly those whom a comparison one by one would give.
func TestIdentifyAgreesWithLookingAtEverybody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegister(t, d)
		all := populate(t, r, 21, 1500)
		s := newIdentity(nil)
		rapid.Check(t, func(rt *rapid.T) {
			p := rapid.SampledFrom(all).Draw(rt, "person")
			words := rapid.Permutation(splitName(p.Name)).Draw(rt, "order")
			given := Given{Name: words[0], Born: p.BirthDate, Sex: p.Sex}
			for _, w := range words[1:] {
				given.Name += " " + w
			}
			want := []string{}
			key := slices.Clone(s.wordsOf(p.Name))
			for i := range all {
				o := &all[i]
				if o.BirthDate == p.BirthDate && o.Sex == p.Sex && slices.Equal(key, s.wordsOf(o.Name)) {
					want = append(want, o.ID)
				}
			}
			got, err := r.Identify(context.Background(), d.Read(), []Given{given})
			if err != nil {
				rt.Fatal(err)
			}
			same := []string{}
			for _, l := range got[0] {
				if l.Likeness == LikeSame {
					same = append(same, l.ID)
				}
			}
			slices.Sort(want)
			if !slices.Equal(same, want) {
				rt.Fatalf("%v, want %v", same, want)
			}
		})
	})
}

func splitName(name string) (words []string) {
	eachWord(name, func(w string) { words = append(words, w) })
	return words
}

func TestOneSlip(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"1985-03-09", "1985-03-19", true}, {"1985-03-09", "1985-09-03", true}, {"1985-03-09", "1958-03-09", true},
		{"1985-03-09", "1986-04-09", false}, {"1985-03-09", "1985-04-10", false},
	} {
		if oneSlip(c.a, c.b) != c.want || oneSlip(c.b, c.a) != c.want {
			t.Errorf("%s and %s", c.a, c.b)
		}
	}
}

func BenchmarkIdentifyThreeThousand(b *testing.B) {
	d := dbtest.SQLite(b)
	r := newRegister(b, d)
	all := populate(b, r, 5, 247_550)
	people := make([]Given, 3000)
	for i := range people {
		people[i] = Given{Name: all[i*80].Name, Born: all[i*80].BirthDate, Sex: all[i*80].Sex}
	}
	for b.Loop() {
		if _, err := r.Identify(context.Background(), d.Read(), people); err != nil {
			b.Fatal(err)
		}
	}
}
