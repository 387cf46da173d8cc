package sheet

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"
)

// readAll reads a whole file; broken rows are named by their kind.
func readAll(t testing.TB, content []byte) (*File, [][]string) {
	t.Helper()
	f, err := Open(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for {
		row, err := f.Next()
		if errors.Is(err, io.EOF) {
			return f, rows
		}
		if err != nil {
			t.Fatal(err)
		}
		if row.Broken != "" {
			rows = append(rows, []string{string(row.Broken)})
			continue
		}
		fields := make([]string, len(row.Fields))
		for i, field := range row.Fields {
			fields[i] = string(field)
		}
		rows = append(rows, fields)
	}
}

func same(a, b [][]string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if strings.Join(a[i], "\x00") != strings.Join(b[i], "\x00") {
			return false
		}
	}
	return true
}

func TestCSVAsOfficesWriteIt(t *testing.T) {
	for name, c := range map[string]struct {
		in, delimiter, encoding string
		want                    [][]string
	}{
		"comma":          {"a,b\n1,2\n", ",", "utf-8", [][]string{{"a", "b"}, {"1", "2"}}},
		"semicolon":      {"a;b\r\n1,5;2,5\r\n", ";", "utf-8", [][]string{{"a", "b"}, {"1,5", "2,5"}}},
		"tab":            {"a\tb\n1, 2\t3", "\t", "utf-8", [][]string{{"a", "b"}, {"1, 2", "3"}}},
		"pipe":           {"a|b\n1|2", "|", "utf-8", [][]string{{"a", "b"}, {"1", "2"}}},
		"BOM":            {"\ufeffa,b\n", ",", "utf-8", [][]string{{"a", "b"}}},
		"old Mac":        {"a,b\r1,2\r", ",", "utf-8", [][]string{{"a", "b"}, {"1", "2"}}},
		"sep line":       {"sep=|\r\na|b;c;d\r\n", "|", "utf-8", [][]string{{"a", "b;c;d"}}},
		"quotes":         {"a,\"b,\"\"c\"\"\"\n\"x\ny\" ,z\n", ",", "utf-8", [][]string{{"a", `b,"c"`}, {"x\ny", "z"}}},
		"empty quotes":   {"\"\",\"\"\n", ",", "utf-8", [][]string{{"", ""}}},
		"quote inside":   {"a 5\" pipe,b\n", ",", "utf-8", [][]string{{`a 5" pipe`, "b"}}},
		"stray quote":    {"a,b\n\"x,y\nc,d\n", ",", "utf-8", [][]string{{"a", "b"}, {string(Quotes)}, {"c", "d"}}},
		"stray quotes":   {"a,b\n\"x,y\n\"c,d\ne,f\n", ",", "utf-8", [][]string{{"a", "b"}, {string(Quotes)}, {string(Quotes)}, {"e", "f"}}},
		"after quote":    {"\"a\"b,c\nd,e\n", ",", "utf-8", [][]string{{string(Quotes)}, {"d", "e"}}},
		"windows-1252":   {"caf\xe9,\x80\n", ",", "windows-1252", [][]string{{"café", "€"}}},
		"blank lines":    {"a,b\n\n,,\n", ",", "utf-8", [][]string{{"a", "b"}, {""}, {"", "", ""}}},
		"no end of line": {"a,b\nc,\"d\"", ",", "utf-8", [][]string{{"a", "b"}, {"c", "d"}}},
		"CR after quote": {"\"a\",\"b\"\r\n\"c\",d\r\n", ",", "utf-8", [][]string{{"a", "b"}, {"c", "d"}}},
	} {
		t.Run(name, func(t *testing.T) {
			f, got := readAll(t, []byte(c.in))
			if f.Delimiter != c.delimiter || f.Encoding != c.encoding || !same(got, c.want) {
				t.Fatalf("delimiter %q, %s, rows %q", f.Delimiter, f.Encoding, got)
			}
		})
	}
}

func TestBrokenRowsCostNoOther(t *testing.T) {
	long := strings.Repeat("7", 1_200_000)
	many := strings.Repeat("x,", 2000)
	_, got := readAll(t, []byte("a,b\n"+long+"\nc,d\n"+many+"\n\"q\","+many+"\ne,\""+long+"\"\ng,h\n"))
	want := [][]string{{"a", "b"}, {string(TooLong)}, {"c", "d"}, {string(TooManyCols)}, {string(TooManyCols)}, {string(TooLong)}, {"g", "h"}}
	if !same(got, want) {
		t.Fatalf("%.200q", got)
	}
}

func TestWhatIsNoTableIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want error
	}{
		"nothing": {"", ErrEmpty}, "spaces": {"  \r\n ", ErrEmpty}, "page": {"\n <html>", ErrPage}, "xls": {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ErrOld},
		"binary": {"a\x00b", ErrBytes}, "a zip that is none": {"PK\x03\x04 and no more", ErrXLSX},
	} {
		if _, err := Open(strings.NewReader(c.in), int64(len(c.in))); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A table comes back from every dialect.
func TestTablesSurviveEveryDialect(t *testing.T) {
	cellRunes := []rune("ABcd 09.,;|\t\"'\nÉñ=-")
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 8).Draw(t, "width")
		table := rapid.SliceOfN(rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom(cellRunes), 0, 12, -1), width, width), 1, 30).Draw(t, "table")
		header := make([]string, width)
		for i := range header {
			header[i] = string(rune('A' + i))
		}
		table = append([][]string{header, header, header}, table...)
		delimiter := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "delimiter")
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "end")
		var b strings.Builder
		b.WriteString("sep=" + delimiter + end) // some tables would leave the delimiter in doubt
		for _, row := range table {
			for i, c := range row {
				if i > 0 {
					b.WriteString(delimiter)
				}
				if rapid.Bool().Draw(t, "quoted") || strings.ContainsAny(c, delimiter+"\"\n") || strings.HasPrefix(strings.TrimLeft(c, " "), `"`) {
					c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
				}
				b.WriteString(c)
			}
			b.WriteString(end)
		}
		content := []byte(b.String())
		switch rapid.SampledFrom([]string{"utf-8", "bom", "windows-1252", "utf-16"}).Draw(t, "encoding") {
		case "bom":
			content = append([]byte("\ufeff"), content...)
		case "windows-1252":
			content, _ = charmap.Windows1252.NewEncoder().Bytes(content)
		case "utf-16":
			content, _ = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(content)
		}
		f, err := Open(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range table {
			row, err := f.Next()
			if err != nil || row.Number != int64(i+2) || !bytes.Equal(bytes.Join(row.Fields, []byte{0}), []byte(strings.Join(want, "\x00"))) {
				t.Fatalf("row %d: got %q (%s, %v), want %q", i, row.Fields, row.Broken, err, want)
			}
		}
		if _, err := f.Next(); !errors.Is(err, io.EOF) {
			t.Fatalf("after the last row: %v", err)
		}
	})
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("a,b\n\"x\"\"y\",z\r\n\xe9;\"\n"))
	f.Add([]byte("sep=;\r\na;b\r\n"))
	f.Add([]byte("\xff\xfea\x00;\x00b\x00\n\x00"))
	f.Add(excelFile(f, [][]any{{"NIK", "NAMA"}, {1.5, "X"}}))
	f.Fuzz(func(t *testing.T, content []byte) {
		file, err := Open(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			return
		}
		last := int64(0)
		for range 100_000 {
			row, err := file.Next()
			if err != nil {
				return
			}
			if row.Number <= last {
				t.Fatalf("row %d after row %d", row.Number, last)
			}
			last = row.Number
			for _, field := range row.Fields {
				if !bytes.Equal(field, bytes.ToValidUTF8(field, nil)) {
					t.Fatalf("a field is not UTF-8: %q", field)
				}
			}
		}
	})
}
