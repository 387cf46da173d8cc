package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// Bounds of what an archive may unpack to.
const (
	maxEntries  = 5000
	maxSheetXML = 4 << 30
	maxStrings  = 256 << 20 // bytes of all shared strings, which are held in memory
	maxSmallXML = 16 << 20
)

// worksheet is one entry of the workbook's list of sheets.
type worksheet struct {
	name string
	file *zip.File
}

func openXLSX(r io.ReaderAt, size int64) (*File, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil || len(archive.File) > maxEntries {
		return nil, ErrXLSX
	}
	parts := make(map[string]*zip.File, len(archive.File))
	for _, f := range archive.File {
		parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = f
	}
	book, err := openWorkbook(parts)
	if err != nil {
		return nil, damaged(err)
	}
	sheet, ok := book.widest()
	if !ok {
		return nil, ErrXLSX
	}
	rows := &xlsxRows{size: size}
	if file, ok := parts["xl/sharedstrings.xml"]; ok {
		if err := rows.strings.read(file); err != nil {
			return nil, damaged(err)
		}
	}
	if err := rows.open(sheet.file); err != nil {
		return nil, damaged(err)
	}
	return &File{Format: XLSX, Encoding: "utf-8", Sheet: sheet.name, Date1904: book.date1904, next: rows.next, done: rows.done}, nil
}

type workbook struct {
	sheets   []worksheet // visible ones
	date1904 bool
}

// widest is the sheet with the most content: the others are covers and legends.
func (b *workbook) widest() (best worksheet, ok bool) {
	for _, s := range b.sheets {
		if !ok || s.file.UncompressedSize64 > best.file.UncompressedSize64 {
			best, ok = s, true
		}
	}
	return best, ok
}

func openWorkbook(parts map[string]*zip.File) (*workbook, error) {
	targets, err := relations(parts["xl/_rels/workbook.xml.rels"])
	if err != nil {
		return nil, err
	}
	var xmlBook struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := readSmall(parts["xl/workbook.xml"], &xmlBook); err != nil {
		return nil, err
	}
	b := &workbook{date1904: xmlBook.Properties.Date1904 == "1" || xmlBook.Properties.Date1904 == "true"}
	for _, s := range xmlBook.Sheets {
		for _, a := range s.Attrs {
			if a.Name.Local != "id" || s.State == "hidden" || s.State == "veryHidden" {
				continue
			}
			if file, ok := parts[targets[a.Value]]; ok {
				b.sheets = append(b.sheets, worksheet{s.Name, file})
			}
		}
	}
	return b, nil
}

// relations maps relation ids to the archive's entries.
func relations(f *zip.File) (map[string]string, error) {
	var list struct {
		Relations []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := readSmall(f, &list); err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for _, r := range list.Relations {
		target := r.Target
		if !strings.HasPrefix(target, "/") {
			target = "/xl/" + target
		}
		targets[r.ID] = strings.ToLower(strings.TrimPrefix(path.Clean(target), "/"))
	}
	return targets, nil
}

func readSmall(f *zip.File, into any) error {
	if f == nil {
		return ErrXLSX
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	return errors.Join(xml.NewDecoder(limit(r, maxSmallXML)).Decode(into), r.Close())
}

// limited fails, rather than ends, when more is unpacked than may be: a bomb is not a short file.
type limited struct {
	src  io.Reader
	left int64
	run  int64 // what may be read before the next renew: one cell must not fill the memory
}

func limit(src io.Reader, total int64) *limited { return &limited{src, total, maxSmallXML} }

func (l *limited) renew() { l.run = maxSmallXML }

func (l *limited) Read(b []byte) (int, error) {
	if l.left <= 0 || l.run <= 0 {
		return 0, ErrLarge
	}
	n, err := l.src.Read(b[:min(int64(len(b)), l.left, l.run)])
	l.left -= int64(n)
	l.run -= int64(n)
	return n, err
}
