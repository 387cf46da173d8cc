package register

import (
	"fmt"
	"strings"
)

// areaReader finds the kelurahan of domicile that a row names. It belongs to one goroutine.
type areaReader struct {
	places    Places
	city      string            // "" if the file says it row by row
	kecamatan map[string]string // kecamatan by city and squeezed name
	listed    map[string]bool   // cities whose kecamatan are in it
	known     map[string]area   // by the raw cells; bounded
	key       []byte
}

// area is what a row's cells came to.
type area struct {
	code    string
	problem string
	field   Field
}

func newAreaReader(p Places, city string) *areaReader {
	return &areaReader{places: p, city: city, kecamatan: map[string]string{}, listed: map[string]bool{}, known: map[string]area{}}
}

// areaCells are a row's cells about the place: nil where the file has no such column.
type areaCells struct{ province, city, kecamatan, kelurahan, kecamatanName, kelurahanName []byte }

// read looks the cells up among those that were read before.
func (a *areaReader) read(c *areaCells) area {
	a.key = a.key[:0]
	for _, cell := range [...][]byte{c.province, c.city, c.kecamatan, c.kelurahan, c.kecamatanName, c.kelurahanName} {
		a.key = append(append(a.key, trimSpace(cell)...), 0)
	}
	if found, ok := a.known[string(a.key)]; ok {
		return found
	}
	if len(a.known) > 1<<14 || len(a.key) > 1<<10 { // a hostile file cannot make it remember without end
		clear(a.known)
	}
	found := a.find(c)
	a.known[string(a.key)] = found
	return found
}

func (a *areaReader) find(c *areaCells) area {
	city, problem := a.cityOf(c)
	if problem != "" {
		return area{problem: problem, field: FieldCity}
	}
	cell, field := c.kelurahan, FieldKelurahan
	if isNothing(trimCell(cell)) {
		cell, field = c.kelurahanName, FieldKelurahanName
		if isNothing(trimCell(cell)) {
			if c.kelurahan != nil {
				field = FieldKelurahan
			}
			return area{problem: "kelurahan_missing", field: field}
		}
	}
	code, problem := a.kelurahan(cell, city, c)
	if problem == "" && a.city != "" && CityOf(code) != a.city {
		return area{problem: "city_differs", field: field}
	}
	return area{code, problem, field}
}

// cityOf is the city that the import or the row names; "" if the row leaves it to a full code.
func (a *areaReader) cityOf(c *areaCells) (city, problem string) {
	city, _ = codeOfCell(c.city)
	if len(city) == 2 || len(city) == 1 {
		if province, ok := codeOfCell(c.province); ok && len(province) == 2 {
			city = province + "." + pad(city, 2)
		} else if len(a.city) == 5 {
			city = a.city[:3] + pad(city, 2)
		}
	} else if len(city) == 4 {
		city = city[:2] + "." + city[2:]
	}
	switch {
	case len(city) != 5:
		return a.city, ""
	case a.city != "" && city != a.city:
		return "", "city_differs"
	}
	return city, ""
}

// kelurahan reads a full code, a number within the kecamatan, or a name.
func (a *areaReader) kelurahan(cell []byte, city string, c *areaCells) (code, problem string) {
	digits, isCode := codeOfCell(cell)
	if !isCode {
		return a.byName(cell, city, c)
	}
	switch {
	case len(digits) == 10:
		code = digits[:2] + "." + digits[2:4] + "." + digits[4:6] + "." + digits[6:]
	case len(digits) <= 4:
		code = a.kecamatanOf(city, c) + "." + pad(digits, 4)
	}
	if _, known := a.places.Name(code); !known || len(code) != 13 {
		return "", "kelurahan_unknown"
	}
	return code, ""
}

func (a *areaReader) byName(cell []byte, city string, c *areaCells) (code, problem string) {
	within := a.kecamatanOf(city, c)
	if within == "" {
		within = city
	}
	if within == "" || len(cell) > maxText {
		return "", "kelurahan_unknown"
	}
	code, ok := a.places.Kelurahan(string(trimCell(cell)), within)
	if !ok {
		return "", "kelurahan_ambiguous"
	}
	return code, ""
}

// kecamatanOf is the code of the row's kecamatan, "" if it cannot be told.
func (a *areaReader) kecamatanOf(city string, c *areaCells) string {
	for _, cell := range [...][]byte{c.kecamatan, c.kecamatanName} {
		if isNothing(trimCell(cell)) || len(cell) > maxText {
			continue
		}
		digits, isCode := codeOfCell(cell)
		switch {
		case isCode && len(digits) == 6:
			return digits[:2] + "." + digits[2:4] + "." + digits[4:]
		case city == "":
		case isCode && len(digits) <= 2:
			return city + "." + pad(digits, 2)
		case !isCode:
			if code, ok := a.kecamatanNamed(string(trimCell(cell)), city); ok {
				return code
			}
		}
	}
	return ""
}

func (a *areaReader) kecamatanNamed(name, city string) (string, bool) {
	if !a.listed[city] {
		a.listed[city] = true
		for n := 1; n < 100; n++ {
			code := fmt.Sprintf("%s.%02d", city, n)
			if name, ok := a.places.Name(code); ok {
				a.kecamatan[city+headerKey(name)] = code
			}
		}
	}
	key := headerKey(name)
	if code, ok := a.kecamatan[city+key]; ok {
		return code, true
	}
	code, ok := a.kecamatan[city+strings.TrimPrefix(strings.TrimPrefix(key, "KECAMATAN"), "KEC")]
	return code, ok
}

// codeOfCell gives the digits of an area code, written 16.73.01.1001, 1673011001, 1001 or 1001.0.
func codeOfCell(b []byte) (string, bool) {
	b = trimCell(b)
	if len(b) == 0 || len(b) > 15 {
		return "", false
	}
	if !strings.Contains(string(b), "..") && countDots(b) <= 1 {
		b = withoutZeroDecimals(b)
	}
	for _, c := range b {
		if (c < '0' || c > '9') && c != '.' {
			return "", false
		}
	}
	digits := string(appendDigits(nil, b))
	return digits, digits != "" && len(digits) <= 10
}

func countDots(b []byte) (n int) {
	for _, c := range b {
		if c == '.' {
			n++
		}
	}
	return n
}

// pad puts zeros in front.
func pad(s string, width int) string {
	return strings.Repeat("0", max(0, width-len(s))) + s
}
