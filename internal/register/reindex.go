package register

import (
	"context"
	"sort"

	"jemput/internal/db"
)

// reindex is what changes in the search index for one resident.
type reindex struct {
	no         int64
	gone, come []posting // terms that the resident no longer has, or has now
	moved      []posting // terms that stay, with another detail
}

// reindex compares two versions. A nil version is one that is not there: insertion and deletion.
func (f *finisher) reindex(no int64, old, next *Resident) reindex {
	out := reindex{no: no}
	var before, after []posting
	if old != nil {
		before = postingsOf(nil, old.Name, old.Area, cardKeyOf(f.sealer, old.FamilyCard), f.fold)
	}
	if next != nil {
		after = postingsOf(nil, next.Name, next.Area, cardKeyOf(f.sealer, next.FamilyCard), f.fold)
	}
	for _, p := range before {
		if _, stays := detailOf(after, p.term); !stays {
			out.gone = append(out.gone, p)
		}
	}
	for _, p := range after {
		detail, was := detailOf(before, p.term)
		switch {
		case !was:
			out.come = append(out.come, p)
		case detail != p.detail:
			out.moved = append(out.moved, p)
		}
	}
	return out
}

func detailOf(list []posting, term string) (byte, bool) {
	for _, p := range list {
		if p.term == term {
			return p.detail, true
		}
	}
	return 0, false
}

// writeReindex brings the stored lists and word counts up to date. The list is sorted by no.
func writeReindex(ctx context.Context, tx db.Tx, list []reindex) error {
	gone := refsBy(list, func(r *reindex) []posting { return r.gone })
	come := refsBy(list, func(r *reindex) []posting { return r.come })
	moved := refsBy(list, func(r *reindex) []posting { return r.moved })
	if err := mergeTerms(ctx, tx, gone, refs.without); err != nil {
		return err
	}
	if err := mergeTerms(ctx, tx, come, refs.merge); err != nil {
		return err
	}
	if err := mergeTerms(ctx, tx, moved, refs.merge); err != nil {
		return err
	}
	if err := addWords(ctx, tx, come, 1); err != nil {
		return err
	}
	return addWords(ctx, tx, gone, -1)
}

// refsBy gathers postings by term and segment, both ascending.
func refsBy(list []reindex, of func(*reindex) []posting) []segmentRefs {
	place := map[segmentTerm]int{}
	var out []segmentRefs
	for i := range list {
		segment, offset := list[i].no>>segmentBits, int(list[i].no&(segmentSize-1))
		for _, p := range of(&list[i]) {
			key := segmentTerm{segment, p.term}
			at, ok := place[key]
			if !ok {
				at = len(out)
				place[key] = at
				out = append(out, segmentRefs{term: p.term, segment: segment})
			}
			out[at].refs = appendRef(out[at].refs, offset, p.detail)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].term != out[j].term {
			return out[i].term < out[j].term
		}
		return out[i].segment < out[j].segment
	})
	return out
}

type segmentTerm struct {
	segment int64
	term    string
}
