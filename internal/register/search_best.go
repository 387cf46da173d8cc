package register

import "slices"

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
