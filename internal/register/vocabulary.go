package register

import (
	"context"
	"fmt"
	"math/bits"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"jemput/internal/db"
)

// The cached words may get a little old while another process, or an import, adds new ones. Exact words
// are found at once all the same; only completions and corrections wait.
const (
	rereadAfter = 2 * time.Second
	rereadShare = 50 // at most one part in so many of the time goes into reading them again
)

// vocabulary is the cached list of name words.
type vocabulary struct {
	mu        sync.Mutex // guards all below; held while the words are read
	words     *wordList  // nil before the first search
	readAt    time.Time
	took      time.Duration // the last reading
	forgotten bool
}

// forget makes the next search look whether words changed, however young the cache is.
func (v *vocabulary) forget() {
	v.mu.Lock()
	v.forgotten = true
	v.mu.Unlock()
}

// wordList is all folded name words at one time, never changed after it was made.
type wordList struct {
	epoch     int64
	residents int64    // numbers given to residents so far
	words     []string // ascending bytewise; all share one backing string
	counts    []int32  // how many residents have the word
	letters   []uint32 // one bit for each of the letters A to Z in the word
}

// currentWords is the words of the register, or of a moment ago.
func (r *Register) currentWords(ctx context.Context) (*wordList, error) {
	v := &r.words
	v.mu.Lock()
	defer v.mu.Unlock()
	now := r.now()
	if v.words != nil && !v.forgotten && now.Sub(v.readAt) < max(rereadAfter, rereadShare*v.took) {
		return v.words, nil
	}
	epoch, err := epochOf(ctx, r.db.Read(), wordEpoch)
	if err != nil {
		return nil, err
	}
	if v.words == nil || v.words.epoch != epoch {
		words, err := r.readWords(ctx, epoch)
		if err != nil {
			return nil, fmt.Errorf("register: read the words: %w", err)
		}
		v.words, v.took = words, r.now().Sub(now)
	}
	v.readAt, v.forgotten = now, false
	return v.words, nil
}

func (r *Register) readWords(ctx context.Context, epoch int64) (*wordList, error) {
	l := &wordList{epoch: epoch}
	if err := r.db.Read().QueryRowContext(ctx, `SELECT COALESCE(MAX(no) + 1, 0) FROM resident`).Scan(&l.residents); err != nil {
		return nil, err
	}
	err := db.Each(ctx, r.db.Read(), func(s db.Row) error {
		var word string
		var n int64
		err := s.Scan(&word, &n)
		l.words, l.counts = append(l.words, word), append(l.counts, int32(min(n, 1<<31-1)))
		return err
	}, `SELECT word, n FROM register_word ORDER BY word`)
	if err != nil {
		return nil, err
	}
	l.finish()
	return l, nil
}

// finish puts the words into byte order, which an engine's collation need not be, and into one string.
func (l *wordList) finish() {
	sort.Sort(l)
	all := strings.Join(l.words, "")
	l.letters = make([]uint32, len(l.words))
	for i, word := range l.words {
		l.letters[i] = lettersOf(word)
		l.words[i], all = all[:len(word)], all[len(word):]
	}
	l.words, l.counts = slices.Clip(l.words), slices.Clip(l.counts)
}

// Len, Less and Swap order the words.
func (l *wordList) Len() int           { return len(l.words) }
func (l *wordList) Less(i, j int) bool { return l.words[i] < l.words[j] }
func (l *wordList) Swap(i, j int) {
	l.words[i], l.words[j] = l.words[j], l.words[i]
	l.counts[i], l.counts[j] = l.counts[j], l.counts[i]
}

func lettersOf(word string) (set uint32) {
	for i := range len(word) {
		set |= 1 << (word[i] - 'A'&31)
	}
	return set
}

// count is how many residents have the word.
func (l *wordList) count(word string) int64 {
	if i, ok := slices.BinarySearch(l.words, word); ok {
		return int64(l.counts[i])
	}
	return 0
}

// startingWith is the range of words that start with prefix.
func (l *wordList) startingWith(prefix string) (from, end int) {
	from = sort.SearchStrings(l.words, prefix)
	end = from + sort.Search(len(l.words)-from, func(i int) bool { return !strings.HasPrefix(l.words[from+i], prefix) })
	return from, end
}

// nearWord is a word of the vocabulary that the written one may have meant.
type nearWord struct {
	place int // in the word list
	edits int
}

// maxNear bounds the corrections of one word: beyond it they are guesses.
const maxNear = 48

// near lists the words within so many edits of word, the closest and then the most frequent ones first, without word itself.
func (l *wordList) near(word string, edits int) []nearWord {
	if edits == 0 {
		return nil
	}
	var found []nearWord
	set, d := lettersOf(word), newDistance(word)
	for i, other := range l.words {
		if n := len(other) - len(word); n > edits || n < -edits {
			continue
		}
		// One edit changes at most two letters of the set, one on each side.
		if diff := set ^ l.letters[i]; bits.OnesCount32(diff&set) > edits || bits.OnesCount32(diff&^set) > edits {
			continue
		}
		if n := d.to(other); n > 0 && n <= edits {
			found = append(found, nearWord{i, n})
		}
	}
	slices.SortFunc(found, func(a, b nearWord) int {
		if a.edits != b.edits {
			return a.edits - b.edits
		}
		if a, b := l.counts[a.place], l.counts[b.place]; a != b {
			return int(b) - int(a)
		}
		return a.place - b.place
	})
	return found[:min(len(found), maxNear)]
}
