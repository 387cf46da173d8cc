package sheet

const (
	endOfFile = -1
	tooFar    = -2

	// maxLines bounds how far a quoted field may go on: an address has a few lines, a stray quotation mark the whole file.
	maxLines = 20
)

// at is the byte at place i of the row, which is read if it is not there yet.
func (c *csvReader) at(i int) (int, error) {
	for c.start+i >= c.end {
		if i >= maxRow {
			return tooFar, nil
		}
		if c.eof {
			return endOfFile, nil
		}
		if err := c.fill(); err != nil {
			return 0, err
		}
	}
	return int(c.buf[c.start+i]), nil
}

// quoted splits a row with quotation marks and gives its size with the end of line.
func (c *csvReader) quoted() (size int, broken Broken, err error) {
	for i := 0; ; i++ {
		var s span
		var b int
		if s, i, broken, err = c.field(i); err != nil || broken != "" {
			return 0, broken, err
		}
		c.spans = append(c.spans, s)
		if b, err = c.at(i); err != nil {
			return 0, "", err
		}
		if b == tooFar {
			return 0, TooLong, nil
		}
		if len(c.spans) > MaxColumns {
			return 0, TooManyCols, nil
		}
		if b != int(c.comma) {
			if b != endOfFile {
				i++
			}
			c.resolve()
			return i, "", nil
		}
	}
}

func (c *csvReader) resolve() {
	for _, s := range c.spans {
		if s.scratch {
			c.fields = append(c.fields, c.scratch[s.from:s.to:s.to])
		} else {
			c.fields = append(c.fields, c.buf[c.start+s.from:c.start+s.to])
		}
	}
}

// field reads the field that begins at i and says where it ends: at a comma, an end of line or of the file.
func (c *csvReader) field(i int) (s span, end int, broken Broken, err error) {
	first := i
	b, err := c.at(i)
	for ; err == nil && b == ' '; b, err = c.at(i) {
		i++
	}
	if err == nil && b == '"' {
		return c.quotedField(i + 1)
	}
	for i = first; err == nil; i++ {
		b, err = c.at(i)
		if b == int(c.comma) || b == int(c.eol) || b < 0 {
			break
		}
	}
	s = span{from: first, to: i}
	if err == nil && b == int(c.eol) && i > first && c.buf[c.start+i-1] == '\r' {
		s.to--
	}
	return s, i, "", err
}

// quotedField reads on after the opening quotation mark. Two of them stand for one; what follows the
// closing one must end the field, otherwise none of them was meant as a quotation mark.
func (c *csvReader) quotedField(i int) (s span, end int, broken Broken, err error) {
	from, begun, lines, doubled := i, len(c.scratch), 0, false
	for {
		b, err := c.at(i)
		switch {
		case err != nil:
			return s, 0, "", err
		case b < 0 || lines > maxLines:
			return s, 0, Quotes, nil
		case b == int(c.eol):
			lines++
		case b == '"':
			next, err := c.at(i + 1)
			if err != nil {
				return s, 0, "", err
			}
			if next != '"' {
				s = span{from: from, to: i}
				if doubled {
					s = span{begun, len(c.scratch), true}
				}
				end, broken, err = c.closed(i + 1)
				return s, end, broken, err
			}
			if !doubled {
				doubled = true
				c.scratch = append(c.scratch, c.buf[c.start+from:c.start+i]...)
			}
			i++
		}
		if doubled {
			c.scratch = append(c.scratch, byte(b))
		}
		i++
	}
}

// closed passes spaces after a closing quotation mark.
func (c *csvReader) closed(i int) (end int, broken Broken, err error) {
	for {
		b, err := c.at(i)
		switch {
		case err != nil:
			return 0, "", err
		case b == int(c.comma) || b == int(c.eol) || b == endOfFile:
			return i, "", nil
		case b != ' ' && b != '\r':
			return 0, Quotes, nil
		}
		i++
	}
}
