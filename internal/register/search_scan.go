package register

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"

	"jemput/internal/db"
)

var errListDamaged = errors.New("register: a list of the search index is damaged")

// use says what a stored list means to a search.
type use struct {
	word  uint8 // place in the question
	class class
}

// usedList is a list of one segment that was read.
type usedList struct {
	use  use
	refs refs
}

// lists are the posting lists that a search has read so far, by segment.
type lists [][]usedList

// read adds the lists of the terms in uses.
func (l *lists) read(ctx context.Context, q db.Querier, uses map[string][]use) error {
	terms := slices.Sorted(maps.Keys(uses))
	return eachList(ctx, q, terms, func(term string, segment int64, b refs) {
		for int64(len(*l)) <= segment {
			*l = append(*l, nil)
		}
		for _, u := range uses[term] {
			(*l)[segment] = append((*l)[segment], usedList{u, b})
		}
	})
}

// eachList reads all lists of the terms, in no particular order.
func eachList(ctx context.Context, q db.Querier, terms []string, each func(term string, segment int64, b refs)) error {
	err := db.InPieces(terms, func(args []any, in string) error {
		return db.Each(ctx, q, func(s db.Row) error {
			var term string
			var segment int64
			var stored []byte
			if err := s.Scan(&term, &segment, &stored); err != nil {
				return err
			}
			b := refs(stored)
			if !b.wellFormed() || segment < 0 || segment > 1<<20 {
				return errListDamaged
			}
			each(term, segment, b)
			return nil
		}, `SELECT term, segment, refs FROM resident_term WHERE term IN (`+in+`) ORDER BY term, segment`, args...)
	})
	if err != nil {
		return fmt.Errorf("register: read the search index: %w", err)
	}
	return nil
}

// scan goes through lists, segment by segment, and collects hits.
type scan struct {
	ranker ranker
	area   *areaSet // only who lives there; nil for everywhere

	found [segmentSize]uint8  // the words that a resident of the segment at hand has, as bits
	count [segmentSize]uint16 // how many fits a resident has
	some  []uint16            // the residents with enough words
	end   [segmentSize]int32  // of those: where their fits end
	fits  []fit               // of those, one resident after the other
}

// hits gives each resident that is one to each.
func (s *scan) hits(all lists, each func(no int64, r rank)) {
	for segment, l := range all {
		if !s.choose(segment, l) {
			continue
		}
		s.gather(l)
		first := int32(0)
		for _, offset := range s.some {
			end := s.end[offset]
			if r := s.ranker.of(s.fits[first:end]); r != noRank {
				each(int64(segment)<<segmentBits+int64(offset), r)
			}
			first = end
		}
	}
}

// choose fills found, count and some, and reports whether there is anybody.
func (s *scan) choose(segment int, l []usedList) bool {
	s.some = s.some[:0]
	if !s.ranker.accept[wordsIn(l)] || s.area != nil && s.area.segment(segment) == nil {
		return false
	}
	clear(s.found[:])
	clear(s.count[:])
	for _, u := range l {
		bit := uint8(1) << u.use.word
		for i := range u.refs.len() {
			offset := u.refs.offset(i) & (segmentSize - 1)
			s.found[offset] |= bit
			s.count[offset]++
		}
	}
	var area []uint64
	if s.area != nil {
		area = s.area.segment(segment)
	}
	for first := 0; first < segmentSize; first += 8 {
		if binary.NativeEndian.Uint64(s.found[first:]) == 0 { // most residents have none of the words
			continue
		}
		for offset := first; offset < first+8; offset++ {
			switch {
			case !s.ranker.accept[s.found[offset]]:
			case area != nil && area[offset>>6]&(1<<(offset&63)) == 0:
				s.found[offset] = 0 // so that gather leaves it out
			default:
				s.some = append(s.some, uint16(offset))
			}
		}
	}
	return len(s.some) > 0
}

// wordsIn is the words that anybody of the segment has.
func wordsIn(l []usedList) (union uint8) {
	for _, u := range l {
		union |= 1 << u.use.word
	}
	return union
}

// gather sorts the fits of the chosen by resident: end moves from the place of the first one behind the last.
func (s *scan) gather(l []usedList) {
	total := 0
	for _, offset := range s.some {
		s.end[offset] = int32(total)
		total += int(s.count[offset])
	}
	s.fits = slices.Grow(s.fits[:0], total)[:total]
	for _, u := range l {
		for i := range u.refs.len() {
			offset := u.refs.offset(i) & (segmentSize - 1)
			if s.ranker.accept[s.found[offset]] {
				s.fits[s.end[offset]] = fit{u.use.word, u.use.class, u.refs.detail(i)}
				s.end[offset]++
			}
		}
	}
}
