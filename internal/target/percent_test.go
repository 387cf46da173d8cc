package target

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestSharesThatWerePublished(t *testing.T) {
	const base, goal = 168_015, 42_000
	for _, c := range []struct {
		part, whole int64
		want        string
	}{
		{4_015, base, "2.39"}, {4_015, goal, "9.56"}, {203_479, 680_160, "29.92"}, {19_740, 516_875, "3.82"}, {19_740, 510_493, "3.87"},
		{0, base, "0.00"}, {5, 0, "0.00"}, {1, 20_000, "0.01"}, {1, 20_001, "0.00"}, {1, 3, "33.33"}, {2, 3, "66.67"}, {goal, goal, "100.00"},
		{math.MaxInt64, math.MaxInt64, "100.00"}, {1, math.MaxInt64, "0.00"}, {280_000_000, 200_000_000, "140.00"},
		{math.MaxInt64, 1, tooMuch.String()},
	} {
		if got := share(c.part, c.whole).String(); got != c.want {
			t.Errorf("%d of %d: %s %%, want %s", c.part, c.whole, got, c.want)
		}
	}
}

func TestNoGoalIsReachedEarly(t *testing.T) {
	said := Target{Base: 168_015, Number: 42_000, PercentBP: 25_00} // 25 % is 42,003.75
	for _, c := range []struct {
		g                Target
		realised         int64
		ofBase, ofTarget string
	}{
		{said, 41_999, "24.99", "99.99"},  // 24.997 %, 99.998 %
		{said, 42_000, "25.00", "100.00"}, // reached as said
		{said, 42_004, "25.00", "100.01"}, //
		{said, 43_000, "25.59", "102.38"}, //
		{Target{Base: 168_015, Number: 50_000, PercentBP: 25_00}, 45_000, "26.78", "90.00"},       // beyond the percentage, short of the number
		{Target{Base: 680_160, Number: 204_048, PercentBP: 30_00}, 203_479, "29.92", "99.72"},     //
		{Target{Base: 680_160, Number: 204_048, PercentBP: 30_00}, 204_047, "29.99", "99.99"},     // 29.9998 %
		{Target{Base: 10_000_000, Number: 9_999_999, PercentBP: 0}, 9_999_998, "100.00", "99.99"}, // the base is no goal here
		{Target{}, 12, "0.00", "0.00"},
	} {
		ofBase, ofTarget := c.g.shares(c.realised)
		if ofBase.String() != c.ofBase || ofTarget.String() != c.ofTarget {
			t.Errorf("%d of %+v: %s %% and %s %%, want %s and %s", c.realised, c.g, ofBase, ofTarget, c.ofBase, c.ofTarget)
		}
	}
}

// TestSharesAreExact holds shares against big rational numbers.
func TestSharesAreExact(t *testing.T) {
	number := rapid.OneOf(rapid.Int64Range(0, 100), rapid.Int64Range(0, 300_000_000), rapid.Int64Range(0, math.MaxInt64))
	rapid.Check(t, func(t *rapid.T) {
		part, whole := number.Draw(t, "part"), number.Draw(t, "whole")
		goal := Percent(rapid.IntRange(0, 10_000).Draw(t, "goal"))
		if whole == 0 {
			return
		}
		exact := big.NewRat(part, whole)
		exact.Mul(exact, big.NewRat(10_000, 1))
		half := new(big.Rat).Add(exact, big.NewRat(1, 2))
		want := new(big.Int).Quo(half.Num(), half.Denom()) // half up, for what is not negative
		if want.Cmp(big.NewInt(int64(tooMuch))) > 0 {
			want.SetInt64(int64(tooMuch))
		}
		got := share(part, whole)
		if big.NewInt(int64(got)).Cmp(want) != 0 {
			t.Fatalf("%d of %d is %s, want %s hundredths", part, whole, got, want)
		}
		short := shareShort(part, whole, goal, false)
		if goal > 0 && short >= goal && exact.Cmp(big.NewRat(int64(goal), 1)) < 0 {
			t.Fatalf("%d of %d is shown as %s, and %s is not reached", part, whole, short, goal)
		}
		if short > got || short < got-1 || shareShort(part, whole, goal, true) != got {
			t.Fatalf("%d of %d: %s, short of %s: %s", part, whole, got, goal, short)
		}
	})
}

func TestPercentIsANumberInJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Percent(rapid.Int64Range(0, 1_000_000).Draw(t, "percent"))
		body, err := json.Marshal(struct {
			P Percent `json:"p"`
		}{p})
		var back struct{ P float64 }
		if err != nil || json.Unmarshal(body, &back) != nil || math.Round(back.P*100) != float64(p) {
			t.Fatalf("%d became %s: %v", int64(p), body, err)
		}
	})
	if body, err := json.Marshal(Percent(905)); err != nil || string(body) != "9.05" {
		t.Errorf("%s %v", body, err)
	}
}
