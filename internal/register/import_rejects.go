package register

import (
	"bufio"
	"errors"
	"os"
	"strconv"
	"strings"

	"jemput/internal/register/sheet"
)

// rejectsFile lists the rows that were not taken, in CSV with the file's own delimiter: number of the row, header
// of the column, code of the reason, the reason in Indonesian and in English, then the row's own cells. It holds
// personal data: only its owner may read it. It is created with the first reject, and one of an earlier run is replaced.
type rejectsFile struct {
	path   string
	comma  byte
	header []string
	file   *os.File
	out    *bufio.Writer
}

var rejectColumns = []string{"BARIS", "KOLOM", "KODE", "ALASAN", "REASON"}

func newRejects(path string, t *importTable) *rejectsFile {
	comma := byte(',')
	if t.file.Delimiter != "" {
		comma = t.file.Delimiter[0]
	}
	return &rejectsFile{path: path, comma: comma, header: t.header}
}

// name is the path of the file, "" if no row was rejected.
func (f *rejectsFile) name() string {
	if f.file == nil {
		return ""
	}
	return f.path
}

func (f *rejectsFile) open() (err error) {
	if err := os.Remove(f.path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return pathless(err)
	}
	if f.file, err = os.OpenFile(f.path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600); err != nil {
		return pathless(err)
	}
	f.out = bufio.NewWriterSize(f.file, 64<<10)
	f.out.WriteString("\ufeff") // Excel takes a file without it for Windows-1252
	f.line(rejectColumns, f.header, nil)
	return nil
}

// add writes one row with all its problems; column and code are those of the first.
func (f *rejectsFile) add(row *sheet.Row, problems []Problem) error {
	if f.path == "" {
		return nil
	}
	if f.file == nil {
		if err := f.open(); err != nil {
			return err
		}
	}
	column := ""
	if c := problems[0].Column; c >= 0 && c < len(f.header) {
		column = f.header[c]
	}
	var local, english []string
	for _, p := range problems {
		l, e := p.Reason()
		if p.First > 0 {
			l, e = l+" (baris "+strconv.FormatInt(p.First, 10)+")", e+" (row "+strconv.FormatInt(p.First, 10)+")"
		}
		local, english = append(local, l), append(english, e)
	}
	f.line([]string{strconv.FormatInt(row.Number, 10), column, problems[0].Code, strings.Join(local, "; "), strings.Join(english, "; ")}, nil, row.Fields)
	return nil // what went wrong with the disk is told by flush
}

func (f *rejectsFile) line(first, more []string, cells [][]byte) {
	for i, s := range first {
		if i > 0 {
			f.out.WriteByte(f.comma)
		}
		f.cell(s)
	}
	for _, s := range more {
		f.out.WriteByte(f.comma)
		f.cell(s)
	}
	for _, b := range cells {
		f.out.WriteByte(f.comma)
		f.cell(string(b[:min(len(b), 2000)]))
	}
	f.out.WriteString("\r\n")
}

// cell writes a cell that no spreadsheet program takes for a formula.
func (f *rejectsFile) cell(s string) {
	if s != "" && strings.IndexByte("=+-@\t\r\n|", s[0]) >= 0 {
		s = "'" + s
	}
	if strings.IndexByte(s, f.comma) < 0 && !strings.ContainsAny(s, "\"\r\n\t") && s == strings.TrimSpace(s) {
		f.out.WriteString(s)
		return
	}
	f.out.WriteByte('"')
	f.out.WriteString(strings.ReplaceAll(s, `"`, `""`))
	f.out.WriteByte('"')
}

func (f *rejectsFile) flush() error {
	if f.file == nil {
		return nil
	}
	return pathless(f.out.Flush())
}

// close is the end of the file; where nothing was rejected, that of an earlier run goes.
func (f *rejectsFile) close() error {
	if f.file != nil {
		return errors.Join(f.flush(), pathless(f.file.Close()))
	}
	if f.path != "" {
		if err := os.Remove(f.path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return pathless(err)
		}
	}
	return nil
}
