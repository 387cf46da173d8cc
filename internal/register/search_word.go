package register

import (
	"math/bits"
	"slices"
	"strings"
)

// class says how well a word of a name fits a word of the question; less is better.
type class uint8

const (
	exactly  class = iota // the same but for spelling
	starting              // the typed word is its beginning
	edited                // one slip apart
	edited2               // two slips apart
	missing               // no word of the name fits
)

// classLoss is what a word of such a class takes off a hit, per unit of the word's weight.
var classLoss = [...]uint32{exactly: 0, starting: 1, edited: 2, edited2: 4, missing: 6}

// initialLetters is how long a word may be to stand for all that start with it, anywhere in the name: "M.", "SIT".
const initialLetters = 3

// queryWord is one word of the question.
type queryWord struct {
	typed      string   // A to Z
	folded     string   // as it would be indexed
	starts     []string // what terms that begin with the typed word begin with
	unfinished bool     // the last word: somebody may still be typing it

	near   map[string]class // misspelt: terms that may have been meant; nil before they were looked up
	weight uint32           // how much the word tells, the rarer the more; all words of a question have weightSum together
}

const weightSum = 64

func newQueryWord(word string) *queryWord {
	w := &queryWord{typed: word, folded: fold(word)}
	w.starts = append(w.starts, foldStart(word))
	if !strings.HasPrefix(w.folded, w.starts[0]) {
		w.starts = append(w.starts, w.folded)
	}
	if len(word) >= initialLetters {
		for short, long := range shortForms { // "MOHA" is on the way to MOHAMAD, which is indexed as MUHAMAD
			if strings.HasPrefix(short, w.starts[0]) && !slices.ContainsFunc(w.starts, func(s string) bool { return strings.HasPrefix(long, s) }) {
				w.starts = append(w.starts, long)
			}
		}
	}
	slices.Sort(w.starts)
	return w
}

// foldStart folds the beginning of a word, to which the rules for a word's end do not apply.
func foldStart(word string) string {
	end := "A"
	if word[len(word)-1] == 'A' {
		end = "I"
	}
	folded := fold(word + end)
	return folded[:len(folded)-1]
}

// class tells how the term fits the word. Only a loose search takes misspelt words, and any word's beginning.
func (w *queryWord) class(term string, loose bool) (class, bool) {
	if term == w.folded {
		return exactly, true
	}
	if loose || w.unfinished || len(w.typed) <= initialLetters {
		for _, s := range w.starts {
			if strings.HasPrefix(term, s) {
				return starting, true
			}
		}
	}
	if loose {
		c, ok := w.near[term]
		return c, ok
	}
	return missing, false
}

// edits is how many slips are forgiven in the word.
func (w *queryWord) edits() int {
	switch n := len(w.folded); {
	case n < 4:
		return 0
	case n < 7:
		return 1
	}
	return 2
}

// wordTerm is a term that fits a word of the question.
type wordTerm struct {
	term  string
	class class
	count int64
}

// terms lists what the word may be found by, the best and then the most frequent first.
func (w *queryWord) terms(l *wordList, loose bool) []wordTerm {
	// The exact term is always asked for: it may be newer than the list.
	list := []wordTerm{{w.folded, exactly, l.count(w.folded)}}
	if loose && w.near == nil {
		w.near = map[string]class{}
		for _, n := range l.near(w.folded, w.edits()) {
			w.near[l.words[n.place]] = edited + class(n.edits-1)
		}
	}
	take := func(term string, count int32) {
		if c, ok := w.class(term, loose); ok && c != exactly {
			list = append(list, wordTerm{term, c, int64(count)})
		}
	}
	if loose {
		for term := range w.near {
			take(term, int32(l.count(term)))
		}
	}
	if loose || w.unfinished || len(w.typed) <= initialLetters {
		for _, s := range w.starts {
			from, end := l.startingWith(s)
			for i := from; i < end; i++ {
				take(l.words[i], l.counts[i])
			}
		}
	}
	slices.SortFunc(list[1:], func(a, b wordTerm) int {
		if a.class != b.class {
			return int(a.class) - int(b.class)
		}
		if a.count != b.count {
			return int(min(max(b.count-a.count, -1), 1))
		}
		return strings.Compare(a.term, b.term)
	})
	return slices.Compact(list) // two beginnings, or a beginning and a slip, may lead to the same term
}

// weigh shares weightSum among the words by how rare they are.
func weigh(words []*queryWord, l *wordList) {
	information := make([]uint32, len(words))
	sum := uint32(0)
	for i, w := range words {
		count := l.count(w.folded)
		if count == 0 { // typed in part or wrongly: as rare as what it can become
			for _, s := range w.starts {
				from, end := l.startingWith(s)
				for _, n := range l.counts[from:end] {
					count += int64(n)
				}
			}
		}
		information[i] = uint32(1 + bits.Len64(uint64(l.residents/(1+count))))
		sum += information[i]
	}
	for i, w := range words {
		w.weight = max(1, information[i]*weightSum/sum)
	}
}
