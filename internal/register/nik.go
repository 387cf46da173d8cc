package register

import (
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
