package sim

import (
	"math/rand/v2"
	"testing"
	"time"

	"jemput/internal/civil"
	"jemput/internal/register"
)

var testDay = civil.Date{Year: 2026, Month: time.November, Day: 24}

func TestExactlySoManyMustHoldACard(t *testing.T) {
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 1))
		families := households(r, testDay, Residents)
		if err := settle(r, families, testDay, WajibKTP); err != nil {
			t.Fatal(err)
		}
		people, must, size := 0, 0, len(families)
		for _, f := range families {
			for _, m := range f {
				people++
				if m.must(testDay) {
					must++
				}
				if testDay.Before(m.born) {
					t.Fatalf("born in the future: %s", m.born)
				}
			}
		}
		if people != Residents || must != WajibKTP {
			t.Errorf("seed %d: %d people, %d must hold a card", seed, people, must)
		}
		if average := float64(people) / float64(size); average < 2.8 || average > 4.2 {
			t.Errorf("seed %d: %.2f people a family", seed, average)
		}
	}
}

func TestNumbersAreUniqueAndWellFormed(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	n := newNamer(r, testDay)
	seen, cards, odd, total := map[register.NIK]bool{}, map[register.FamilyCard]int{}, 0, 0
	for i, f := range households(r, testDay, 60000) {
		card := register.FamilyCard("")
		for _, p := range n.family(f, "16.73.01.1001") {
			if !p.NIK.Valid() || !p.FamilyCard.Valid() || seen[p.NIK] || p.Name == "" {
				t.Fatalf("family %d: %+v", i, p)
			}
			if card != "" && card != p.FamilyCard {
				t.Fatal("a family with two cards")
			}
			card = p.FamilyCard
			seen[p.NIK] = true
			total++
			if p.NIK[6:12] != register.MakeNIK("16.73.01", p.BirthDate, p.Sex, 1)[6:12] {
				odd++
			}
		}
		if cards[card]++; cards[card] > 1 {
			t.Fatal("two families with one card")
		}
	}
	if share := float64(odd) / float64(total); share < 0.001 || share > 0.006 {
		t.Errorf("%.4f of the numbers disagree with their record", share)
	}
}
