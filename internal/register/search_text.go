package register

import (
	"strings"
	"unicode/utf8"

	"jemput/internal/fault"
)

const (
	maxSearchText = 200 // letters
	maxQueryWords = 7   // words of a name that are looked up; a resident's hits are the bits of a byte
	maxAreaWords  = 5   // words of an area's name at the end of the text
)

var (
	errSearchEmpty  = fault.New(fault.Invalid, "search_text_empty", "Type a name, a NIK or a family card number.").WithField("text")
	errSearchLong   = fault.New(fault.Invalid, "search_text_long", "A search has at most 200 letters.").WithField("text")
	errSearchNumber = fault.New(fault.Invalid, "search_number_length", "A NIK and a family card number have 16 digits each.").WithField("text")
)

// question is a search text that was read: either a number or words.
type question struct {
	number string   // sixteen digits, "" if the text is a name
	tokens []string // the text between spaces and commas, as typed
}

// readQuestion reads what somebody typed into the search box. It is a number if it has sixteen digits, whatever
// signs, spaces or words such as "NIK" stand around them.
func readQuestion(text string) (question, error) {
	if utf8.RuneCountInString(text) > maxSearchText {
		return question{}, errSearchLong
	}
	digits := make([]byte, 0, 20)
	for i := range len(text) {
		if c := text[i]; c >= '0' && c <= '9' {
			digits = append(digits, c)
		}
	}
	if len(digits) == 16 {
		return question{number: string(digits)}, nil
	}
	q := question{tokens: strings.FieldsFunc(strings.ToValidUTF8(text, " "), func(c rune) bool { return c == ',' || c == ';' || c <= ' ' || c == '\u00a0' })}
	longest := 0
	words := 0
	for _, token := range q.tokens {
		eachWord(token, func(word string) { words, longest = words+1, max(longest, len(word)) })
	}
	switch {
	case longest < 2 && len(digits) > 2: // also 1.67301E+15
		return question{}, errSearchNumber
	case words == 0:
		return question{}, errSearchEmpty
	}
	return q, nil
}

// nameWords reads tokens as words of a name, each once.
func nameWords(tokens []string) []*queryWord {
	var words []*queryWord
	seen := map[string]bool{}
	for _, token := range tokens {
		eachWord(token, func(word string) {
			w := newQueryWord(word)
			if len(words) < maxQueryWords && !seen[w.folded] {
				seen[w.folded] = true
				words = append(words, w)
			}
		})
	}
	if len(words) > 0 {
		words[len(words)-1].unfinished = true
	}
	return words
}

// areaMarks are words that only say that an area's name follows.
var areaMarks = map[string]bool{"DI": true, "KEL": true, "KELURAHAN": true, "DESA": true, "KEC": true, "KECAMATAN": true}

// tail is one way to read a text as a name and an area behind it.
type tail struct {
	name  []string // tokens
	areas []string // codes: several areas may have the name
}

// tails lists the ways to split off an area, the longest area name first.
func (q question) tails(places Places, within string) []tail {
	var found []tail
	for n := min(maxAreaWords, len(q.tokens)-1); n >= 1; n-- {
		cut := len(q.tokens) - n
		areas := places.Named(strings.Join(q.tokens[cut:], " "), within)
		if len(areas) == 0 {
			continue
		}
		for cut > 1 && areaMarks[strings.ToUpper(strings.Trim(q.tokens[cut-1], ".:"))] {
			cut--
		}
		found = append(found, tail{q.tokens[:cut], areas})
	}
	return found
}
