package register

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"jemput/internal/fault"
)

const (
	defaultHits = 20
	maxHits     = 100
	maxReach    = 300 // hits that can be paged to: who does not find a person among them types one more word
)

// Query is a search: one box.
type Query struct {
	Text   string // a NIK, a family card number, or a name, with or without a kelurahan or kecamatan behind it
	Within string // area: only residents who live there; "" for everywhere. A number is found wherever its holder lives.
	Limit  int    // 0 means 20, at most 100
	After  string // Page.Next of the page before
}

// Match says why a resident was found.
type Match string

// The matches, the best first.
const (
	MatchExact   Match = "exact"   // the number, or all words but for spelling and order
	MatchPrefix  Match = "prefix"  // at least one word is the beginning of the resident's
	MatchSimilar Match = "similar" // at least one word is misspelt, or one is missing
)

// Hit is a resident that was found.
type Hit struct {
	Resident Resident
	Match    Match
}

// Page is a part of what was found, the best first, then by name and id.
type Page struct {
	Hits   []Hit
	Total  int    // residents that fit
	Capped bool   // there are more than can be paged to; Total may be too small
	Next   string // Query.After of the next page, "" if there is none
}

var (
	errSearchArea  = fault.New(fault.Invalid, "area_unknown", "There is no area with this code.").WithField("within")
	errSearchAfter = fault.New(fault.Invalid, "search_page_unknown", "This page of the search does not exist.").WithField("after")
)

// Search finds residents by number or name. Names may be misspelt, reordered, begun, or in old spelling.
func (r *Register) Search(ctx context.Context, q Query) (Page, error) {
	asked, err := readQuestion(q.Text)
	if err != nil {
		return Page{}, err
	}
	from, limit, err := q.slice()
	if err != nil {
		return Page{}, err
	}
	var areas []string
	if q.Within != "" {
		if areas = r.places.Below(q.Within); len(areas) == 0 {
			return Page{}, errSearchArea
		}
	}
	if asked.number != "" {
		return r.searchNumber(ctx, asked.number, from, limit)
	}
	found, err := r.searchName(ctx, asked, q.Within, areas)
	if err != nil {
		return Page{}, fmt.Errorf("register: search: %w", err)
	}
	page, err := r.page(ctx, found, from, limit)
	if err != nil {
		return Page{}, fmt.Errorf("register: search: %w", err)
	}
	return page, nil
}

// slice is where the page begins and how many hits it has.
func (q Query) slice() (from, limit int, err error) {
	if q.After != "" {
		if from, err = strconv.Atoi(q.After); err != nil || from < 0 || from > maxReach {
			return 0, 0, errSearchAfter
		}
	}
	if limit = q.Limit; limit <= 0 {
		limit = defaultHits
	}
	return from, min(limit, maxHits), nil
}

// searchNumber finds the holder of a NIK, or else the family of a card.
func (r *Register) searchNumber(ctx context.Context, number string, from, limit int) (Page, error) {
	var family []Resident
	holder, err := Resident{}, error(ErrNotFound)
	if NIK(number).Valid() {
		holder, err = r.ByNIK(ctx, NIK(number))
	}
	switch {
	case err == nil:
		family = []Resident{holder}
	case !errors.Is(err, ErrNotFound):
		return Page{}, err
	default:
		if family, err = r.Family(ctx, FamilyCard(number)); err != nil {
			return Page{}, err
		}
	}
	page := Page{Hits: []Hit{}, Total: len(family)}
	end := min(from+limit, len(family))
	for _, p := range family[min(from, end):end] {
		page.Hits = append(page.Hits, Hit{p, MatchExact})
	}
	if end < len(family) {
		page.Next = strconv.Itoa(end)
	}
	return page, nil
}

// page reads the residents of one page. Only hits that share a rank with the page's first or last must be
// known by name before the page's border can be drawn.
func (r *Register) page(ctx context.Context, f *found, from, limit int) (Page, error) {
	page := Page{Hits: []Hit{}, Total: f.total, Capped: f.partial || f.total > len(f.hits)}
	if from >= len(f.hits) {
		return page, nil
	}
	end := min(from+limit, len(f.hits))
	first := from
	for first > 0 && f.hits[first-1].rank == f.hits[from].rank {
		first--
	}
	last := end
	for last < len(f.hits) && f.hits[last].rank == f.hits[end-1].rank {
		last++
	}
	names, err := r.namesOf(ctx, f.hits[first:last])
	if err != nil {
		return Page{}, err
	}
	slices.SortFunc(names, namedHit.compare)
	names = names[min(from-first, len(names)):min(end-first, len(names))]
	nos := make([]int64, len(names))
	for i, n := range names {
		nos[i] = n.no
	}
	byNo := make(map[int64]Resident, len(nos))
	err = many(ctx, r.db.Read(), "no", nos, func(w *row) error {
		p, err := r.resident(w)
		byNo[w.no] = p
		return err
	})
	for _, n := range names {
		if p, ok := byNo[n.no]; ok { // else the person left the register a moment ago
			page.Hits = append(page.Hits, Hit{p, n.rank.match()})
		}
	}
	if end < len(f.hits) {
		page.Next = strconv.Itoa(end)
	}
	return page, err
}
