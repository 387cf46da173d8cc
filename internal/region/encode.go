package region

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sort"
)

// The embedded file, gzipped: the magic, then for each level from Province on the number of areas,
// their codes in order (each as the difference to the one before), the lengths of their names, and the names.

const (
	fileMagic  = "jemput areas 1\n"
	maxAreas   = 1 << 20
	maxContent = 16 << 20 // bytes after decompression
)

// Encode writes the areas as the file that Load reads. Every area's parent must be among them.
// The same areas give the same bytes.
func Encode(w io.Writer, areas []Area) error {
	var levels [Village + 1][]entry
	for _, a := range areas {
		number, level, ok := parseCode(a.Code)
		if !ok || level != a.Level || a.Name == "" || len(a.Name) > 200 {
			return fmt.Errorf("region: %q %q is no %s", a.Code, a.Name, a.Level)
		}
		levels[level] = append(levels[level], entry{number, a.Name})
	}
	content := []byte(fileMagic)
	for level := Province; level <= Village; level++ {
		list := levels[level]
		sort.Slice(list, func(i, j int) bool { return list[i].code < list[j].code })
		if err := checkLevel(level, list, levels[level-1]); err != nil {
			return err
		}
		content = appendLevel(content, list)
	}
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(content); err != nil {
		return err
	}
	return z.Close()
}

type entry struct {
	code uint64
	name string
}

// checkLevel refuses codes that occur twice and, below the provinces, areas without a parent.
func checkLevel(level Level, list, parents []entry) error {
	for i, e := range list {
		if i > 0 && list[i-1].code == e.code {
			return fmt.Errorf("region: code %s occurs twice", formatCode(e.code, level))
		}
		if level == Province {
			continue
		}
		parent := e.code / fanout[level]
		at := sort.Search(len(parents), func(i int) bool { return parents[i].code >= parent })
		if at == len(parents) || parents[at].code != parent {
			return fmt.Errorf("region: %s has no parent", formatCode(e.code, level))
		}
	}
	return nil
}

func appendLevel(b []byte, list []entry) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	var before uint64
	for _, e := range list {
		b = binary.AppendUvarint(b, e.code-before)
		before = e.code
	}
	for _, e := range list {
		b = binary.AppendUvarint(b, uint64(len(e.name)))
	}
	for _, e := range list {
		b = append(b, e.name...)
	}
	return b
}

var errDamaged = errors.New("region: the file of areas is damaged")

// decode reads the file back. It holds the names as one string, which all tables share.
func decode(packed []byte) (*Atlas, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, errors.Join(errDamaged, err)
	}
	var content bytes.Buffer
	content.Grow(3 * len(packed)) // about what names compress to; the rest is one more growth
	if _, err := content.ReadFrom(io.LimitReader(z, maxContent+1)); err != nil {
		return nil, errors.Join(errDamaged, err)
	}
	if content.Len() > maxContent || !bytes.HasPrefix(content.Bytes(), []byte(fileMagic)) {
		return nil, errDamaged
	}
	rest := content.String()[len(fileMagic):]
	a := &Atlas{}
	for level := Province; level <= Village; level++ {
		if a.levels[level], rest, err = decodeTable(rest); err != nil {
			return nil, err
		}
	}
	if rest != "" {
		return nil, errDamaged
	}
	a.keys = foldedOnce(a)
	return a, nil
}

func decodeTable(s string) (t table, rest string, err error) {
	count, s, ok := uvarint(s)
	if !ok || count > maxAreas {
		return t, "", errDamaged
	}
	t.codes, t.ends = make([]uint64, count), make([]uint32, count)
	var code, end, step uint64
	for i := range t.codes {
		if step, s, ok = uvarint(s); !ok || i > 0 && step == 0 || step > 1e10 {
			return t, "", errDamaged
		}
		code += step
		t.codes[i] = code
	}
	for i := range t.ends {
		if step, s, ok = uvarint(s); !ok || step > 200 {
			return t, "", errDamaged
		}
		end += step
		t.ends[i] = uint32(end)
	}
	if end > uint64(len(s)) {
		return t, "", errDamaged
	}
	t.text = s[:end]
	return t, s[end:], nil
}

// uvarint is binary.Uvarint for a string.
func uvarint(s string) (n uint64, rest string, ok bool) {
	for i := 0; i < len(s) && i < binary.MaxVarintLen64; i++ {
		n |= uint64(s[i]&0x7f) << (7 * i)
		if s[i] < 0x80 {
			return n, s[i+1:], true
		}
	}
	return 0, "", false
}
