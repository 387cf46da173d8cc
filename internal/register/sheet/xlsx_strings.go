package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
)

// sharedStrings are the texts that cells name by number, one after the other in one piece of memory.
type sharedStrings struct {
	text []byte
	ends []uint32
}

func (s *sharedStrings) at(i int) ([]byte, bool) {
	if i < 0 || i >= len(s.ends) {
		return nil, false
	}
	from := uint32(0)
	if i > 0 {
		from = s.ends[i-1]
	}
	return s.text[from:s.ends[i]], true
}

func (s *sharedStrings) read(f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	source := limit(r, 4*maxStrings)
	return errors.Join(s.parse(xml.NewDecoder(source), source), r.Close())
}

// parse collects the <t> of each <si>; phonetic readings (<rPh>) are left out.
func (s *sharedStrings) parse(d *xml.Decoder, source *limited) error {
	inText, phonetic := false, false
	for {
		token, err := d.RawToken()
		if err != nil {
			return err // also the end of the file before the end of the list
		}
		switch t := token.(type) {
		case xml.StartElement:
			inText = t.Name.Local == "t" && !phonetic
			phonetic = phonetic || t.Name.Local == "rPh"
		case xml.EndElement:
			inText = false
			switch t.Name.Local {
			case "rPh":
				phonetic = false
			case "si":
				s.ends = append(s.ends, uint32(len(s.text)))
				source.renew()
			case "sst":
				return nil
			}
		case xml.CharData:
			if inText {
				s.text = append(s.text, t...)
			}
		}
		if len(s.text)+4*len(s.ends) > maxStrings {
			return ErrLarge
		}
	}
}
