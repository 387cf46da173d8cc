package register

import (
	"bytes"

	"jemput/internal/civil"
)

// excelEpoch is day 0 of Excel's calendar, which counts a 29 February 1900 that never was.
var excelEpoch = civil.Date{Year: 1899, Month: 12, Day: 30}

const days1904 = 1462 // from Excel's epoch to that of old Macintosh workbooks

// oldest a person can be; beyond that the date is a slip.
const oldest = 130

var monthNames = map[string]int{
	"JAN": 1, "FEB": 2, "PEB": 2, "MAR": 3, "APR": 4, "MEI": 5, "MAY": 5, "JUN": 6, "JUL": 7, "AGU": 8, "AGT": 8, "AGS": 8, "AUG": 8,
	"SEP": 9, "OKT": 10, "OCT": 10, "NOV": 11, "NOP": 11, "DES": 12, "DEC": 12,
}

// readDate reads a birth date: D-M-YYYY or YYYY-M-D with - / . or space between, the month perhaps by name,
// a time of day behind it; eight digits in a row; an Excel serial. Day before month, always: a guess would be
// a wrong birthday. today bounds it.
func readDate(b []byte, date1904 bool, today civil.Date) (d civil.Date, problem string) {
	b = trimCell(b)
	if isNothing(b) {
		return d, "birth_date_missing"
	}
	b = withoutTime(b)
	if n, ok := smallNumber(b); ok {
		d, ok = dateOfNumber(n, len(b), date1904)
		if !ok {
			return civil.Date{}, "birth_date_unreadable"
		}
	} else if d, problem = dateOfParts(b); problem != "" {
		return civil.Date{}, problem
	}
	if today.Before(d) || d.Age(today) > oldest {
		return civil.Date{}, "birth_date_out_of_range"
	}
	return d, ""
}

// withoutTime cuts " 00:00:00" and "T00:00:00Z".
func withoutTime(b []byte) []byte {
	if i := bytes.IndexByte(b, ':'); i > 0 {
		if j := bytes.LastIndexAny(b[:i], " T"); j > 0 {
			return trimSpace(b[:j])
		}
	}
	return b
}

// dateOfNumber reads 19900514, 14051990 (no date can be read both ways) and Excel serials.
func dateOfNumber(n, width int, date1904 bool) (civil.Date, bool) {
	if width == 8 {
		if d, ok := civil.Make(n/10000, n/100%100, n%100); ok && d.Year >= 1850 && d.Year < 2200 {
			return d, true
		}
		return civil.Make(n%10000, n/10000%100, n/1000000)
	}
	if n < 1 || n > 100000 || width > 7 { // "33025.0" is seven
		return civil.Date{}, false
	}
	switch {
	case date1904:
		n += days1904
	case n < 60:
		n++
	case n == 60:
		return civil.Date{}, false
	}
	return excelEpoch.AddDays(n), true
}

// dateOfParts reads three parts with something between.
func dateOfParts(b []byte) (civil.Date, string) {
	var parts [3][]byte
	n := 0
	for i := 0; i < len(b); {
		for i < len(b) && isDateGap(b[i]) {
			i++
		}
		first := i
		for i < len(b) && !isDateGap(b[i]) {
			i++
		}
		if i > first {
			if n == 3 {
				return civil.Date{}, "birth_date_unreadable"
			}
			parts[n] = b[first:i]
			n++
		}
	}
	if n < 3 {
		return civil.Date{}, "birth_date_unreadable"
	}
	day, month, year := parts[0], parts[1], parts[2]
	if len(day) == 4 {
		day, year = year, day
	}
	return makeDate(day, month, year)
}

func isDateGap(c byte) bool { return c == '-' || c == '/' || c == '.' || c == ' ' || c == ',' }

func makeDate(day, month, year []byte) (civil.Date, string) {
	d, ok1 := smallNumber(day)
	m, ok2 := smallNumber(month)
	y, ok3 := smallNumber(year)
	if !ok2 && len(month) >= 3 && len(month) <= 9 {
		m, ok2 = monthNames[string(bytes.ToUpper(month[:3]))]
	}
	if !ok1 || !ok2 || !ok3 || len(day) > 2 {
		return civil.Date{}, "birth_date_unreadable"
	}
	if len(year) == 2 {
		return civil.Date{}, "birth_date_century"
	}
	date, ok := civil.Make(y, m, d)
	if !ok || len(year) != 4 {
		return civil.Date{}, "birth_date_unreadable"
	}
	return date, ""
}
