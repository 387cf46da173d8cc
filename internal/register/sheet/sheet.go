package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"jemput/internal/fault"
)

// The bounds of what is read.
const (
	MaxColumns = 512
	MaxField   = 32 << 10  // bytes of one cell; Excel's own limit is 32,767 characters
	maxRow     = 128 << 10 // bytes of one row of a CSV file
	headBytes  = 64 << 10  // looked at to find out what a file is
)

// Format of a file.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// Broken says why a row could not be read; "" for a sound one.
type Broken string

// The ways in which a row is broken.
const (
	Quotes      Broken = "row_quotes"       // a quotation mark opens a field and none closes it
	TooLong     Broken = "row_too_long"     // longer than any real row
	TooManyCols Broken = "row_many_columns" // more than MaxColumns
)

// Row is one row of the table.
type Row struct {
	Number int64    // as a spreadsheet program counts, from 1
	Fields [][]byte // UTF-8; valid until the next call. Of a broken row, the beginning of its text in one field
	Broken Broken
}

// Blank reports that no field holds anything but space.
func (r *Row) Blank() bool {
	for _, f := range r.Fields {
		if len(bytes.TrimSpace(f)) > 0 {
			return false
		}
	}
	return r.Broken == ""
}

// File is an open table. It belongs to one goroutine.
type File struct {
	Format    Format
	Encoding  string // "utf-8", "windows-1252", "utf-16"; as the first bytes suggest
	Delimiter string // of a CSV file, "" otherwise
	Sheet     string // name of the worksheet, "" for CSV
	Date1904  bool   // days are counted from 1904 (old Macintosh workbooks)

	next func() (Row, error)
	done func() int64
}

// Next gives the next row, io.EOF after the last.
func (f *File) Next() (Row, error) { return f.next() }

// Done is how many of the file's bytes are behind us.
func (f *File) Done() int64 { return f.done() }

// Faults of a file as a whole.
var (
	ErrEmpty = fault.New(fault.Invalid, "file_empty", "the file is empty")
	ErrOld   = fault.New(fault.Invalid, "file_old_excel", "this is an Excel file of the old form (.xls): open it in a spreadsheet program and save it as .xlsx or .csv")
	ErrPage  = fault.New(fault.Invalid, "file_web_page", "this is a web page or XML that only calls itself a table: open it in a spreadsheet program and save it as .xlsx or .csv")
	ErrXLSX  = fault.New(fault.Invalid, "file_damaged", "this .xlsx file is damaged or cut off: export it again")
	ErrBytes = fault.New(fault.Invalid, "file_not_a_table", "this is neither a CSV nor an XLSX file")
	ErrLarge = fault.New(fault.Invalid, "file_unpacks_too_large", "unpacked, this .xlsx file is larger than any register: export it as .csv")
)

// Open finds out what the file is and stands before its first row. Call it again to read from the beginning.
func Open(r io.ReaderAt, size int64) (*File, error) {
	head := make([]byte, min(size, headBytes))
	if n, err := r.ReadAt(head, 0); n < len(head) {
		return nil, fmt.Errorf("sheet: read the beginning: %w", err)
	}
	switch {
	case len(head) == 0:
		return nil, ErrEmpty
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return openXLSX(r, size)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return nil, ErrOld
	}
	return openCSV(r, size, head)
}

// damaged turns what the archive or its XML say into a fault; the text of those errors may quote cells.
func damaged(err error) error {
	var f *fault.Error
	if err == nil || errors.As(err, &f) {
		return err
	}
	return ErrXLSX
}
