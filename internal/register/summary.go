package register

import (
	"time"

	"jemput/internal/civil"
)

// Coded is a code of a table with its text as on the card.
type Coded struct {
	Code int    `json:"code"`
	Name string `json:"name" doc:"Empty if the code is unknown"`
}

// Place is an area with its name.
type Place struct {
	Code string `json:"code" example:"16.73.01.1001"`
	Name string `json:"name" doc:"Empty if the area is unknown"`
}

// ResidentSummary is a resident as lists show them: enough to recognise a person, no full number.
type ResidentSummary struct {
	ID         string `json:"id"`
	NIKMasked  string `json:"nik_masked" example:"1673··········01"`
	Name       string `json:"name"`
	Sex        string `json:"sex" enum:"L,P" doc:"L for men, P for women"`
	BirthPlace string `json:"birth_place"`
	BirthDate  string `json:"birth_date" format:"date"`
	Age        int    `json:"age" doc:"Completed years today"`
	Area       Place  `json:"area" doc:"Kelurahan of domicile"`
	Kecamatan  Place  `json:"kecamatan"`
	City       Place  `json:"city"`
	KTPStatus  Coded  `json:"ktp_status"`
	WajibKTP   bool   `json:"wajib_ktp" doc:"Must hold an identity card today"`
	Life       Coded  `json:"life"`
	Match      Match  `json:"match,omitempty" enum:"exact,prefix,similar" doc:"Why a search found the person"`
}

// Summary is short for ResidentSummary, whose name is the one in the interface's description.
type Summary = ResidentSummary

// Summary shows a resident in a list, with age and duty as they are on the given day.
func (r *Register) Summary(p *Resident, on civil.Date) Summary {
	s := Summary{
		ID: p.ID, NIKMasked: p.NIK.String(), Name: p.Name, Sex: "L", BirthPlace: p.BirthPlace, BirthDate: p.BirthDate.String(), Age: p.BirthDate.Age(on),
		Area: r.place(p.Area, 13), Kecamatan: r.place(p.Area, 8), City: r.place(p.Area, 5),
		KTPStatus: coded(KTPStatuses, int(p.KTPStatus)), WajibKTP: p.WajibKTP(on), Life: coded(LifeStatuses, int(p.Life)),
	}
	if p.Sex == Female {
		s.Sex = "P"
	}
	return s
}

// place is the area named by the first letters of a kelurahan's code.
func (r *Register) place(area string, letters int) Place {
	code := area[:min(len(area), letters)]
	name, _ := r.places.Name(code)
	return Place{code, name}
}

func coded(t *Table, code int) Coded { return Coded{code, t.Name(code)} }

// Address is where a resident lives within the kelurahan.
type Address struct {
	Line     string `json:"line" doc:"Street and number"`
	RT       int    `json:"rt" doc:"0 if unknown"`
	RW       int    `json:"rw" doc:"0 if unknown"`
	Hamlet   string `json:"hamlet"`
	PostCode string `json:"post_code"`
}

// Origin is where the present version of a record comes from.
type Origin struct {
	Kind SourceKind `json:"kind" enum:"import,generated,change"`
	Name string     `json:"name" doc:"File, or who made the change"`
	At   time.Time  `json:"at"`
	Row  int64      `json:"row" doc:"Row of the file, 0 if none"`
}

// ResidentRecord is all that the register holds of a resident, for those who may see it.
type ResidentRecord struct {
	ResidentSummary
	NIK           string   `json:"nik"`
	FamilyCard    string   `json:"family_card"`
	Blood         Coded    `json:"blood"`
	Religion      Coded    `json:"religion"`
	Marital       Coded    `json:"marital"`
	Relation      Coded    `json:"relation" doc:"To the head of the family"`
	Education     Coded    `json:"education"`
	Occupation    Coded    `json:"occupation"`
	Citizenship   Coded    `json:"citizenship"`
	Address       Address  `json:"address"`
	Phone         string   `json:"phone"`
	Email         string   `json:"email"`
	MotherName    string   `json:"mother_name"`
	FatherName    string   `json:"father_name"`
	Warnings      []string `json:"warnings" doc:"What is odd about the record, as codes"`
	Source        Origin   `json:"source"`
	DomiciledHere bool     `json:"domiciled_here" doc:"Counts for this city"`
}

// record shows everything of a resident.
func (r *Register) record(p *Resident, from Origin, city string, on civil.Date) ResidentRecord {
	c := &p.Contact
	return ResidentRecord{
		ResidentSummary: r.Summary(p, on), NIK: p.NIK.Reveal(), FamilyCard: p.FamilyCard.Reveal(),
		Blood: coded(BloodTypes, p.Blood), Religion: coded(Religions, p.Religion), Marital: coded(MaritalStatuses, int(p.Marital)),
		Relation: coded(Relations, p.Relation), Education: coded(Educations, p.Education), Occupation: coded(Occupations, p.Occupation),
		Citizenship: coded(Citizenships, int(p.Citizenship)),
		Address:     Address{Line: c.AddressLine, RT: c.RT, RW: c.RW, Hamlet: c.Hamlet, PostCode: c.PostCode},
		Phone:       c.Phone, Email: c.Email, MotherName: c.MotherName, FatherName: c.FatherName,
		Warnings: p.Warnings.Codes(), Source: from, DomiciledHere: p.City() == city,
	}
}
