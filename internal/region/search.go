package region

import (
	"cmp"
	"slices"
	"strings"
)

// hit is a found area and how far it is from what was typed.
type hit struct {
	level Level
	i     int
	score int
}

// How a key fits, from the best. Differences below one step are edit distances and levels that do not agree.
const (
	fitsWhole     = 0
	fitsBeginning = 32
	fitsWords     = 64
	nearWhole     = 40 // with one wrong letter still better than words found anywhere
	nearBeginning = 72
	elsewhere     = 16 // for each other name that was typed and holds no such area
)

// Search finds areas inside within (a code, "" for everywhere; the area itself is not inside) as people type them, best
// first: whole names, beginnings, words in any order, small misspellings, or a code. Nothing typed gives the children.
func (a *Atlas) Search(typed, within string, limit int) []Area {
	if limit <= 0 {
		return nil
	}
	if code := strings.TrimSpace(typed); code == "" {
		return head(a.Children(within), limit)
	} else if found := a.byCode(dotted(code), within); found != nil {
		return head(found, limit)
	}
	q := parseQuery(typed)
	if q.target.key == "" {
		return nil
	}
	hits := a.scan(q, within, exactFit)
	if good := countFunc(hits, func(h hit) bool { return h.score < nearWhole }); good < limit {
		hits = append(hits, a.scan(q, within, nearFit)...)
	}
	hits = a.rank(hits, q)
	areas := make([]Area, 0, min(limit, len(hits)))
	for _, h := range head(hits, limit) {
		areas = append(areas, a.at(h.level, h.i))
	}
	return areas
}

// byCode is the area with a code and what lies directly inside.
func (a *Atlas) byCode(code, within string) []Area {
	area, ok := a.Area(code)
	if !ok || within != "" && !strings.HasPrefix(code, within+".") {
		return nil
	}
	return append([]Area{area}, a.Children(code)...)
}

// fit is how a key fits what is looked for; false if it does not.
type fit func(p *pattern, words []string, key string) (score int, ok bool)

func exactFit(p *pattern, words []string, key string) (int, bool) {
	switch {
	case key == p.key:
		return fitsWhole, true
	case strings.HasPrefix(key, p.key):
		return fitsBeginning, true
	}
	for _, w := range words {
		if !strings.Contains(key, w) {
			return 0, false
		}
	}
	return fitsWords, len(words) > 1 || len(words) == 1 && len(p.key) > 2 // two letters anywhere are in half of all names
}

func nearFit(p *pattern, _ []string, key string) (int, bool) {
	limit := tolerance(len(p.key) + 1) // a person chooses: more forgiving than Kelurahan
	if limit == 0 || len(key) < len(p.key)-limit {
		return 0, false
	}
	whole, beginning := p.distance(key)
	if beginning > limit || beginning == 0 {
		return 0, false
	}
	switch n := numbers(key); {
	case whole <= limit && n == p.numbers:
		return nearWhole + 8*whole, true
	case strings.HasPrefix(n, p.numbers):
		return nearBeginning + beginning, true
	}
	return 0, false
}

// scan tries every key inside within against what is looked for, and against all that was typed as one name.
func (a *Atlas) scan(q query, within string, f fit) []hit {
	target, whole, city := newPattern(q.target.key), newPattern(q.whole), newPattern(q.city)
	var list []string
	for _, w := range q.target.words {
		list = append(list, key(w))
	}
	var hits []hit
	for level := Province; level <= Village; level++ {
		from, to := a.span(level, within)
		keys := &a.keys()[level]
		for i := from; i < to; i++ {
			k := keys.name(i)
			if score, ok := f(target, list, k); ok {
				hits = append(hits, hit{level, i, score + a.misfit(q, level, i)})
			}
			if q.whole != q.target.key {
				if score, ok := f(whole, nil, k); ok && score != fitsWords {
					hits = append(hits, hit{level, i, score})
				}
			}
			if q.city != "" && level == City {
				if score, ok := f(city, nil, k); ok && score != fitsWords {
					hits = append(hits, hit{level, i, score})
				}
			}
		}
	}
	return hits
}

// misfit counts what else was typed and does not hold for an area.
func (a *Atlas) misfit(q query, level Level, i int) int {
	score := 0
	if q.target.level != 0 && q.target.level != level {
		score++
	}
	for _, o := range q.others {
		if !a.hasAncestor(level, i, o) {
			score += elsewhere
		}
	}
	return score
}

// rank orders hits: the better fit, the wider area, the shorter name, the lower code. Of a city and a regency of one
// name the city is first, unless a regency was asked for. An area that was hit twice keeps its better place.
func (a *Atlas) rank(hits []hit, q query) []hit {
	regency := q.target.level == City && q.target.marker != "kota"
	for i, h := range hits {
		if h.level == City && strings.HasPrefix(a.levels[City].name(h.i), "Kota ") == regency {
			hits[i].score++
		}
	}
	keys := a.keys()
	slices.SortFunc(hits, func(x, y hit) int {
		return cmp.Or(
			cmp.Compare(x.score, y.score), cmp.Compare(x.level, y.level),
			cmp.Compare(len(keys[x.level].name(x.i)), len(keys[y.level].name(y.i))), cmp.Compare(x.i, y.i),
		)
	})
	seen := make(map[hit]bool, len(hits))
	return slices.DeleteFunc(hits, func(h hit) bool {
		h.score = 0
		again := seen[h]
		seen[h] = true
		return again
	})
}

func head[T any](list []T, n int) []T { return list[:min(n, len(list))] }

func countFunc[T any](list []T, f func(T) bool) (n int) {
	for _, x := range list {
		if f(x) {
			n++
		}
	}
	return n
}
