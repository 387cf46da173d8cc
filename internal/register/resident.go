package register

import "jemput/internal/civil"

// Sex as coded on the family card.
type Sex int

// Sex codes.
const (
	Male   Sex = 1
	Female Sex = 2
)

// Marital status codes.
type Marital int

// Marital status codes.
const (
	Single   Marital = 1 // BELUM KAWIN
	Married  Marital = 2 // KAWIN
	Divorced Marital = 3 // CERAI HIDUP
	Widowed  Marital = 4 // CERAI MATI
)

// KTPStatus is where a resident stands on the way to an identity card (EKTP_STATUS).
type KTPStatus int

// KTP status codes. 3 to 8 may activate, 2 must be recorded first, 1 is too young.
const (
	NotYetRequired KTPStatus = 1 // BELUM WAJIB
	NotRecorded    KTPStatus = 2 // BELUM REKAM
	Recorded       KTPStatus = 3 // SUDAH REKAM
	CardPrinted    KTPStatus = 4
	PrintReady     KTPStatus = 5 // PRINT READY RECORD
	CardShipped    KTPStatus = 6
	SentToPrint    KTPStatus = 7
	CardIssued     KTPStatus = 8
)

// BiometricsRecorded reports whether the person's biometrics are on record, which is what an activation needs.
func (s KTPStatus) BiometricsRecorded() bool { return s >= Recorded && s <= CardIssued }

// Citizenship and the right to stay.
type Citizenship int

// Citizenship codes.
const (
	Citizen           Citizenship = 1 // WNI
	PermanentResident Citizenship = 2 // WNA with ITAP
	OtherForeigner    Citizenship = 3 // WNA without permanent stay
)

// LifeStatus says whether the person is alive and domiciled where the register says.
type LifeStatus int

// Life status codes.
const (
	Living   LifeStatus = 1
	Dead     LifeStatus = 2
	MovedOut LifeStatus = 3 // left the city's register
)

// Contact and address of a resident: sealed in the database.
type Contact struct {
	AddressLine string // street and number
	RT, RW      int    // neighbourhood units, 0 if unknown
	Hamlet      string // DUSUN
	PostCode    string
	Phone       string
	Email       string
	MotherName  string
	FatherName  string
}

// Resident is one person of the register. NIK, FamilyCard and Contact are sealed at rest.
type Resident struct {
	ID          string // UUIDv7
	NIK         NIK
	FamilyCard  FamilyCard
	Name        string // as on the card, upper case
	Sex         Sex
	BirthPlace  string
	BirthDate   civil.Date
	Area        string // kelurahan of domicile, Kemendagri code such as "16.73.01.1001"
	Blood       int    // code tables: see codes.go
	Religion    int
	Marital     Marital
	Relation    int // to the head of family (SHDK)
	Education   int
	Occupation  int
	Citizenship Citizenship
	KTPStatus   KTPStatus
	Life        LifeStatus
	Contact     Contact
	Warnings    Warnings // what is odd about the row; set by the register
}

// City is the code of the city or regency of domicile, such as "16.73".
func (r *Resident) City() string { return CityOf(r.Area) }

// CityOf is the city part of an area code; "" if the code is shorter.
func CityOf(area string) string {
	if len(area) < 5 {
		return ""
	}
	return area[:5]
}

// WajibKTP reports whether the person must hold an identity card on the given day: a citizen or a
// foreigner with permanent stay, aged 17 or over or ever married, alive and domiciled here.
func (r *Resident) WajibKTP(on civil.Date) bool {
	if r.Life != Living || r.Citizenship == OtherForeigner {
		return false
	}
	return r.BirthDate.Age(on) >= 17 || r.Marital != Single
}
