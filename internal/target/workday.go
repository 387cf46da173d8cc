package target

import (
	"time"

	"jemput/internal/civil"
)

// paceDays is over how many workdays the pace is averaged.
const paceDays = 20

// workday reports Monday to Friday. Public holidays are not known.
func workday(d civil.Date) bool {
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday
}

// workdays counts the workdays from a day to another, both included.
func workdays(from, to civil.Date) (n int64) {
	days := to.DaysSince(from) + 1
	if days <= 0 {
		return 0
	}
	n = int64(days/7) * 5
	for i := range days % 7 {
		if workday(from.AddDays(i)) {
			n++
		}
	}
	return n
}

// paceFrom is the first of the last paceDays workdays before a day.
func paceFrom(today civil.Date) civil.Date {
	d, left := today, paceDays
	for left > 0 {
		if d = d.AddDays(-1); workday(d) {
			left--
		}
	}
	return d
}

// expected is what a straight line from the first day of the year of g's end to that end has reached on a day.
func (g Target) expected(on civil.Date) int64 {
	start := civil.Date{Year: g.Due.Year, Month: time.January, Day: 1}
	if on.Before(start) {
		return 0
	}
	return min(g.Number, g.Number*int64(on.DaysSince(start)+1)/int64(g.Due.DaysSince(start)+1))
}

// needed is how many a workday it takes from a day on, that day included; 0 when it is reached or too late.
func (g Target) needed(realised int64, on civil.Date) (perWorkday, left int64) {
	left = workdays(on, g.Due)
	if realised >= g.Number || left == 0 {
		return 0, left
	}
	return (g.Number - realised + left - 1) / left, left
}
