package target

import (
	"testing"

	"pgregory.net/rapid"

	"jemput/internal/civil"
)

func day(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	fatal(t, err)
	return d
}

func TestWorkdays(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int64
	}{
		{"2026-11-24", "2026-11-24", 1}, // a Tuesday
		{"2026-11-28", "2026-11-29", 0}, // a weekend
		{"2026-11-27", "2026-11-30", 2}, // Friday to Monday
		{"2026-11-24", "2026-12-31", 28},
		{"2026-12-31", "2027-01-01", 2}, // over the year's end
		{"2026-11-24", "2026-11-23", 0}, // passed
		{"2028-02-28", "2028-03-01", 3}, // over a leap day
		{"2026-01-01", "2026-12-31", 261},
		{"2026-11-24", "9999-12-31", 2_080_084},
	} {
		if got := workdays(day(t, c.from), day(t, c.to)); got != c.want {
			t.Errorf("%s to %s: %d workdays, want %d", c.from, c.to, got, c.want)
		}
	}
}

func TestWorkdaysAreThoseOfTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := civil.Date{Year: 2020, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 5000).Draw(t, "from"))
		to := from.AddDays(rapid.IntRange(-10, 900).Draw(t, "days"))
		var want int64
		for d := from; !to.Before(d); d = d.AddDays(1) {
			if d.Weekday()%6 != 0 {
				want++
			}
		}
		if got := workdays(from, to); got != want {
			t.Fatalf("%s to %s: %d, want %d", from, to, got, want)
		}
		if first := paceFrom(from); workdays(first, from.AddDays(-1)) != paceDays || !workday(first) {
			t.Fatalf("the pace before %s is taken from %s", from, first)
		}
	})
}

func TestExpectedAndNeeded(t *testing.T) {
	year := Target{Number: 36_500, Due: day(t, "2026-12-31")}
	leap := Target{Number: 36_600, Due: day(t, "2028-12-31")}
	soon := Target{Number: 1_000, Due: day(t, "2026-11-30")} // a Monday
	for _, c := range []struct {
		g                     Target
		on                    string
		realised              int64
		expected, needs, left int64
	}{
		{year, "2026-01-01", 0, 100, 140, 261},
		{year, "2026-07-02", 18_300, 18_300, 139, 131},
		{year, "2026-12-31", 36_499, 36_500, 1, 1},
		{year, "2026-12-31", 36_500, 36_500, 0, 1},
		{year, "2027-01-01", 30_000, 36_500, 0, 0}, // passed
		{year, "2025-12-31", 10, 0, 140, 262},      // the year has not begun
		{leap, "2028-02-29", 0, 6_000, 168, 219},
		{soon, "2026-11-27", 999, 991, 1, 2},
		{soon, "2026-11-28", 0, 994, 1_000, 1}, // a Saturday
		{soon, "2026-12-05", 0, 1_000, 0, 0},
	} {
		on := day(t, c.on)
		expected := c.g.expected(on)
		needs, left := c.g.needed(c.realised, on)
		if expected != c.expected || needs != c.needs || left != c.left {
			t.Errorf("%s with %d of %d by %s: expected %d, needed %d on %d days; want %d, %d, %d", c.on, c.realised, c.g.Number, c.g.Due,
				expected, needs, left, c.expected, c.needs, c.left)
		}
	}
}

func TestPace(t *testing.T) {
	list := func(days ...dayCount) days { return days }
	at := func(s string, n int64) dayCount { return dayCount{day: day(t, s), lives: true, n: n} }
	away := at("2026-11-20", 500)
	away.lives = false
	for _, c := range []struct {
		today string
		list  days
		want  float64
	}{
		{"2026-11-24", nil, 0},
		{"2026-11-24", list(at("2026-11-24", 90)), 0},        // today is not over
		{"2026-11-24", list(at("2026-11-23", 20)), 1},        //
		{"2026-11-24", list(at("2026-11-23", 1)), 0.1},       // 0.05, half up
		{"2026-11-24", list(at("2026-11-22", 40)), 2},        // a Sunday's work counts
		{"2026-11-24", list(at("2026-10-27", 30)), 1.5},      // the twentieth workday before
		{"2026-11-24", list(at("2026-10-26", 30)), 0},        // the one before it
		{"2027-01-04", list(at("2026-12-07", 30)), 1.5},      // over the year's end
		{"2026-11-28", list(at("2026-11-27", 100)), 5},       // on a Saturday
		{"2026-11-24", list(at("2026-11-20", 7), away), 0.4}, // 0.35; those of other cities are not ours
	} {
		if got := c.list.pace(day(t, c.today)); got != c.want {
			t.Errorf("on %s of %v: %v, want %v", c.today, c.list, got, c.want)
		}
	}
}
