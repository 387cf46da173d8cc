package region

import (
	"math"
	"slices"
)

// Borders are simplified line by line: a ring is parted where more than two lines meet, and each line is simplified
// in one direction, whichever ring it is read from. So two neighbours that share points still share them afterwards.

const (
	tolerableSteps = 5   // how far a border may move, in steps: about 5 m, a quarter of a pixel of a city on a wide screen
	longestLine    = 512 // longer lines are parted: the work is at worst the square of this
)

// borders knows where lines end.
type borders struct {
	neighbours map[place][2]place // of each point; the first pair that was seen
	junctions  map[place]bool
}

func findBorders(all [][]polygon) *borders {
	b := &borders{neighbours: map[place][2]place{}, junctions: map[place]bool{}}
	for _, list := range all {
		for _, p := range list {
			for _, r := range p {
				b.add(r[:len(r)-1])
			}
		}
	}
	return b
}

func (b *borders) add(open ring) {
	n := len(open)
	for i, at := range open {
		pair := [2]place{open[(i+n-1)%n], open[(i+1)%n]}
		if pair[1].less(pair[0]) {
			pair[0], pair[1] = pair[1], pair[0]
		}
		if seen, ok := b.neighbours[at]; !ok {
			b.neighbours[at] = pair
		} else if seen != pair {
			b.junctions[at] = true
		}
	}
}

// simplified is a ring with fewer points; as it was if nothing of it would be left.
func (b *borders) simplified(r ring) ring {
	open := r[:len(r)-1]
	start := slices.IndexFunc(open, func(p place) bool { return b.junctions[p] })
	if start < 0 {
		start = lowest(open)
	}
	turned := append(append(append(ring{}, open[start:]...), open[:start]...), open[start])
	out := ring{turned[0]}
	from := 0
	for i := 1; i < len(turned); i++ {
		if i == len(turned)-1 || b.junctions[turned[i]] {
			out = append(out, simplifyLine(turned[from : i+1])[1:]...)
			from = i
		}
	}
	if out = slices.Compact(out); (out.land() > 0) != (r.land() > 0) || out.land() == 0 {
		return r
	}
	return out
}

func lowest(open ring) int {
	best := 0
	for i, p := range open {
		if p.less(open[best]) {
			best = i
		}
	}
	return best
}

// simplifyLine drops points that lie near the line between those that stay (Douglas-Peucker). Both ends stay.
func simplifyLine(line ring) ring {
	n := len(line)
	if line[n-1].less(line[0]) || line[0] == line[n-1] && line[n-2].less(line[1]) {
		return dropNear(line.reversed()).reversed()
	}
	return dropNear(line)
}

func dropNear(line ring) ring {
	keep := make([]bool, len(line))
	var spans [][2]int
	for from := 0; from < len(line)-1; from += longestLine {
		to := min(from+longestLine, len(line)-1)
		keep[from], keep[to] = true, true
		spans = append(spans, [2]int{from, to})
	}
	for len(spans) > 0 {
		s := spans[len(spans)-1]
		spans = spans[:len(spans)-1]
		far, at := float64(tolerableSteps), -1
		for i := s[0] + 1; i < s[1]; i++ {
			if d := offLine(line[i], line[s[0]], line[s[1]]); d > far {
				far, at = d, i
			}
		}
		if at > 0 {
			keep[at] = true
			spans = append(spans, [2]int{s[0], at}, [2]int{at, s[1]})
		}
	}
	var out ring
	for i, p := range line {
		if keep[i] {
			out = append(out, p)
		}
	}
	return out
}

// offLine is how far p lies from the line from a to b, in steps.
func offLine(p, a, b place) float64 {
	dx, dy := float64(b.x-a.x), float64(b.y-a.y)
	px, py := float64(p.x-a.x), float64(p.y-a.y)
	if length := dx*dx + dy*dy; length > 0 {
		t := min(1, max(0, (px*dx+py*dy)/length))
		px, py = px-t*dx, py-t*dy
	}
	return math.Hypot(px, py)
}
