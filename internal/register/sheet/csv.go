package sheet

import (
	"bytes"
	"io"
)

// csvReader splits a stream into rows. A row lies whole in the buffer, so that one with a stray
// quotation mark can be given up and the line after it be read as if nothing had been.
type csvReader struct {
	src        io.Reader
	buf        []byte
	start, end int // what is read and not yet handed out
	eof        bool
	comma, eol byte
	number     int64
	fields     [][]byte
	spans      []span
	scratch    []byte // unescaped and decoded fields of the row at hand
}

// span is a field of a row with quotes, by its place: the buffer moves while the row is read.
type span struct {
	from, to int
	scratch  bool
}

func newCSV(src io.Reader, comma, eol byte) *csvReader {
	return &csvReader{src: src, comma: comma, eol: eol, buf: make([]byte, 2*maxRow)}
}

func (c *csvReader) next() (Row, error) {
	c.fields, c.spans, c.scratch = c.fields[:0], c.spans[:0], c.scratch[:0]
	line, size, whole, err := c.line()
	if err != nil {
		return Row{}, err
	}
	if size == 0 {
		return Row{}, io.EOF
	}
	c.number++
	row := Row{Number: c.number}
	switch {
	case !whole:
		row.Broken, row.Fields = TooLong, c.raw(line)
		return row, c.skipLine()
	case bytes.IndexByte(line, '"') >= 0:
		n, broken, err := c.quoted()
		if err != nil {
			return Row{}, err
		}
		if broken != "" {
			line, size, _, _ = c.line() // the buffer may have moved
			row.Broken, row.Fields = broken, c.raw(line)
			c.start += size
			return row, nil
		}
		c.start += n
		c.decode()
	default:
		c.split(line)
		c.start += size
		if len(c.fields) > MaxColumns {
			row.Broken, row.Fields = TooManyCols, c.raw(line)
			return row, nil
		}
		if !isASCII(line) {
			c.decode()
		}
	}
	row.Fields = c.fields
	return row, nil
}

// line is the text up to the next end of line and its size with it; whole is false when that lies beyond maxRow.
func (c *csvReader) line() (line []byte, size int, whole bool, err error) {
	for searched := 0; ; {
		if i := bytes.IndexByte(c.buf[c.start+searched:c.end], c.eol); i >= 0 {
			n := searched + i
			line, size = c.buf[c.start:c.start+n], n+1
			break
		}
		searched = c.end - c.start
		if searched >= maxRow {
			return c.buf[c.start:c.end], searched, false, nil
		}
		if c.eof {
			line, size = c.buf[c.start:c.end], searched
			break
		}
		if err := c.fill(); err != nil {
			return nil, 0, false, err
		}
	}
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return line, size, true, nil
}

// fill reads more; what is not handed out stays, perhaps at another place of the buffer.
func (c *csvReader) fill() error {
	if c.end == len(c.buf) {
		c.end = copy(c.buf, c.buf[c.start:c.end])
		c.start = 0
	}
	for range 100 {
		n, err := c.src.Read(c.buf[c.end:])
		c.end += n
		if err == io.EOF {
			c.eof = true
			return nil
		}
		if n > 0 || err != nil {
			return err
		}
	}
	return io.ErrNoProgress
}

// skipLine passes over the rest of a line that is too long to hold.
func (c *csvReader) skipLine() error {
	for {
		if i := bytes.IndexByte(c.buf[c.start:c.end], c.eol); i >= 0 {
			c.start += i + 1
			return nil
		}
		c.start = c.end
		if c.eof {
			return nil
		}
		if err := c.fill(); err != nil {
			return err
		}
	}
}

// split cuts a line without quotation marks.
func (c *csvReader) split(line []byte) {
	for len(c.fields) <= MaxColumns {
		i := bytes.IndexByte(line, c.comma)
		if i < 0 {
			c.fields = append(c.fields, line)
			return
		}
		c.fields = append(c.fields, line[:i])
		line = line[i+1:]
	}
}

// raw is the beginning of a broken row's text, as one field.
func (c *csvReader) raw(line []byte) [][]byte {
	line = line[:min(len(line), 1000)]
	for len(line) > 0 && line[len(line)-1] >= 0x80 { // not half a character
		line = line[:len(line)-1]
	}
	c.fields = append(c.fields[:0], line)
	c.decode()
	return c.fields
}
