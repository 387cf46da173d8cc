package register

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jemput/internal/db"
)

var errListDamaged = errors.New("register: a list of the search index is damaged")

// use says what a stored list means to a search.
type use struct {
	word  uint8 // place in the question; areaWord for "lives in the area"
	class class
}

const areaWord = maxQueryWords // its bit is the eighth

// usedList is a list of one segment that was read.
type usedList struct {
	use  use
	refs refs
}

// lists are the posting lists that a search has read so far, by segment.
type lists [][]usedList

// read adds the lists of the terms in uses.
func (l *lists) read(ctx context.Context, q db.Querier, uses map[string][]use) error {
	terms := make([]string, 0, len(uses))
	for term := range uses {
		terms = append(terms, term)
	}
	slices.Sort(terms)
	for len(terms) > 0 {
		n := min(len(terms), maxParameters)
		if err := l.readSome(ctx, q, terms[:n], uses); err != nil {
			return fmt.Errorf("register: read the search index: %w", err)
		}
		terms = terms[n:]
	}
	return nil
}

func (l *lists) readSome(ctx context.Context, q db.Querier, terms []string, uses map[string][]use) error {
	args := make([]any, len(terms))
	for i, term := range terms {
		args[i] = term
	}
	rows, err := q.QueryContext(ctx, `SELECT term, segment, refs FROM resident_term WHERE term IN (`+list(1, len(terms))+`) ORDER BY term, segment`, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var term string
		var segment int64
		var stored []byte
		if err := rows.Scan(&term, &segment, &stored); err != nil {
			return err
		}
		b := refs(stored)
		if !b.wellFormed() || segment < 0 || segment > 1<<32 {
			return errListDamaged
		}
		for int64(len(*l)) <= segment {
			*l = append(*l, nil)
		}
		for _, u := range uses[term] {
			(*l)[segment] = append((*l)[segment], usedList{u, b})
		}
	}
	return rows.Err()
}

// scan goes through lists and collects hits.
type scan struct {
	ranker ranker
	enough [256]bool // by the bits of found: whether a resident may be a hit

	found [segmentSize]uint8  // the words that a resident of the segment at hand has, as bits
	count [segmentSize]uint16 // how many fits a resident has
	end   [segmentSize]int32  // of those with enough words: where their fits end
	some  []uint16            // the residents with enough words
	fits  []fit               // of those, one resident after the other
}

// newScan makes a scan. inArea asks for the area's bit as well.
func newScan(k ranker, inArea bool) *scan {
	const area = 1 << areaWord
	s := &scan{ranker: k}
	for set := range s.enough {
		s.enough[set] = k.accept[set&^area] && (!inArea || set&area != 0)
	}
	return s
}

// hits gives each resident that is one to each.
func (s *scan) hits(all lists, each func(no int64, r rank)) {
	for segment, l := range all {
		if s.enough[wordsIn(l)] {
			s.segment(int64(segment)<<segmentBits, l, each)
		}
	}
}

// wordsIn is the words that anybody of the segment has.
func wordsIn(l []usedList) (union uint8) {
	for _, u := range l {
		union |= 1 << u.use.word
	}
	return union
}

// segment brings the fits of each resident with enough words together, and ranks them.
func (s *scan) segment(base int64, l []usedList, each func(no int64, r rank)) {
	s.mark(l)
	s.some = s.some[:0]
	total := int32(0)
	for offset, found := range &s.found {
		if s.enough[found] {
			s.some = append(s.some, uint16(offset))
			s.end[offset] = total
			total += int32(s.count[offset])
		}
	}
	s.gather(l, int(total))
	first := int32(0)
	for _, offset := range s.some {
		end := s.end[offset]
		if r := s.ranker.of(s.fits[first:end]); r != noRank {
			each(base+int64(offset), r)
		}
		first = end
	}
}

// mark fills found and count.
func (s *scan) mark(l []usedList) {
	clear(s.found[:])
	clear(s.count[:])
	for _, u := range l {
		bit, more := uint8(1)<<u.use.word, uint16(1)
		if u.use.word == areaWord {
			more = 0
		}
		for i := range u.refs.len() {
			offset := u.refs.offset(i) & (segmentSize - 1)
			s.found[offset] |= bit
			s.count[offset] += more
		}
	}
}

// gather sorts the fits by resident: end moves from the place of a resident's first one behind the last.
func (s *scan) gather(l []usedList, total int) {
	s.fits = slices.Grow(s.fits[:0], total)[:total]
	for _, u := range l {
		if u.use.word == areaWord {
			continue
		}
		for i := range u.refs.len() {
			offset := u.refs.offset(i) & (segmentSize - 1)
			if s.enough[s.found[offset]] {
				s.fits[s.end[offset]] = fit{u.use.word, u.use.class, u.refs.detail(i)}
				s.end[offset]++
			}
		}
	}
}

// best keeps the hits that can be shown, and counts all.
type best struct {
	hits  []hit // a heap, the worst on top, once it is full
	total int
}

// hit is a resident found: rank, then number.
type hit struct {
	rank rank
	no   int64
}

func (h hit) before(g hit) bool { return h.rank < g.rank || h.rank == g.rank && h.no < g.no }

func (b *best) add(no int64, r rank) {
	b.total++
	h := hit{r, no}
	if len(b.hits) < maxReach {
		b.hits = append(b.hits, h)
		if len(b.hits) == maxReach {
			for i := maxReach/2 - 1; i >= 0; i-- {
				b.sink(i)
			}
		}
		return
	}
	if h.before(b.hits[0]) {
		b.hits[0] = h
		b.sink(0)
	}
}

func (b *best) sink(i int) {
	for {
		child := 2*i + 1
		if child >= len(b.hits) {
			return
		}
		if child+1 < len(b.hits) && b.hits[child].before(b.hits[child+1]) {
			child++
		}
		if !b.hits[i].before(b.hits[child]) {
			return
		}
		b.hits[i], b.hits[child] = b.hits[child], b.hits[i]
		i = child
	}
}

// sorted is the hits that were kept, the best first.
func (b *best) sorted() []hit {
	slices.SortFunc(b.hits, func(g, h hit) int {
		if g.before(h) {
			return -1
		}
		return 1
	})
	return b.hits
}
