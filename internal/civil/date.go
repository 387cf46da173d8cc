package civil

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Date is a calendar day (proleptic Gregorian). The zero value means "no date".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Of is the day on which t falls in its own location.
func Of(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// In is the day on which t falls in the zone loc.
func In(t time.Time, loc *time.Location) Date { return Of(t.In(loc)) }

// Make builds a date and reports whether that day exists.
func Make(year, month, day int) (Date, bool) {
	d := Date{year, time.Month(month), day}
	return d, d.Valid()
}

// Parse reads YYYY-MM-DD.
func Parse(s string) (Date, error) {
	if len(s) == 10 && s[4] == '-' && s[7] == '-' {
		year, ok1 := digits(s[0:4])
		month, ok2 := digits(s[5:7])
		day, ok3 := digits(s[8:10])
		if ok1 && ok2 && ok3 {
			if d, ok := Make(year, month, day); ok {
				return d, nil
			}
		}
	}
	return Date{}, fmt.Errorf("not a date of the form YYYY-MM-DD")
}

func digits(s string) (n int, ok bool) {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// Valid reports whether the day exists in the calendar, years 1 to 9999.
func (d Date) Valid() bool {
	if d.Year < 1 || d.Year > 9999 || d.Month < 1 || d.Month > 12 || d.Day < 1 {
		return false
	}
	return d.Day <= daysIn(d.Year, d.Month)
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// IsZero reports "no date".
func (d Date) IsZero() bool { return d == Date{} }

// String is YYYY-MM-DD, or "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	b := make([]byte, 0, 10)
	return string(d.Append(b))
}

// Append adds YYYY-MM-DD to b without allocating.
func (d Date) Append(b []byte) []byte {
	return append(b,
		byte('0'+d.Year/1000), byte('0'+d.Year/100%10), byte('0'+d.Year/10%10), byte('0'+d.Year%10), '-',
		byte('0'+d.Month/10), byte('0'+d.Month%10), '-',
		byte('0'+d.Day/10), byte('0'+d.Day%10))
}

// Compare is -1, 0 or +1 as d is before, on or after e.
func (d Date) Compare(e Date) int {
	a, b := d.ordinal(), e.ordinal()
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (d Date) ordinal() int { return d.Year*512 + int(d.Month)*32 + d.Day }

// Before reports whether d comes before e.
func (d Date) Before(e Date) bool { return d.ordinal() < e.ordinal() }

// AddDays is the day n days later (earlier if n is negative).
func (d Date) AddDays(n int) Date {
	return Of(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC))
}

// AddYears is the same day n years later; 29 February becomes 1 March in a common year.
func (d Date) AddYears(n int) Date {
	return Of(time.Date(d.Year+n, d.Month, d.Day, 0, 0, 0, 0, time.UTC))
}

// DaysSince is the number of days from e to d.
func (d Date) DaysSince(e Date) int {
	const day = 24 * 60 * 60 // a Duration would end after 292 years
	return int((d.Midnight(time.UTC).Unix() - e.Midnight(time.UTC).Unix()) / day)
}

// Age is the number of completed years on the day on.
func (d Date) Age(on Date) int {
	age := on.Year - d.Year
	if on.Month < d.Month || on.Month == d.Month && on.Day < d.Day {
		age--
	}
	return age
}

// Midnight is the instant at which the day begins in loc.
func (d Date) Midnight(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.Midnight(time.UTC).Weekday() }

// MarshalText writes YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD or "".
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	p, err := Parse(string(b))
	*d = p
	return err
}

// Value stores the date as text.
func (d Date) Value() (driver.Value, error) { return d.String(), nil }

// Scan reads what Value stored.
func (d *Date) Scan(v any) error {
	switch s := v.(type) {
	case string:
		return d.UnmarshalText([]byte(s))
	case []byte:
		return d.UnmarshalText(s)
	case nil:
		*d = Date{}
		return nil
	}
	return fmt.Errorf("civil: cannot read a date from %T", v)
}
