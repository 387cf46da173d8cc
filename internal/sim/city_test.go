package sim

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"testing"
	"time"

	"jemput/internal/region"
	"jemput/internal/register"
)

// smallSize is a city in miniature, for what is tried on both engines.
var smallSize = size{residents: 12_000, wajibKTP: 8_145, realised: 195, target: 2_036, outsiders: 40}

func TestTheCityHasItsNumbers(t *testing.T) {
	n := wholeCity(t)
	ctx := context.Background()
	census, err := n.Register.Census(ctx, City, testDay)
	fatal(t, err)
	var residents, must, recorded int
	for _, c := range census {
		residents += c.Residents
		must += c.WajibKTP
		recorded += c.Recorded
		if c.WajibKTP == 0 {
			t.Errorf("nobody in %s", c.Area)
		}
	}
	if residents != 247_550 || must != 168_015 || len(census) != 72 {
		t.Errorf("%d residents of whom %d must hold a card, in %d kelurahan", residents, must, len(census))
	}
	if share := recorded * 1000 / must; share < 950 || share > 990 {
		t.Errorf("%d per mille are recorded", share)
	}
	status, err := n.Targets.Status(ctx)
	if err != nil || status.Realised != 4_015 || status.Target != 42_000 || status.PercentOfBase.String() != "2.39" || status.PercentOfTarget.String() != "9.56" {
		t.Errorf("%+v %v", status, err)
	}
}

func TestNobodyIsInTwoInstitutions(t *testing.T) {
	n := wholeCity(t)
	var rows, people int
	fatal(t, n.DB.Read().QueryRowContext(context.Background(), `SELECT COUNT(*), COUNT(DISTINCT resident_id) FROM outreach_member`).Scan(&rows, &people))
	if rows != people || rows < 10_000 {
		t.Errorf("%d memberships of %d people", rows, people)
	}
}

// fingerprint is a hash over everything that a seed and a day make.
func fingerprint(t *testing.T, seed uint64, day int) string {
	t.Helper()
	atlas, err := region.Load()
	fatal(t, err)
	today := testDay.AddDays(day)
	r := rand.New(rand.NewPCG(seed, uint64(day)))
	people, err := newPopulation(r, atlas, today, smallSize)
	fatal(t, err)
	h := fnv.New64a()
	for p, ok := people.next(); ok; p, ok = people.next() {
		fmt.Fprintln(h, p.ID, string(p.NIK), string(p.FamilyCard), p.Name, p.Sex, p.BirthDate, p.Area, p.KTPStatus, p.Occupation, p.Contact)
	}
	list := bodies(r, &people.namer.ids, people.candidates)
	fmt.Fprintln(h, list)
	past := tell(r, &people.namer.ids, today, time.UTC, people.candidates, list, []string{"a", "b"}, smallSize.realised)
	fmt.Fprintln(h, past.visits, past.past)
	return fmt.Sprintf("%x", h.Sum64())
}

func TestTheSameSeedAndDayMakeTheSameCity(t *testing.T) {
	first := fingerprint(t, 1673, 0)
	if again := fingerprint(t, 1673, 0); again != first {
		t.Errorf("%s, then %s", first, again)
	}
	if other := fingerprint(t, 1674, 0); other == first {
		t.Error("another seed makes the same city")
	}
	if other := fingerprint(t, 1673, 1); other == first {
		t.Error("another day makes the same city")
	}
}

func TestFamiliesArePlausible(t *testing.T) {
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 1))
		families := households(r, testDay, Residents)
		fatal(t, settle(r, families, testDay, WajibKTP))
		for _, f := range families {
			for i, m := range f {
				if m.relation == relationHead && m.born.Age(testDay) < 18 || m.marital != register.Single && m.born.Age(testDay) < 17 {
					t.Fatalf("head or spouse at %d: %+v", m.born.Age(testDay), f)
				}
				if m.relation != relationChild {
					continue
				}
				for j, other := range f {
					switch apart := m.born.DaysSince(other.born); {
					case (other.relation == relationHead || other.relation == relationWife) && m.born.Before(other.born.AddYears(17)):
						t.Fatalf("a parent born on %s, a child on %s", other.born, m.born)
					case other.relation == relationChild && j != i && apart > -270 && apart < 270:
						t.Fatalf("children born on %s and %s", m.born, other.born)
					}
				}
			}
		}
	}
}
