package credential

import (
	"log/slog"

	"jemput/internal/civil"
)

// Subject is what the register says of the holder. It must not be logged.
type Subject struct {
	NIK         string // 16 digits
	Name        string // whole, as on the card
	Sex         int    // ISO/IEC 5218: 1 male, 2 female
	BirthPlace  string
	BirthDate   civil.Date
	Address     Address
	Religion    string // these four as on the card, "" if not known
	Marital     string
	Occupation  string
	Blood       string
	Nationality string // ISO 3166-1 alpha-2, "" if the register does not know it
	WajibKTP    bool   // must hold an identity card on the day of issue
	Portrait    Portrait
}

// Address is where the holder is registered.
type Address struct {
	Line          string // street and number
	RT, RW        int    // neighbourhood units, 0 if unknown
	Hamlet        string
	Kelurahan     string
	KelurahanCode string // Kemendagri code such as "16.73.01.1001"
	Kecamatan     string
	City          string
	Province      string
	PostCode      string
}

// Portrait is the holder's picture; no bytes if the register has none.
type Portrait struct {
	MediaType string // image/jpeg, image/png, image/webp, image/avif or image/svg+xml
	Bytes     []byte
}

// LogValue keeps the person out of every log.
func (Subject) LogValue() slog.Value { return slog.StringValue("[subject]") }

// String keeps the person out of error texts.
func (Subject) String() string { return "[subject]" }

// GoString keeps the person out of test and panic output.
func (Subject) GoString() string { return "[subject]" }
