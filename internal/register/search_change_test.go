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

// city is a register and what must be in it.
type city struct {
	r    *Register
	d    *db.DB
	all  []Resident // by number: all[i] has number i
	gone map[int]bool
}

func (c *city) present() []Resident {
	var there []Resident
	for i, p := range c.all {
		if !c.gone[i] {
			there = append(there, p)
		}
	}
	return there
}

// change gives residents another name, area or card, takes some out of the index and puts others back, in one
// transaction. A row whose resident left stays, so that a search that still finds it is caught.
func (c *city) change(t *rapid.T) {
	f := newFinisher(c.r.sealer, testNow)
	numbers := rapid.SliceOfNDistinct(rapid.IntRange(0, len(c.all)-1), 1, 12, rapid.ID[int]).Draw(t, "numbers")
	slices.Sort(numbers)
	err := c.d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		var list []reindex
		for _, no := range numbers {
			old := c.all[no]
			if c.gone[no] {
				delete(c.gone, no)
				list = append(list, f.reindex(int64(no), nil, &old))
				continue
			}
			if rapid.IntRange(0, 3).Draw(t, "leaves") == 0 {
				c.gone[no] = true
				list = append(list, f.reindex(int64(no), &old, nil))
				continue
			}
			next := c.altered(t, old)
			list = append(list, f.reindex(int64(no), &old, &next))
			w := f.row(&next, 0)
			if _, err := tx.ExecContext(ctx, `UPDATE resident SET name = $1, area = $2, sealed = $3 WHERE no = $4`, w.name, w.area, w.sealed, int64(no)); err != nil {
				return err
			}
			c.all[no] = next
		}
		return writeReindex(ctx, tx, list)
	})
	if err != nil {
		t.Fatal(err)
	}
	c.r.words.forget()
}

func (c *city) altered(t *rapid.T, p Resident) Resident {
	other := c.all[rapid.IntRange(0, len(c.all)-1).Draw(t, "like")]
	switch rapid.IntRange(0, 3).Draw(t, "what") {
	case 0:
		p.Name = other.Name
	case 1:
		p.Name += " " + strings.Fields(other.Name)[0]
	case 2:
		p.Area = other.Area
	default:
		p.FamilyCard = other.FamilyCard
	}
	return p
}

func TestSearchEqualsAScanAfterChanges(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := &city{r: newRegister(t, d), d: d, gone: map[int]bool{}}
		populate(t, c.r, 12, 400)
		c.readNumbers(t)
		rapid.Check(t, func(t *rapid.T) {
			c.change(t)
			there := c.present()
			p := there[rapid.IntRange(0, len(there)-1).Draw(t, "who")]
			within := rapid.SampledFrom([]string{"", p.Area, p.Area[:8]}).Draw(t, "within")
			compareWithScan(t, c.r, there, disturbed(t, p.Name), within)
			c.compareFamily(t, p.FamilyCard, there)
		})
		c.compareWords(t)
	})
}

// readNumbers brings the residents into the order of their numbers.
func (c *city) readNumbers(t *testing.T) {
	err := eachRow(context.Background(), c.d.Read(), `SELECT `+residentColumns+` FROM resident ORDER BY no`, nil, func(w *row) error {
		p, err := c.r.resident(w)
		if int(w.no) != len(c.all) {
			return fmt.Errorf("number %d, want %d", w.no, len(c.all))
		}
		p.Warnings = 0
		c.all = append(c.all, p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (c *city) compareFamily(t *rapid.T, card FamilyCard, there []Resident) {
	want := 0
	for _, p := range there {
		if p.FamilyCard == card {
			want++
		}
	}
	if page, err := c.r.Search(context.Background(), Query{Text: card.Reveal(), Limit: 100}); err != nil || page.Total != want {
		t.Fatalf("%d on the card, want %d: %v", page.Total, want, err)
	}
}

// compareWords checks that the vocabulary is that of the residents who are left.
func (c *city) compareWords(t *testing.T) {
	want := map[string]int64{}
	for _, p := range c.present() {
		for _, posting := range postingsOf(nil, p.Name, p.Area, cardKey{}, fold) {
			if isWord(posting.term) {
				want[posting.term]++
			}
		}
	}
	l, err := c.r.currentWords(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(l.words) != len(want) {
		t.Errorf("%d words, want %d", len(l.words), len(want))
	}
	for word, n := range want {
		if l.count(word) != n {
			t.Errorf("%s: counted %d, want %d", word, l.count(word), n)
		}
	}
}
