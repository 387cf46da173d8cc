package outreach

import (
	"bytes"
	"regexp"
	"strings"

	"jemput/internal/civil"
	"jemput/internal/register"
)

// nip is a civil servant's number: birth date YYYYMMDD, month of appointment YYYYMM, sex 1 or 2, serial of three.
type nip string

// holder is what a NIP says of its holder; false if it is not one.
func (n nip) holder(today civil.Date) (born civil.Date, sex register.Sex, ok bool) {
	if len(n) != 18 || n[14] != '1' && n[14] != '2' {
		return born, 0, false
	}
	born, problem := register.ReadBirthDate([]byte(n[:8]), false, today)
	if problem != "" || born.Year != int(n[0]-'0')*1000+int(n[1]-'0')*100+int(n[2]-'0')*10+int(n[3]-'0') {
		return born, 0, false
	}
	return born, register.Sex(n[14] - '0'), true
}

// numbers are the personal numbers of a row.
type numbers struct {
	nik  register.NIK
	lost bool // a NIK stood there and could not be read
	nip  nip
}

// readNumbers finds NIK and NIP. Lists mix them: either may stand in the column of the other, and a NIP in the
// cell of the name.
func readNumbers(nikCell, nipCell, nameCell []byte) (n numbers) {
	n.nip = longNumber(nipCell)
	nik, problem := register.ReadNIK(nikCell)
	switch {
	case problem == "":
		n.nik = nik
	case problem != "nik_missing":
		if other := longNumber(nikCell); other != "" {
			n.nip = other
		} else {
			n.lost = problem == "nik_digits_lost" || digitsIn(nikCell) >= 8
		}
	}
	if n.nik == "" && n.nip == "" {
		if nik, problem := register.ReadNIK(nipCell); problem == "" {
			n.nik = nik
		}
	}
	if n.nip == "" {
		n.nip = longNumber(numberRun.Find(nameCell))
	}
	return n
}

func digitsIn(cell []byte) (n int) {
	for _, c := range cell {
		if c >= '0' && c <= '9' {
			n++
		}
	}
	return n
}

// numberRun is a personal number in a text, with what announces it.
var numberRun = regexp.MustCompile(`(?i)\b(?:(?:nip|nik|nrp|no)\b[ .:]*)*\d(?:[ .\-]?\d){7,}`)

// longNumber is the cell's number of 18 digits, "" if it holds none.
func longNumber(cell []byte) nip {
	digits := make([]byte, 0, 18)
	for _, c := range cell {
		switch {
		case c >= '0' && c <= '9':
			if len(digits) == 18 {
				return ""
			}
			digits = append(digits, c)
		case c == 'E' || c == 'e' || c == '+': // a number that lost its digits
			return ""
		}
	}
	if len(digits) < 18 {
		return ""
	}
	return nip(digits)
}

// withoutNumbers cuts personal numbers out of a text: what is kept in clear must not hold one.
func withoutNumbers(s string) string {
	return strings.Trim(numberRun.ReplaceAllString(s, " "), " /|-,;:()")
}

// readBirth reads a birth date, also behind the place of birth; zero if there is none that can be read.
func readBirth(cell []byte, date1904 bool, today civil.Date) civil.Date {
	d, problem := register.ReadBirthDate(cell, date1904, today)
	if problem == "" {
		return d
	}
	if i := bytes.IndexAny(cell, "0123456789"); i > 0 {
		if d, problem = register.ReadBirthDate(cell[i:], date1904, today); problem == "" {
			return d
		}
	}
	return civil.Date{}
}
