package register

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"
)

// previewRows are shown of a file before it is imported.
const previewRows = 20

// Preview is what a file seems to be, before anything of it is imported.
type Preview struct {
	Format    string       `json:"format"`   // csv or xlsx
	Encoding  string       `json:"encoding"` // utf-8, windows-1252 or utf-16
	Delimiter string       `json:"delimiter,omitempty"`
	Sheet     string       `json:"sheet,omitempty"` // the worksheet that is read
	HeaderRow int64        `json:"header_row"`      // number of the row with the header, 0 if there is none
	Header    []string     `json:"header"`
	Mapping   Mapping      `json:"mapping"` // which column, from 0, holds which field
	Missing   []Field      `json:"missing"` // fields without which nothing can be imported
	Unknown   []string     `json:"unknown"` // headers of columns that are not read
	Rounded   bool         `json:"rounded"` // every NIK ends in 0: a spreadsheet program has lost the last digit, the file is refused
	Rows      []PreviewRow `json:"rows"`
}

// PreviewRow is one of the first rows. The digits of NIK and family card are masked.
type PreviewRow struct {
	Row      int64            `json:"row"`
	Cells    []string         `json:"cells"`
	Problems []PreviewProblem `json:"problems"` // with any of them the row would be rejected
	Warnings []string         `json:"warnings"`
}

// PreviewProblem is a problem with its words.
type PreviewProblem struct {
	Problem
	Indonesian string `json:"reason_id"`
	English    string `json:"reason_en"`
}

// Preview reads the beginning of a file as Import would. city and mapping are as in ImportRequest.
func (r *Register) Preview(ctx context.Context, path, city string, mapping Mapping) (Preview, error) {
	if err := r.checkCity(city); err != nil {
		return Preview{}, err
	}
	t, err := openTable(path, mapping)
	if err != nil {
		return Preview{}, fmt.Errorf("register: preview: %w", err)
	}
	defer t.close()
	p := Preview{Format: string(t.file.Format), Encoding: t.file.Encoding, Delimiter: t.file.Delimiter, Sheet: t.file.Sheet,
		HeaderRow: t.headerRow, Header: t.header, Mapping: t.mapping, Missing: t.mapping.missing(), Unknown: t.unknown(), Rows: []PreviewRow{}}
	if len(p.Missing) == 0 {
		if err := t.mapping.check(len(t.header)); err != nil {
			return p, fmt.Errorf("register: preview: %w", err)
		}
		p.Rounded = t.check() == errRounded
	}
	p.Rows = t.sample(newRowReader(t.mapping, r.places, city, today(r), t.file.Date1904))
	return p, ctx.Err()
}

// unknown lists the headers of the columns that no field is read from.
func (t *importTable) unknown() []string {
	used := map[int]bool{}
	for _, column := range t.mapping {
		used[column] = true
	}
	left := []string{}
	for i, h := range t.header {
		if !used[i] && h != "" {
			left = append(left, h)
		}
	}
	return left
}

func (t *importTable) sample(reader *rowReader) []PreviewRow {
	rows := []PreviewRow{}
	for i := range t.head[:min(len(t.head), previewRows)] {
		row := &t.head[i]
		var p parsed
		out := PreviewRow{Row: row.Number, Cells: []string{}, Problems: []PreviewProblem{}}
		for _, problem := range reader.read(row, &p) {
			indonesian, english := problem.Reason()
			out.Problems = append(out.Problems, PreviewProblem{problem, indonesian, english})
		}
		out.Warnings = p.warnings.Codes()
		for column, f := range row.Fields {
			text := string(f[:min(len(f), maxText)])
			if column == reader.columns.nik || column == reader.columns.card {
				text = maskDigits(text)
			}
			out.Cells = append(out.Cells, strings.ToValidUTF8(text, ""))
		}
		rows = append(rows, out)
	}
	return rows
}

// maskDigits hides all digits but the first four and the last two of a long number: what is wrong with it stays visible.
func maskDigits(s string) string {
	total := 0
	for _, c := range s {
		if c >= '0' && c <= '9' {
			total++
		}
	}
	if total <= 8 {
		return s
	}
	b, n := make([]byte, 0, 2*len(s)), 0
	for _, c := range s {
		if c >= '0' && c <= '9' {
			if n++; n > 4 && n <= total-2 {
				c = '·'
			}
		}
		b = utf8.AppendRune(b, c)
	}
	return string(b)
}
