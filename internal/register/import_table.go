package register

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"jemput/internal/fault"
	"jemput/internal/register/sheet"
)

// headRows are looked at for the header: office files have titles above it.
const headRows = 30

// importTable is an opened file whose header is known.
type importTable struct {
	disk      *os.File
	file      *sheet.File
	size      int64
	header    []string
	headerRow int64
	mapping   Mapping
	head      []sheet.Row // rows that were read on the way, in copies, and are still to be handed out
	ended     bool        // the head is the whole file
}

// openTable opens a file and finds its header. given replaces what the header says of the columns.
func openTable(path string, given Mapping) (t *importTable, err error) {
	disk, err := os.Open(path)
	if err != nil {
		return nil, fault.Wrap(pathless(err), fault.Invalid, "file_unreadable", "the file cannot be opened")
	}
	t = &importTable{disk: disk}
	defer func() {
		if err != nil {
			err = errors.Join(err, disk.Close())
			t = nil
		}
	}()
	info, err := disk.Stat()
	if err != nil {
		return t, err
	}
	if !info.Mode().IsRegular() {
		return t, fault.New(fault.Invalid, "file_unreadable", "this is not a file")
	}
	t.size = info.Size()
	if t.file, err = sheet.Open(disk, t.size); err != nil {
		return t, err
	}
	if err := t.readHead(); err != nil {
		return t, err
	}
	t.findHeader(given)
	return t, nil
}

// pathless takes the path out: a file's name may hold a person's.
func pathless(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func (t *importTable) readHead() error {
	for len(t.head) < headRows {
		row, err := t.file.Next()
		if errors.Is(err, io.EOF) {
			t.ended = true
			return nil
		}
		if err != nil {
			return err
		}
		switch {
		case !row.Blank():
			t.head = append(t.head, clone(row))
		case row.Number > 1000 && len(t.head) == 0:
			return fault.New(fault.Invalid, "header_missing", "the first thousand rows are empty")
		case row.Number > 1000:
			return nil // what is behind so many empty rows is no header
		}
	}
	return nil
}

// clone copies a row, whose fields change with the next one.
func clone(row sheet.Row) sheet.Row {
	fields := make([][]byte, len(row.Fields))
	for i, f := range row.Fields {
		fields[i] = bytes.Clone(f)
	}
	row.Fields = fields
	return row
}

// findHeader takes the row with the most known headers. If no row has three of them, there is none but for
// a caller's mapping: then the first row with a NIK where the mapping says is data.
func (t *importTable) findHeader(given Mapping) {
	best, most := -1, 2
	for i := range t.head {
		if n := len(mappingOf(headerOf(t.head[i].Fields))); n > most && t.head[i].Broken == "" {
			best, most = i, n
		}
	}
	if best < 0 && len(t.head) > 0 {
		best = 0
		if column, ok := given[FieldNIK]; ok {
			if _, problem := readNIK(nil, cell(t.head[0].Fields, column)); problem == "" {
				t.header = make([]string, len(t.head[0].Fields))
				t.mapping = given
				return
			}
		}
	}
	if best >= 0 {
		t.header, t.headerRow = headerOf(t.head[best].Fields), t.head[best].Number
		t.head = t.head[best+1:]
	}
	t.mapping = given
	if given == nil {
		t.mapping = mappingOf(t.header)
	}
}

// headerOf is the header as texts, each cut to a sensible length.
func headerOf(fields [][]byte) []string {
	header := make([]string, len(fields))
	for i, f := range fields {
		s := strings.TrimSpace(string(f))
		for len(s) > 100 {
			_, size := utf8.DecodeLastRuneInString(s)
			s = s[:len(s)-size]
		}
		header[i] = s
	}
	return header
}

// errRounded is the whole file's fault: row by row, most numbers would look right and belong to somebody else.
var errRounded = fault.New(fault.Invalid, "nik_digits_lost", "every NIK of the file ends in 0: a spreadsheet program has lost the last digit").
	WithHint("export the file again with the NIK column as text").WithField("nik")

// check refuses a file of which no row could be trusted.
func (t *importTable) check() error {
	if len(t.header) == 0 {
		return sheet.ErrEmpty
	}
	if err := t.mapping.check(len(t.header)); err != nil {
		return err
	}
	const enough = 10 // by chance: one in ten thousand million
	whole, zeros := 0, 0
	for i := range t.head {
		if digits, problem := readNIK(nil, cell(t.head[i].Fields, t.mapping[FieldNIK])); problem == "" {
			whole++
			if digits[15] == '0' {
				zeros++
			}
		}
	}
	if whole >= enough && zeros == whole {
		return errRounded
	}
	return nil
}

// next gives the next row below the header.
func (t *importTable) next() (sheet.Row, error) {
	if len(t.head) > 0 {
		row := t.head[0]
		t.head = t.head[1:]
		return row, nil
	}
	if t.ended {
		return sheet.Row{}, io.EOF
	}
	return t.file.Next()
}

// hash is the SHA-256 of the whole file, hexadecimal.
func (t *importTable) hash(ctx context.Context) (string, error) {
	h, buf, r := sha256.New(), make([]byte, 256<<10), io.NewSectionReader(t.disk, 0, t.size)
	for ctx.Err() == nil {
		n, err := r.Read(buf)
		h.Write(buf[:n])
		if err == io.EOF {
			return hex.EncodeToString(h.Sum(nil)), nil
		}
		if err != nil {
			return "", fmt.Errorf("read the file: %w", pathless(err))
		}
	}
	return "", ctx.Err()
}

func (t *importTable) close() error { return t.disk.Close() }
