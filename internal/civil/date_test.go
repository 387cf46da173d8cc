package civil_test

import (
	"testing"
	"time"

	"jemput/internal/civil"

	"pgregory.net/rapid"
)

func date(t *rapid.T, label string) civil.Date {
	n := rapid.IntRange(0, 200*365).Draw(t, label)
	return civil.Date{Year: 1900, Month: 1, Day: 1}.AddDays(n)
}

func TestTextKeepsOrderAndValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := date(t, "a"), date(t, "b")
		back, err := civil.Parse(a.String())
		if err != nil || back != a {
			t.Fatalf("%v came back as %v: %v", a, back, err)
		}
		if (a.String() < b.String()) != a.Before(b) {
			t.Fatalf("text order of %v and %v differs from their order in time", a, b)
		}
		if b.AddDays(a.DaysSince(b)) != a {
			t.Fatalf("%v plus the days to %v is not %v", b, a, a)
		}
	})
}

func TestAgeTurnsOnTheBirthday(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		born := date(t, "born")
		n := rapid.IntRange(1, 90).Draw(t, "n")
		day := born.AddYears(n)
		if born.Age(day) != n || born.Age(day.AddDays(-1)) != n-1 {
			t.Fatalf("born %v: age %d on %v, %d the day before", born, born.Age(day), day, born.Age(day.AddDays(-1)))
		}
	})
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{"", "2023-02-29", "2023-13-01", "2023-00-10", "23-01-01", "2023/01/01", "2023-01-0a", "0000-01-01"} {
		if d, err := civil.Parse(s); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", s, d)
		}
	}
}

func TestDayFollowsTheZone(t *testing.T) {
	wib := time.FixedZone("WIB", 7*3600)
	late := time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC)
	if got := civil.In(late, wib); got.String() != "2026-11-24" {
		t.Fatalf("got %v", got)
	}
}

func TestDaysSinceUndoesAddDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := date(t, "from"), date(t, "to")
		if got := from.AddDays(to.DaysSince(from)); got != to {
			t.Fatalf("from %s to %s are %d days, which lead to %s", from, to, to.DaysSince(from), got)
		}
	})
}
