package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// excelFile makes an XLSX file with a small cover and then the table.
func excelFile(t testing.TB, table [][]any) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	if _, err := x.NewSheet("DATA"); err != nil {
		t.Fatal(err)
	}
	for i, row := range table {
		if err := x.SetSheetRow("DATA", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	b, err := x.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestXLSXAsExcelWritesIt(t *testing.T) {
	f, got := readAll(t, excelFile(t, [][]any{
		{"NIK", "NAMA", "TGL", "ANGKA", "YA"},
		{"'1673011405900011", "BUDI & SITI <A>", time.Date(1990, 5, 14, 0, 0, 0, 0, time.UTC), 1001, true},
		{},
		{nil, nil, "X"},
		{1673011405900011, "É", 33007, 1.5, ""},
	}))
	want := [][]string{{"NIK", "NAMA", "TGL", "ANGKA", "YA"}, {"'1673011405900011", "BUDI & SITI <A>", "33007", "1001", "1"}}
	if f.Format != XLSX || f.Sheet != "DATA" || len(got) < 4 || !same(got[:2], want) {
		t.Fatalf("%+v %q", f, got)
	}
	if last := got[len(got)-1]; strings.Join(last[:4], "|") != "1673011405900011|É|33007|1.5" {
		t.Fatalf("%q", last)
	}
	if f.Done() == 0 {
		t.Fatal("no progress at the end")
	}
}

// replaced gives a copy of an archive in which one entry has other content.
func replaced(t *testing.T, archive []byte, name string, content func([]byte) []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		r, _ := f.Open()
		b, _ := io.ReadAll(r)
		if f.Name == name {
			b = content(b)
		}
		e, _ := w.Create(f.Name)
		_, _ = e.Write(b)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func lastError(content []byte) error {
	f, err := Open(bytes.NewReader(content), int64(len(content)))
	for err == nil {
		_, err = f.Next()
	}
	return err
}

func TestDamagedXLSXIsNeverAShortTable(t *testing.T) {
	table := [][]any{{"NIK", "NAMA"}}
	for i := range 200 {
		table = append(table, []any{fmt.Sprint(i), "X"})
	}
	whole := excelFile(t, table)
	if err := lastError(whole); !errors.Is(err, io.EOF) {
		t.Fatalf("the whole file: %v", err)
	}
	const sheet = "xl/worksheets/sheet2.xml"
	for name, content := range map[string][]byte{
		"cut archive":    whole[:len(whole)-100],
		"cut worksheet":  replaced(t, whole, sheet, func(b []byte) []byte { return b[:len(b)/2] }),
		"broken XML":     replaced(t, whole, sheet, func(b []byte) []byte { return bytes.Replace(b, []byte("</row>"), []byte("</<row>"), 1) }),
		"no such string": replaced(t, whole, sheet, func(b []byte) []byte { return bytes.Replace(b, []byte("<v>3</v>"), []byte("<v>99999</v>"), 1) }),
		"cut strings":    replaced(t, whole, "xl/sharedStrings.xml", func(b []byte) []byte { return b[:len(b)/2] }),
		"endless cell": replaced(t, whole, sheet, func(b []byte) []byte {
			return bytes.Replace(b, []byte("<v>3</v>"), append(bytes.Repeat([]byte(" "), maxSmallXML+1<<20), "<v>3</v>"...), 1)
		}),
	} {
		if err := lastError(content); !errors.Is(err, ErrXLSX) && !errors.Is(err, ErrLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
	flipped := bytes.Clone(whole)
	i := bytes.LastIndex(flipped[:bytes.Index(flipped, []byte("PK\x01\x02"))], []byte("PK\x03\x04"))
	flipped[i+60] ^= 1
	if err := lastError(flipped); err == nil || errors.Is(err, io.EOF) {
		t.Log("the flipped bit was in an entry that is not read")
	}
}

func TestLongCellIsOneBrokenRow(t *testing.T) {
	content := replaced(t, excelFile(t, [][]any{{"NIK", "NAMA"}, {"1", "X"}, {"2", "Y"}}), "xl/worksheets/sheet2.xml", func(b []byte) []byte {
		long := `<c r="A2" t="str"><v>` + strings.Repeat("7", 1_200_000) + `</v></c>`
		start := bytes.Index(b, []byte(`<c r="A2"`))
		end := start + bytes.Index(b[start:], []byte("</c>")) + 4
		return append(append(bytes.Clone(b[:start]), long...), b[end:]...)
	})
	_, got := readAll(t, content)
	if !same(got, [][]string{{"NIK", "NAMA"}, {string(TooLong)}, {"2", "Y"}}) {
		t.Fatalf("%.300q", got)
	}
}
