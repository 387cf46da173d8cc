package region

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Names are compared by their keys: lower case, without spaces, accents and doubled letters, with today's
// spelling and Arabic numerals. "Lubuk Linggau Timur I", "LUBUKLINGGAU TIMUR 1" and "lubuk-lingau timur1" have
// one key, "lubuklingautimur1".

// maxKey is the longest key, in bytes: one machine word of the pattern in match.go.
const maxKey = 64

// shortForms are what clerks write for frequent words of place names.
var shortForms = map[string]string{
	"tj": "tanjung", "tjg": "tanjung", "tg": "tanjung", "tanjong": "tanjung", "sp": "simpang", "spg": "simpang",
	"sei": "sungai", "kp": "kampung", "kpg": "kampung", "kampong": "kampung", "gn": "gunung", "lb": "lubuk", "lbk": "lubuk",
	"ps": "pasar", "psr": "pasar", "ma": "muara", "bdg": "bandung", "llg": "lubuklinggau", "mjp": "majapahit",
}

// key is a name as it is compared.
func key(name string) string { return string(appendKey(nil, name)) }

func appendKey(b []byte, name string) []byte {
	start := len(b)
	for _, word := range words(name) {
		if long, ok := shortForms[word]; ok {
			word = long
		}
		if word[0] <= '9' && len(b) > start && b[len(b)-1] <= '9' {
			b = append(b, '.') // "I, II" is not 12
		}
		b = appendSound(b, start, word)
	}
	return b[:min(len(b), start+maxKey)]
}

// appendSound adds a word as it is heard. A letter that repeats the one before counts once, over words as well.
func appendSound(b []byte, start int, word string) []byte {
	for i := 0; i < len(word); i++ {
		c := word[i]
		if i+1 < len(word) {
			switch word[i : i+2] {
			case "oe":
				c, i = 'u', i+1
			case "dj":
				c, i = 'j', i+1
			case "tj":
				c, i = 'c', i+1
			case "sy", "sh":
				c, i = 's', i+1
			case "ph":
				c, i = 'f', i+1
			}
		}
		if c == 'v' {
			c = 'f'
		}
		if len(b) > start && b[len(b)-1] == c && c > '9' {
			continue
		}
		b = append(b, c)
	}
	return b
}

// words are the words and numbers of a name in lower case a to z and 0 to 9, Roman numerals as Arabic ones.
// Apostrophes and quotes join; all else parts, and so does the border between letters and digits.
func words(name string) []string {
	name = plain(name)
	list := make([]string, 0, 6)
	for i := 0; i < len(name); {
		class := classOf(name[i])
		end := i + 1
		for end < len(name) && classOf(name[end]) == class {
			end++
		}
		switch word := name[i:end]; class {
		case 'a':
			list = appendLetters(list, word)
		case '0':
			if word = strings.TrimLeft(word, "0"); word == "" {
				word = "0"
			}
			list = append(list, word)
		}
		i = end
	}
	return list
}

// appendLetters adds a word of letters; a numeral in capitals after small letters ("TimurII") is a word of its own.
func appendLetters(list []string, word string) []string {
	cut := len(strings.TrimRight(word, "IVX"))
	if cut > 0 && cut < len(word) && word[cut-1] >= 'a' {
		return append(list, strings.ToLower(word[:cut]), arabic(strings.ToLower(word[cut:])))
	}
	return append(list, arabic(strings.ToLower(word)))
}

func classOf(c byte) byte {
	switch {
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		return 'a'
	case c >= '0' && c <= '9':
		return '0'
	}
	return ' '
}

// plain takes accents off and drops what joins.
func plain(s string) string {
	if strings.IndexFunc(s, func(c rune) bool { return c >= 0x80 || joins(c) }) < 0 {
		return s
	}
	return strings.Map(func(c rune) rune {
		if joins(c) || unicode.Is(unicode.Mn, c) {
			return -1
		}
		return c
	}, norm.NFD.String(s))
}

func joins(c rune) bool { return strings.ContainsRune("'\"`´‘’“”ʼ", c) }

var romans = func() map[string]string {
	numerals := map[string]string{}
	for n := 1; n < 40; n++ {
		unit := [...]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}[n%10]
		digits := []byte{byte('0' + n/10), byte('0' + n%10)}
		numerals[strings.Repeat("x", n/10)+unit] = strings.TrimPrefix(string(digits), "0")
	}
	return numerals
}()

// arabic is a Roman numeral up to 39 in Arabic digits, any other word as it is.
func arabic(word string) string {
	if strings.Trim(word, "ivx") == "" {
		if n, ok := romans[word]; ok {
			return n
		}
	}
	return word
}

// numbers are the digits of a key: what a misspelling never changes.
func numbers(key string) string {
	first := strings.IndexAny(key, "0123456789")
	if first < 0 {
		return ""
	}
	return strings.Map(func(c rune) rune {
		if c > '9' {
			return -1
		}
		return c
	}, key[first:])
}

// folded is the keys of all names: tables like the Atlas's own.
type folded [Village + 1]table

// foldedOnce makes the keys when they are first asked for.
func foldedOnce(a *Atlas) func() *folded {
	return sync.OnceValue(func() *folded {
		f := new(folded)
		for level := Province; level <= Village; level++ {
			from, to := &a.levels[level], &f[level]
			b := make([]byte, 0, len(from.text))
			to.ends = make([]uint32, len(from.ends))
			for i := range from.ends {
				name := from.name(i)
				if level == City {
					name = bareCity(name)
				}
				b = append(b, key(name)...)
				to.ends[i] = uint32(len(b))
			}
			to.text = string(b)
		}
		return f
	})
}

// bareCity is a city's or regency's name without what kind it is.
func bareCity(name string) string {
	for _, kind := range []string{"Kota ", "Kabupaten "} {
		if bare, ok := strings.CutPrefix(name, kind); ok {
			return bare
		}
	}
	return name
}
