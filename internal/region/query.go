package region

import "strings"

// part is one name of what was typed, with the level that a word before it says (0 if none).
type part struct {
	level  Level
	marker string // the word that says the level
	key    string
	words  []string // as typed, in lower case
}

// query is what was typed, taken apart: "kel. taba jemekeh kec. lubuklinggau timur 1" looks for one name inside another.
type query struct {
	whole  string // key of everything as one name
	city   string // "kota baru" may be a name or the city of Baru: then the key of the latter
	target part
	others []part
}

var markers = map[string]Level{
	"kel": Village, "kelurahan": Village, "desa": Village, "ds": Village,
	"kec": Kecamatan, "kecamatan": Kecamatan, "kab": City, "kabupaten": City, "kota": City,
	"prov": Province, "provinsi": Province, "propinsi": Province,
}

// parseQuery takes apart what was typed. Commas and the words that name a level begin a new part.
func parseQuery(typed string) query {
	typed = typed[:min(len(typed), 300)]
	q := query{whole: key(typed)}
	var parts []part
	for _, section := range strings.FieldsFunc(typed, func(c rune) bool { return c == ',' || c == ';' || c == '/' || c == '(' || c == ')' }) {
		parts = append(parts, parseSection(words(section), len(parts) > 0)...)
	}
	if len(parts) == 0 {
		q.target.key = q.whole
		return q
	}
	best := 0
	for i := range parts {
		parts[i].key = key(strings.Join(parts[i].words, " "))
		if parts[i].rank(i) > parts[best].rank(best) {
			best = i
		}
	}
	q.target = parts[best]
	q.others = append(parts[:best:best], parts[best+1:]...)
	if w := q.target.words; len(w) > 1 && w[0] == "kota" {
		q.city = key(strings.Join(w[1:], " "))
	}
	return q
}

// rank says which part is looked for: the lowest level that is named, else the first.
func (p part) rank(place int) int {
	if p.level == 0 && place == 0 {
		return 2*int(Kecamatan) + 1 // "Sukajadi kec. X" means a village, "X kel. Sukajadi" as well
	}
	return 2 * int(p.level)
}

// parseSection parts words at the markers. "kota" and "desa" are parts of many names: they mark only at the beginning
// of a section, or behind another part; a marker with nothing behind it is a name.
func parseSection(list []string, behind bool) []part {
	var parts []part
	open := false // a part has begun and has no word yet
	for i, word := range list {
		level, marks := markers[word]
		switch word {
		case "kota":
			marks = marks && !open && (behind || len(parts) > 1 || len(parts) == 1 && parts[0].level != 0)
		case "desa", "ds":
			marks = marks && i == 0
		}
		if marks && !open && i < len(list)-1 {
			parts = append(parts, part{level: level, marker: word})
			open = true
			continue
		}
		if len(parts) == 0 {
			parts = append(parts, part{})
		}
		p := &parts[len(parts)-1]
		p.words = append(p.words, word)
		open = false
	}
	return parts
}
