package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
)

// xlsxRows streams one worksheet out of the archive.
type xlsxRows struct {
	strings sharedStrings
	entry   io.ReadCloser
	decoder *xml.Decoder
	count   *counted
	limit   *limited
	size    int64 // of the whole file, for done
	full    int64 // unpacked size as the archive says it, for done only
	number  int64
	ended   bool
	fields  [][]byte
	text    []byte // of all fields of the row at hand
	ends    []int
	value   []byte // of the cell at hand
}

func (x *xlsxRows) open(f *zip.File) (err error) {
	if x.entry, err = f.Open(); err != nil {
		return err
	}
	x.full = max(1, int64(f.UncompressedSize64))
	x.limit = limit(x.entry, maxSheetXML)
	x.count = &counted{src: x.limit}
	x.decoder = xml.NewDecoder(x.count)
	return nil
}

func (x *xlsxRows) done() int64 {
	if x.ended {
		return x.size
	}
	return int64(float64(x.size) * min(1, float64(x.count.n.Load())/float64(x.full)))
}

func (x *xlsxRows) next() (Row, error) {
	x.limit.renew()
	row, err := x.row()
	if err != nil {
		return Row{}, damaged(err)
	}
	if x.ended {
		return Row{}, x.finish()
	}
	return row, nil
}

// finish reads what is left (a few settings), so that the archive's checksum is compared.
func (x *xlsxRows) finish() error {
	if x.entry == nil {
		return io.EOF
	}
	x.limit.renew()
	_, err := io.Copy(io.Discard, x.limit)
	err = errors.Join(err, x.entry.Close())
	x.entry = nil
	if err != nil {
		return ErrXLSX
	}
	return io.EOF
}

func (x *xlsxRows) row() (Row, error) {
	for !x.ended {
		token, err := x.decoder.RawToken()
		if err != nil {
			return Row{}, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "row" {
				x.number++
				if n, err := strconv.ParseInt(attribute(t, "r"), 10, 64); err == nil && n >= x.number {
					x.number = n
				}
				return x.cells()
			}
		case xml.EndElement:
			x.ended = t.Name.Local == "sheetData" || t.Name.Local == "worksheet"
		}
	}
	return Row{}, nil
}

// cells reads up to the end of the row.
func (x *xlsxRows) cells() (Row, error) {
	x.fields, x.text, x.ends = x.fields[:0], x.text[:0], x.ends[:0]
	row := Row{Number: x.number}
	for {
		token, err := x.decoder.RawToken()
		if err != nil {
			return Row{}, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			column := columnOf(attribute(t, "r"), len(x.ends))
			if err := x.cell(attribute(t, "t")); err != nil {
				return Row{}, err
			}
			switch {
			case column >= MaxColumns:
				row.Broken = TooManyCols
			case len(x.value) > MaxField:
				row.Broken = TooLong
			default:
				x.put(column)
			}
		case xml.EndElement:
			if t.Name.Local == "row" {
				from := 0
				for _, end := range x.ends {
					x.fields = append(x.fields, x.text[from:end:end])
					from = end
				}
				row.Fields = x.fields
				return row, nil
			}
		}
	}
}

// put adds the cell's value at its column; those that were left out before it are empty.
func (x *xlsxRows) put(column int) {
	for len(x.ends) < column {
		x.ends = append(x.ends, len(x.text))
	}
	if column == len(x.ends) {
		x.text = append(x.text, x.value...)
		x.ends = append(x.ends, len(x.text))
	}
}

// cell reads the value of a cell of the given kind up to its end.
func (x *xlsxRows) cell(kind string) error {
	x.value = x.value[:0]
	inValue, phonetic := false, false
	for {
		token, err := x.decoder.RawToken()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			inValue = t.Name.Local == "v" || t.Name.Local == "t" && !phonetic
			phonetic = phonetic || t.Name.Local == "rPh"
		case xml.CharData:
			if inValue && len(x.value) <= MaxField {
				x.value = append(x.value, t...)
			}
		case xml.EndElement:
			inValue = false
			switch t.Name.Local {
			case "rPh":
				phonetic = false
			case "c":
				return x.shared(kind)
			}
		}
	}
}

// shared replaces the number of a shared string by its text.
func (x *xlsxRows) shared(kind string) error {
	if kind != "s" {
		return nil
	}
	i, err := strconv.Atoi(string(bytes.TrimSpace(x.value)))
	if err != nil && len(x.value) == 0 {
		return nil
	}
	text, ok := x.strings.at(i)
	if err != nil || !ok {
		return ErrXLSX
	}
	x.value = append(x.value[:0], text...)
	return nil
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// columnOf is the column of a reference such as "AB12", from 0; next where there is none.
func columnOf(reference string, next int) int {
	n := 0
	for _, c := range []byte(reference) {
		if c < 'A' || c > 'Z' {
			break
		}
		if n = n*26 + int(c-'A') + 1; n > 1<<20 {
			break
		}
	}
	if n == 0 {
		return next
	}
	return n - 1
}
