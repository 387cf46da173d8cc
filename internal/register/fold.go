package register

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Names are compared by how they sound, not by how the clerk of the day spelt them: old and new
// spelling (Soeharto, Djoko, Tjipto, Jusuf), doubled letters, an h that nobody hears, short forms.

const (
	maxNameWords = 15 // words beyond are not searched: a posting has four bits for the count
	maxWordBytes = 40
)

// eachWord calls f with every word of a name in upper case A to Z.
func eachWord(name string, f func(word string)) {
	if !isPlain(name) {
		name = plain(name)
	}
	for len(name) > 0 {
		end := strings.IndexByte(name, ' ')
		if end < 0 {
			end = len(name)
		}
		if end > 0 {
			f(name[:min(end, maxWordBytes)])
		}
		name = name[min(end+1, len(name)):]
	}
}

func isPlain(s string) bool {
	for i := range len(s) {
		if (s[i] < 'A' || s[i] > 'Z') && s[i] != ' ' {
			return false
		}
	}
	return true
}

// plain leaves letters A to Z and single spaces: accents go, an apostrophe joins, all else parts words.
func plain(s string) string {
	b := make([]byte, 0, len(s))
	for _, c := range norm.NFD.String(s) {
		switch c = unicode.ToUpper(c); {
		case c >= 'A' && c <= 'Z':
			b = append(b, byte(c))
		case c == '\'' || c == '`' || c == '’' || c == '‘' || unicode.Is(unicode.Mn, c):
		case len(b) > 0 && b[len(b)-1] != ' ':
			b = append(b, ' ')
		}
	}
	return string(b)
}

// sounds are spellings of one sound, tried in this order at each place of a word.
var sounds = []struct{ written, heard string }{
	{"TJ", "C"}, {"DJ", "J"}, {"SJ", "S"}, {"SY", "S"}, {"SH", "S"}, {"OE", "U"}, {"OO", "U"},
	{"CHR", "KR"}, {"CH", "H"}, {"KH", "H"}, {"PH", "F"}, {"TH", "T"}, {"DH", "D"}, {"GH", "G"}, {"BH", "B"}, {"DZ", "S"},
	{"Q", "K"}, {"V", "F"}, {"Z", "S"}, {"X", "KS"}, {"Y", "J"},
}

// shortForms are abbreviations and spellings too far apart for the rules, after folding.
var shortForms = map[string]string{
	"MUH": "MUHAMAD", "MOH": "MUHAMAD", "MHD": "MUHAMAD", "MUHD": "MUHAMAD", "MOHD": "MUHAMAD", "MHMD": "MUHAMAD", "MOHAMAD": "MUHAMAD",
	"MUHAMED": "MUHAMAD", "MOHAMED": "MUHAMAD", "MUHAMAT": "MUHAMAD", "MUKHAMAD": "MUHAMAD",
	"ABD": "ABDUL", "ABDL": "ABDUL", "ST": "SITI", "AHD": "AHMAD", "AHMD": "AHMAD", "AKHMAD": "AHMAD",
}

// fold brings a word (A to Z) to the form in which it is indexed and looked up. Folding twice changes nothing more.
func fold(word string) string {
	for range 4 { // a rule can make room for another; no name needs more rounds than this
		next := foldOnce(word)
		if next == word {
			break
		}
		word = next
	}
	if long, ok := shortForms[word]; ok {
		return long
	}
	return word
}

func foldOnce(word string) string {
	b := make([]byte, 0, len(word)+4)
	for i := 0; i < len(word); {
		heard, size := soundAt(word, i)
		for j := range len(heard) {
			if n := len(b); n == 0 || b[n-1] != heard[j] {
				b = append(b, heard[j])
			}
		}
		i += size
	}
	if n := len(b); n > 3 && b[n-1] == 'H' {
		b = b[:n-1]
	}
	return string(b)
}

// soundAt is what is heard at word[i:] and how many letters it takes.
func soundAt(word string, i int) (heard string, size int) {
	if i == len(word)-1 && i > 1 && word[i] == 'Y' {
		return "I", 1
	}
	if i == 0 && strings.HasPrefix(word, "CH") && !strings.HasPrefix(word, "CHR") {
		return "C", 2
	}
	for _, s := range sounds {
		if strings.HasPrefix(word[i:], s.written) {
			return s.heard, len(s.written)
		}
	}
	return word[i : i+1], 1
}
