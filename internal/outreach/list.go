package outreach

import (
	"bytes"
	"errors"
	"io"

	"jemput/internal/civil"
	"jemput/internal/fault"
	"jemput/internal/register"
	"jemput/internal/register/sheet"
)

// The bounds of a list: the largest agency of a city has some thousand people.
const (
	maxListBytes = 8 << 20
	maxListRows  = 20_000
	headRows     = 30 // looked at for the header: offices put titles above it
)

var (
	errListLarge   = fault.New(fault.Invalid, "list_too_large", "The list is larger than 8 MB or longer than 20,000 rows. Send it in parts.")
	errListColumns = fault.New(fault.Invalid, "columns_missing", "The file has no row of headers with a column for the NIK or the name.").
			WithHint("put a row such as NIK;NAMA;TANGGAL LAHIR;UNIT above the people")
)

// peopleList is a file of people that was read.
type peopleList struct {
	format    sheet.Format
	headerRow int64
	columns   map[string]string // what was read, and the header of the column it stands in
	people    []listed
	rejected  []RejectedRow
}

// listed is what a row says of a person.
type listed struct {
	row   int64
	nik   register.NIK // "" if there is none that can be read
	lost  bool         // a NIK stood there and could not be read
	name  string       // as written, without numbers
	plain string       // the name without titles
	born  civil.Date   // zero if neither the list nor the NIP says
	hint  civil.Date   // what the NIP says if the list says otherwise
	sex   register.Sex // 0 if neither the list nor the NIP says
	unit  string
}

// listReader reads rows below a header. It belongs to one goroutine.
type listReader struct {
	file    *sheet.File
	columns columns
	today   civil.Date
	out     *peopleList
}

// readList reads a file of people whole. today bounds the birth dates.
func readList(file io.Reader, today civil.Date) (*peopleList, error) {
	all, err := io.ReadAll(io.LimitReader(file, maxListBytes+1))
	if err != nil {
		return nil, err
	}
	if len(all) > maxListBytes {
		return nil, errListLarge
	}
	f, err := sheet.Open(bytes.NewReader(all), int64(len(all)))
	if err != nil {
		return nil, err
	}
	r := &listReader{file: f, today: today, out: &peopleList{format: f.Format, columns: map[string]string{}, people: []listed{}, rejected: []RejectedRow{}}}
	if err := r.findHeader(); err != nil {
		return nil, err
	}
	if err := r.readRows(); err != nil {
		return nil, err
	}
	r.out.distrustRounded()
	return r.out, nil
}

// findHeader reads up to the first row that names a NIK or name column.
func (r *listReader) findHeader() error {
	for seen := 0; seen < headRows; {
		row, err := r.file.Next()
		if errors.Is(err, io.EOF) {
			return errListColumns
		}
		if err != nil {
			return err
		}
		if row.Number > 1000 {
			return errListColumns
		}
		if row.Blank() {
			continue
		}
		seen++
		if c := columnsOf(row.Fields); c.usable() && row.Broken == "" {
			r.columns, r.out.headerRow = c, row.Number
			for column, i := range c {
				r.out.columns[column] = short(register.ReadText(row.Fields[i]))
			}
			return nil
		}
	}
	return errListColumns
}

func (r *listReader) readRows() error {
	for {
		row, err := r.file.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if row.Blank() {
			continue
		}
		if len(r.out.people)+len(r.out.rejected) == maxListRows {
			return errListLarge
		}
		if row.Broken != "" {
			r.out.rejected = append(r.out.rejected, RejectedRow{row.Number, string(row.Broken)})
			continue
		}
		if p, problem := r.person(&row); problem == "" {
			r.out.people = append(r.out.people, p)
		} else if problem != rowIsNobody {
			r.out.rejected = append(r.out.rejected, RejectedRow{row.Number, problem})
		}
	}
}

// rowIsNobody marks rows that are furniture of the table: column numbers, a repeated header, a line to sign on.
const rowIsNobody = "nobody"

func (r *listReader) person(row *sheet.Row) (p listed, problem string) {
	c := r.columns
	if columnsOf(row.Fields).usable() {
		return p, rowIsNobody
	}
	p.row = row.Number
	number := readNumbers(c.of(row.Fields, columnNIK), c.of(row.Fields, columnNIP), c.of(row.Fields, columnName))
	p.nik, p.lost = number.nik, number.lost
	p.name = short(withoutNumbers(register.ReadText(c.of(row.Fields, columnName))))
	p.plain = withoutTitles(p.name)
	p.unit = short(withoutNumbers(register.ReadText(c.of(row.Fields, columnUnit))))
	p.sex, _ = register.ReadSex(c.of(row.Fields, columnSex))
	p.born = readBirth(c.of(row.Fields, columnBirth), r.file.Date1904, r.today)
	p.useNIP(number.nip, r.today)
	if !hasLetter(p.name) {
		p.name, p.plain = "", ""
	}
	switch {
	case p.nik == "" && len(c) > 1 && filled(row) == 1: // the name of a department, a place to sign
		return p, "row_heading"
	case p.name != "" || p.nik != "":
		return p, ""
	case p.lost || number.nip != "":
		return p, "name_missing"
	}
	return p, rowIsNobody
}

// filled counts the cells that hold something.
func filled(row *sheet.Row) (n int) {
	for _, f := range row.Fields {
		if len(bytes.TrimSpace(f)) > 0 {
			n++
		}
	}
	return n
}

func hasLetter(s string) bool {
	for _, c := range s {
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80 {
			return true
		}
	}
	return false
}

// useNIP takes from a civil servant's number what the list does not say.
func (p *listed) useNIP(n nip, today civil.Date) {
	born, sex, ok := n.holder(today)
	if !ok {
		return
	}
	if p.sex == 0 {
		p.sex = sex
	}
	switch {
	case p.born.IsZero():
		p.born = born
	case p.born != born:
		p.hint = born
	}
}

// distrustRounded drops the NIKs of a list in which every one ends in 0: a spreadsheet program has lost the last
// digit, and most of those numbers are somebody else's.
func (l *peopleList) distrustRounded() {
	const enough = 10 // by chance: one in ten thousand million
	numbers := 0
	for _, p := range l.people {
		if p.nik == "" {
			continue
		}
		if n := p.nik.Reveal(); n[len(n)-1] != '0' {
			return
		}
		numbers++
	}
	if numbers < enough {
		return
	}
	for i := range l.people {
		if p := &l.people[i]; p.nik != "" {
			p.nik, p.lost = "", true
		}
	}
}
