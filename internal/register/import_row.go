package register

import (
	"hash/maphash"
	"strconv"

	"jemput/internal/civil"
	"jemput/internal/register/sheet"
)

// parsed is one row of a file as a resident.
type parsed struct {
	Resident
	number   int64    // row of the file
	nik      uint64   // the NIK as a number
	known    fieldSet // what the row says: other fields are as they were for a resident who is there already
	warnings Warnings
	print    uint64 // tells different contents apart within one run
}

// rowReader turns rows into residents. It allocates once per row: all texts of a row are one string.
type rowReader struct {
	columns  requiredColumns
	texts    []textColumn
	codes    []codeColumn
	area     *areaReader
	regions  map[uint64]bool // first six digits of NIKs that are an area of today; bounded by their number
	places   Places
	today    civil.Date
	date1904 bool
	seed     maphash.Seed
	mapped   fieldSet

	text     []byte // of the row at hand
	spans    []textSpan
	problems []Problem
}

type requiredColumns struct {
	nik, card, name, sex, born, rt, rw                                 int
	province, city, kecamatan, kelurahan, kecamatanName, kelurahanName int
}

type textColumn struct {
	column int
	bit    fieldSet
	upper  bool
	set    func(*Resident, string)
}

type codeColumn struct {
	column int
	bit    fieldSet
	table  *Table
	filled bool // an empty cell says nothing, instead of "none"
	set    func(*Resident, int)
}

type textSpan struct {
	from, to int
	set      func(*Resident, string)
}

var textFields = []struct {
	field Field
	upper bool
	set   func(*Resident, string)
}{
	{FieldBirthPlace, true, func(p *Resident, s string) { p.BirthPlace = s }},
	{FieldAddress, true, func(p *Resident, s string) { p.Contact.AddressLine = s }},
	{FieldHamlet, true, func(p *Resident, s string) { p.Contact.Hamlet = s }},
	{FieldPostCode, true, func(p *Resident, s string) { p.Contact.PostCode = s }},
	{FieldPhone, false, func(p *Resident, s string) { p.Contact.Phone = s }},
	{FieldEmail, false, func(p *Resident, s string) { p.Contact.Email = s }},
	{FieldMother, true, func(p *Resident, s string) { p.Contact.MotherName = s }},
	{FieldFather, true, func(p *Resident, s string) { p.Contact.FatherName = s }},
}

var codeFields = []struct {
	field  Field
	table  *Table
	filled bool
	set    func(*Resident, int)
}{
	{FieldBlood, BloodTypes, false, func(p *Resident, n int) { p.Blood = n }},
	{FieldReligion, Religions, false, func(p *Resident, n int) { p.Religion = n }},
	{FieldRelation, Relations, false, func(p *Resident, n int) { p.Relation = n }},
	{FieldEducation, Educations, false, func(p *Resident, n int) { p.Education = n }},
	{FieldOccupation, Occupations, false, func(p *Resident, n int) { p.Occupation = n }},
	{FieldMarital, MaritalStatuses, true, func(p *Resident, n int) { p.Marital = Marital(n) }},
	{FieldCitizenship, Citizenships, true, func(p *Resident, n int) { p.Citizenship = Citizenship(n) }},
	{FieldKTPStatus, KTPStatuses, true, func(p *Resident, n int) { p.KTPStatus = KTPStatus(n) }},
	{FieldLife, LifeStatuses, true, func(p *Resident, n int) { p.Life = LifeStatus(n) }},
}

func newRowReader(m Mapping, places Places, city string, today civil.Date, date1904 bool) *rowReader {
	t := &rowReader{area: newAreaReader(places, city), regions: map[uint64]bool{}, places: places, today: today, date1904: date1904, seed: maphash.MakeSeed()}
	at := func(f Field) int {
		if column, ok := m[f]; ok {
			t.mapped |= fieldBit[f]
			return column
		}
		return -1
	}
	t.columns = requiredColumns{nik: at(FieldNIK), card: at(FieldFamilyCard), name: at(FieldName), sex: at(FieldSex), born: at(FieldBirthDate),
		rt: at(FieldRT), rw: at(FieldRW), province: at(FieldProvince), city: at(FieldCity), kecamatan: at(FieldKecamatan),
		kelurahan: at(FieldKelurahan), kecamatanName: at(FieldKecamatanName), kelurahanName: at(FieldKelurahanName)}
	for _, f := range textFields {
		if column := at(f.field); column >= 0 {
			t.texts = append(t.texts, textColumn{column, fieldBit[f.field], f.upper, f.set})
		}
	}
	for _, f := range codeFields {
		if column := at(f.field); column >= 0 {
			t.codes = append(t.codes, codeColumn{column, fieldBit[f.field], f.table, f.filled, f.set})
		}
	}
	return t
}

// cell is the cell of a column; nil if the file has no such column, empty if the row is short.
func cell(fields [][]byte, column int) []byte {
	if column < 0 {
		return nil
	}
	if column >= len(fields) {
		return []byte{}
	}
	return fields[column]
}

// wrong notes a problem of the row at hand.
func (t *rowReader) wrong(code string, field Field, column int) {
	if code != "" {
		t.problems = append(t.problems, Problem{Code: code, Field: field, Column: column})
	}
}

// read turns a row into p. The problems are valid until the next call; with any of them p is of no use.
func (t *rowReader) read(row *sheet.Row, p *parsed) []Problem {
	t.problems, t.text, t.spans = t.problems[:0], t.text[:0], t.spans[:0]
	if row.Broken != "" {
		t.wrong(string(row.Broken), "", -1)
		return t.problems
	}
	*p = parsed{number: row.Number, known: t.mapped}
	p.Marital, p.Citizenship, p.Life = Single, Citizen, Living
	t.readNumbers(row.Fields, p)
	t.readPerson(row.Fields, p)
	t.readArea(row.Fields, p)
	if len(t.problems) > 0 {
		return t.problems
	}
	t.readTexts(row.Fields, p)
	t.readCodes(row.Fields, p)
	t.readNeighbourhood(row.Fields, p)
	t.finish(p)
	return nil
}

func (t *rowReader) readNumbers(fields [][]byte, p *parsed) {
	var problem string
	t.text, problem = readNIK(t.text, cell(fields, t.columns.nik))
	t.wrong(problem, FieldNIK, t.columns.nik)
	if problem == "" {
		p.nik, _ = strconv.ParseUint(string(t.text), 10, 64)
		t.keep(0, func(p *Resident, s string) { p.NIK = NIK(s) })
	}
	begun := len(t.text)
	digits, ok, _ := readDigits(t.text, cell(fields, t.columns.card))
	if !ok {
		t.text = t.text[:begun]
		p.warnings |= CardNumberOdd
		p.known &^= fieldBit[FieldFamilyCard]
		return
	}
	t.text = digits
	t.keep(begun, func(p *Resident, s string) { p.FamilyCard = FamilyCard(s) })
}

// keep remembers that the text from begun on is a field.
func (t *rowReader) keep(begun int, set func(*Resident, string)) {
	t.spans = append(t.spans, textSpan{begun, len(t.text), set})
	t.text = append(t.text, 0)
}

func (t *rowReader) readPerson(fields [][]byte, p *parsed) {
	begun := len(t.text)
	text, ok := appendCell(t.text, trimCell(cell(fields, t.columns.name)), true)
	switch {
	case ok && len(text) == begun:
		t.wrong("name_missing", FieldName, t.columns.name)
	case !ok || !hasLetter(text[begun:]):
		t.wrong("name_unreadable", FieldName, t.columns.name)
	default:
		t.text = text
		t.keep(begun, func(p *Resident, s string) { p.Name = s })
	}
	sex := cell(fields, t.columns.sex)
	code, ok := codeIn(Sexes, sex)
	switch {
	case ok:
		p.Sex = Sex(code)
	case isNothing(trimCell(sex)):
		t.wrong("sex_missing", FieldSex, t.columns.sex)
	default:
		t.wrong("sex_unknown", FieldSex, t.columns.sex)
	}
	var problem string
	p.BirthDate, problem = readDate(cell(fields, t.columns.born), t.date1904, t.today)
	t.wrong(problem, FieldBirthDate, t.columns.born)
}

func hasLetter(b []byte) bool {
	for _, c := range b {
		if c >= 'A' && c <= 'Z' || c >= 0x80 {
			return true
		}
	}
	return false
}

func (t *rowReader) readArea(fields [][]byte, p *parsed) {
	c := &t.columns
	found := t.area.read(&areaCells{cell(fields, c.province), cell(fields, c.city), cell(fields, c.kecamatan),
		cell(fields, c.kelurahan), cell(fields, c.kecamatanName), cell(fields, c.kelurahanName)})
	if found.problem == "" {
		p.Area = found.code
		return
	}
	column := c.kelurahan
	switch {
	case found.field == FieldCity:
		column = c.city
	case found.field == FieldKelurahanName || column < 0:
		column = c.kelurahanName
	}
	t.wrong(found.problem, found.field, column)
}

func (t *rowReader) readTexts(fields [][]byte, p *parsed) {
	for i := range t.texts {
		c := &t.texts[i]
		b := trimCell(cell(fields, c.column))
		if isNothing(b) {
			continue
		}
		begun := len(t.text)
		text, ok := appendCell(t.text, b, c.upper)
		if !ok {
			p.warnings |= FieldUnread
			p.known &^= c.bit
			continue
		}
		t.text = text
		t.keep(begun, c.set)
	}
}

func (t *rowReader) readCodes(fields [][]byte, p *parsed) {
	for i := range t.codes {
		c := &t.codes[i]
		b := cell(fields, c.column)
		if code, ok := codeIn(c.table, b); ok {
			c.set(&p.Resident, code)
			continue
		}
		empty := isNothing(trimCell(b))
		if !empty {
			p.warnings |= FieldUnread
		}
		if !empty || c.filled {
			p.known &^= c.bit
		}
	}
}

// readNeighbourhood reads RT and RW, which some files have in one column: "003/001".
func (t *rowReader) readNeighbourhood(fields [][]byte, p *parsed) {
	rt, rw := cell(fields, t.columns.rt), cell(fields, t.columns.rw)
	if t.columns.rw < 0 || isNothing(trimCell(rw)) {
		for i, c := range rt {
			if c == '/' {
				rt, rw = rt[:i], rt[i+1:]
				p.known |= fieldBit[FieldRW]
				break
			}
		}
	}
	t.unit(rt, FieldRT, p, &p.Contact.RT)
	t.unit(rw, FieldRW, p, &p.Contact.RW)
}

func (t *rowReader) unit(b []byte, field Field, p *parsed, into *int) {
	n, ok := smallNumber(b)
	switch {
	case ok && n < 1000:
		*into = n
	case !isNothing(trimCell(b)):
		p.warnings |= FieldUnread
		p.known &^= fieldBit[field]
	}
}

// finish hands out the texts, and what follows from the row as a whole.
func (t *rowReader) finish(p *parsed) {
	all := string(t.text)
	for _, s := range t.spans {
		s.set(&p.Resident, all[s.from:s.to])
	}
	if p.KTPStatus == 0 { // the file does not say: nobody is taken for recorded without a record
		p.KTPStatus = NotYetRequired
		if p.WajibKTP(t.today) {
			p.KTPStatus = NotRecorded
		}
	}
	p.warnings |= p.nikWarnings()
	if !t.regionKnown(p) {
		p.warnings |= NIKRegionUnknown
	}
	p.print = t.fingerprint(p)
}

func (t *rowReader) regionKnown(p *parsed) bool {
	region := p.nik / 1e10
	known, seen := t.regions[region]
	if !seen {
		_, known = t.places.Name(p.NIK.Region())
		t.regions[region] = known
	}
	return known
}

func (t *rowReader) fingerprint(p *parsed) uint64 {
	b := t.text
	b = append(b, p.Area...)
	b = p.BirthDate.Append(b)
	b = append(b, byte(p.Sex), byte(p.Blood), byte(p.Religion), byte(p.Marital), byte(p.Relation), byte(p.Education), byte(p.Occupation),
		byte(p.Citizenship), byte(p.KTPStatus), byte(p.Life), byte(p.Contact.RT), byte(p.Contact.RT>>8), byte(p.Contact.RW), byte(p.Contact.RW>>8))
	for _, s := range t.spans {
		b = append(b, byte(s.to-s.from), byte((s.to-s.from)>>8))
	}
	t.text = b
	return maphash.Bytes(t.seed, b)
}
