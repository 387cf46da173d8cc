package region

import "math"

// pattern finds keys at a small edit distance (Myers' bit-parallel algorithm: one word of the machine holds a column).
type pattern struct {
	key     string
	numbers string
	at      ['z' + 1]uint64 // for each letter, the places where the key has it
}

func newPattern(key string) *pattern {
	p := &pattern{key: key, numbers: numbers(key)}
	for i := range len(key) {
		p.at[key[i]] |= 1 << i
	}
	return p
}

// distance is the number of letters to insert, delete or replace between the pattern and a key, and between the
// pattern and that beginning of the key which is nearest to it.
func (p *pattern) distance(text string) (whole, beginning int) {
	m := len(p.key)
	if m == 0 {
		return len(text), 0
	}
	last := uint64(1) << (m - 1)
	pv, mv, d := ^uint64(0), uint64(0), m
	beginning = m
	for i := range len(text) {
		eq := p.at[text[i]]
		xv := eq | mv
		xh := (((eq & pv) + pv) ^ pv) | eq
		ph := mv | ^(xh | pv)
		mh := pv & xh
		if ph&last != 0 {
			d++
		} else if mh&last != 0 {
			d--
		}
		ph = ph<<1 | 1
		mh <<= 1
		pv = mh | ^(xv | ph)
		mv = ph & xv
		beginning = min(beginning, d)
	}
	return d, beginning
}

// tolerance is how many wrong letters a key of this length may have and still be taken for another. A third of a short word would be another word.
func tolerance(length int) int {
	switch {
	case length < 5:
		return 0
	case length < 8:
		return 1
	case length < 14:
		return 2
	}
	return 3
}

// Kelurahan finds the one village of that name inside the area within (a code, "" for everywhere). The name may be
// misspelt, and may name its kecamatan behind ("Sukajadi, Kec. Lubuklinggau Barat I"). False if none or several fit.
func (a *Atlas) Kelurahan(name, within string) (code string, ok bool) {
	q := parseQuery(name)
	if q.target.key == "" {
		return "", false
	}
	if q.whole != q.target.key { // "Desa Baru", "Lubuk Pakam I,II"
		if code, ok := a.one(Village, q.whole, nil, within, 0); ok {
			return code, true
		}
	}
	return a.one(Village, q.target.key, q.others, within, tolerance(len(q.target.key)))
}

// kecamatan finds the one kecamatan of that name inside a city.
func (a *Atlas) kecamatan(name, city string) (code string, ok bool) {
	q := parseQuery(name)
	if q.target.key == "" {
		return "", false
	}
	return a.one(Kecamatan, q.target.key, nil, city, tolerance(len(q.target.key)))
}

// one is the area with this key, or with the key nearest to it within the limit, if there is just one.
func (a *Atlas) one(level Level, key string, others []part, within string, limit int) (code string, ok bool) {
	from, to := a.span(level, within)
	keys := &a.keys()[level]
	p := newPattern(key)
	best, count, index := math.MaxInt, 0, 0
	for i := from; i < to; i++ {
		candidate := keys.name(i)
		d := 0
		if candidate != key {
			if limit == 0 || abs(len(candidate)-len(key)) > limit || numbers(candidate) != p.numbers {
				continue
			}
			if d, _ = p.distance(candidate); d > limit {
				continue
			}
		}
		switch {
		case d > best || !a.inside(level, i, others):
		case d < best:
			best, count, index = d, 1, i
		default:
			count++
		}
	}
	if count != 1 {
		return "", false
	}
	return formatCode(a.levels[level].codes[index], level), true
}

// inside reports whether an area lies in areas of the other names that were typed with its own.
func (a *Atlas) inside(level Level, i int, others []part) bool {
	for _, o := range others {
		if !a.hasAncestor(level, i, o) {
			return false
		}
	}
	return true
}

func (a *Atlas) hasAncestor(level Level, i int, o part) bool {
	code := a.levels[level].codes[i]
	for l := level - 1; l >= Province; l-- {
		code /= fanout[l+1]
		_, at, ok := a.find(formatCode(code, l))
		if !ok || o.level != 0 && o.level != l {
			continue
		}
		candidate := a.keys()[l].name(at)
		if candidate == o.key {
			return true
		}
		if numbers(candidate) != numbers(o.key) {
			continue
		}
		if d, _ := newPattern(o.key).distance(candidate); d <= tolerance(len(o.key)) {
			return true
		}
	}
	return false
}

func abs(n int) int { return max(n, -n) }
