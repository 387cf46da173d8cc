package register

import (
	"jemput/internal/civil"
	"log/slog"
)

// NIK is a 16-digit population number: region of first registration (6), birth date DDMMYY with
// DD+40 for women (6), serial (4). It is personal data: String and logs show a mask.
type NIK string

// FamilyCard is a 16-digit family card number (nomor KK), personal data like a NIK.
type FamilyCard string

// Valid reports 16 digits with a serial of 0001 or more: all that can be asked of a NIK's form.
func (n NIK) Valid() bool { return sixteenDigits(string(n)) && n[12:] != "0000" }

// Valid reports 16 digits.
func (c FamilyCard) Valid() bool { return sixteenDigits(string(c)) }

func sixteenDigits(s string) bool {
	if len(s) != 16 {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// String is the mask, so that a NIK printed by accident tells nothing.
func (n NIK) String() string { return mask(string(n)) }

// LogValue is the mask.
func (n NIK) LogValue() slog.Value { return slog.StringValue(n.String()) }

// String is the mask.
func (c FamilyCard) String() string { return mask(string(c)) }

// LogValue is the mask.
func (c FamilyCard) LogValue() slog.Value { return slog.StringValue(c.String()) }

// Reveal is the number itself, for the few places that must show or send it.
func (n NIK) Reveal() string { return string(n) }

// Reveal is the number itself, for the few places that must show or send it.
func (c FamilyCard) Reveal() string { return string(c) }

// mask keeps the region and the last two digits: enough for an officer to tell two rows apart.
func mask(s string) string {
	if len(s) != 16 {
		return "················"
	}
	return s[:4] + "··········" + s[14:]
}

// birth is what digits 7 to 12 say: day, month, two-digit year and sex.
func (n NIK) birth() (day, month, year int, sex Sex) {
	two := func(i int) int { return int(n[i]-'0')*10 + int(n[i+1]-'0') }
	day, month, year, sex = two(6), two(8), two(10), Male
	if day > 40 {
		day, sex = day-40, Female
	}
	return day, month, year, sex
}

// Region is the area code of the kecamatan of first registration, "16.73.01" for 167301….
// It says nothing about where the person lives.
func (n NIK) Region() string { return string(n[0:2] + "." + n[2:4] + "." + n[4:6]) }

// MakeNIK composes a number from the kecamatan of first registration, birth date, sex and serial.
func MakeNIK(kecamatan string, born civil.Date, sex Sex, serial int) NIK {
	day := born.Day
	if sex == Female {
		day += 40
	}
	b := make([]byte, 0, 16)
	for i := range len(kecamatan) {
		if kecamatan[i] != '.' {
			b = append(b, kecamatan[i])
		}
	}
	for _, n := range [...]int{day, int(born.Month), born.Year % 100, serial / 100 % 100, serial % 100} {
		b = append(b, byte('0'+n/10), byte('0'+n%10))
	}
	return NIK(b)
}

// Warnings are what is odd about a row without making it wrong, one bit each.
type Warnings int

// The warnings. Their bits are stored: never renumber.
const (
	NIKBirthDiffers  Warnings = 1 << iota // the NIK's date is not the birth date: corrected later, or a slip
	NIKSexDiffers                         // the NIK's day says the other sex
	NIKRegionUnknown                      // the NIK's region is not an area of today: split, merged, or a slip
	CardNumberOdd                         // the family card number is missing or not 16 digits
	FieldUnread                           // a field of the file that may be empty could not be read and was left empty
	KTPStatusLowered                      // an import took the KTP status back from recorded to not recorded
)

var warningCodes = []string{"nik_birth_differs", "nik_sex_differs", "nik_region_unknown", "card_number_odd", "field_unread", "ktp_status_lowered"}

// Codes names the warnings, for programs.
func (w Warnings) Codes() []string {
	codes := []string{}
	for i, code := range warningCodes {
		if w&(1<<i) != 0 {
			codes = append(codes, code)
		}
	}
	return codes
}

// nikWarnings compares a well-formed NIK with the record it stands in. The century comes from the birth date.
func (r *Resident) nikWarnings() (w Warnings) {
	day, month, year, sex := r.NIK.birth()
	if day != r.BirthDate.Day || month != int(r.BirthDate.Month) || year != r.BirthDate.Year%100 {
		w |= NIKBirthDiffers
	}
	if sex != r.Sex {
		w |= NIKSexDiffers
	}
	return w
}
