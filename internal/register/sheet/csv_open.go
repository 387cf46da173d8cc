package sheet

import (
	"bytes"
	"encoding/binary"
	"io"
	"slices"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// counted says how far a file has been read.
type counted struct {
	src io.Reader
	n   atomic.Int64
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.src.Read(b)
	c.n.Add(int64(n))
	return n, err
}

func openCSV(r io.ReaderAt, size int64, head []byte) (*File, error) {
	f := &File{Format: CSV, Encoding: "utf-8"}
	count := &counted{src: io.NewSectionReader(r, 0, size)}
	f.done = count.n.Load
	var src io.Reader = count
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		f.Encoding = "utf-16"
		decoder := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
		src = transform.NewReader(count, decoder.NewDecoder())
		head, _ = decoder.NewDecoder().Bytes(head[:len(head)&^1])
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		head = head[3:]
		if _, err := io.CopyN(io.Discard, src, 3); err != nil {
			return nil, err
		}
	case !validUpToCut(head):
		f.Encoding = "windows-1252"
	}
	if trimmed := bytes.TrimSpace(head); len(trimmed) == 0 {
		return nil, ErrEmpty
	} else if trimmed[0] == '<' {
		return nil, ErrPage
	} else if bytes.IndexByte(head, 0) >= 0 {
		return nil, ErrBytes
	}
	eol := byte('\n')
	if bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0 {
		eol = '\r'
	}
	comma, told := toldDelimiter(head)
	if !told {
		comma = delimiterOf(head, eol)
	}
	c := newCSV(src, comma, eol)
	if told {
		if _, err := c.next(); err != nil {
			return nil, err
		}
	}
	f.Delimiter, f.next = string(rune(comma)), c.next
	return f, nil
}

// validUpToCut reports UTF-8, but for a character that the end of the head cuts.
func validUpToCut(head []byte) bool {
	for cut := range utf8.UTFMax {
		if cut < len(head) && utf8.Valid(head[:len(head)-cut]) {
			return cut == 0 || len(head) == headBytes
		}
	}
	return false
}

// toldDelimiter reads the line "sep=;" that Excel understands.
func toldDelimiter(head []byte) (byte, bool) {
	if len(head) > 5 && bytes.EqualFold(head[:4], []byte("sep=")) && (head[5] == '\r' || head[5] == '\n') {
		return head[4], true
	}
	return 0, false
}

// delimiterOf takes the sign that half of the lines have most of: addresses hold commas too, but not in every line.
func delimiterOf(head []byte, eol byte) byte {
	best, most := byte(','), 0
	for _, candidate := range []byte{';', '\t', ',', '|'} {
		var counts []int
		for line := range bytes.SplitSeq(head, []byte{eol}) {
			if len(counts) == 20 {
				break
			}
			if len(bytes.Trim(line, " \r\t;,|")) > 0 {
				counts = append(counts, outsideQuotes(line, candidate))
			}
		}
		slices.Sort(counts)
		if n := len(counts); n > 0 && counts[(n-1)/2] > most {
			best, most = candidate, counts[(n-1)/2]
		}
	}
	return best
}

func outsideQuotes(line []byte, sign byte) (n int) {
	inside := false
	for _, b := range line {
		if b == '"' {
			inside = !inside
		} else if b == sign && !inside {
			n++
		}
	}
	return n
}

// decode makes every field of the row valid UTF-8: what is not, is Windows-1252.
func (c *csvReader) decode() {
	for i, f := range c.fields {
		if isASCII(f) || utf8.Valid(f) {
			continue
		}
		begun := len(c.scratch)
		for _, b := range f {
			c.scratch = utf8.AppendRune(c.scratch, charmap.Windows1252.DecodeByte(b))
		}
		c.fields[i] = c.scratch[begun:len(c.scratch):len(c.scratch)]
	}
}

func isASCII(b []byte) bool {
	for ; len(b) >= 8; b = b[8:] {
		if binary.LittleEndian.Uint64(b)&0x8080808080808080 != 0 {
			return false
		}
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
