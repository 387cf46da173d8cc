package region

import (
	"cmp"
	"slices"
)

// cells divides the land around sites: the Voronoi cell of each, cut to the sites' hull, padded. No two sites may be the
// same. Cells are convex, counter-clockwise, and meet only at their borders. Cutting each cell by every other site costs the
// square of their number: for the hundred or so kelurahan of a city about a millisecond.
func cells(sites []point, padding float64) [][]point {
	border := frame(sites, padding)
	all := make([][]point, len(sites))
	for i, p := range sites {
		cell := border
		for j, q := range sites {
			if i != j {
				cell = clip(cell, nearer(p, q))
			}
		}
		all[i] = cell
	}
	return all
}

// frame is the hull of the sites with its edges moved outwards by padding, its corners cut to the padded box of the sites.
func frame(sites []point, padding float64) []point {
	if len(sites) == 0 {
		return nil
	}
	low, high := sites[0], sites[0]
	for _, s := range sites {
		low, high = point{min(low.x, s.x), min(low.y, s.y)}, point{max(high.x, s.x), max(high.y, s.y)}
	}
	low, high = point{low.x - padding, low.y - padding}, point{high.x + padding, high.y + padding}
	border := []point{low, {high.x, low.y}, high, {low.x, high.y}}
	corners := hull(sites)
	if len(corners) < 3 { // on one line: the box is all there is
		return border
	}
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		n := point{b.y - a.y, a.x - b.x} // to the right of the edge, which is outside
		border = clip(border, halfPlane{n.x, n.y, n.x*a.x + n.y*a.y + padding*distance(a, b)})
	}
	return border
}

// hull is the convex hull, counter-clockwise, without points in the middle of an edge.
func hull(sites []point) []point {
	sorted := slices.Clone(sites)
	slices.SortFunc(sorted, func(a, b point) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y)) })
	sorted = slices.Compact(sorted)
	if len(sorted) < 3 {
		return sorted
	}
	half := func(list []point) []point {
		var chain []point
		for _, p := range list {
			for len(chain) >= 2 && turn(chain[len(chain)-2], chain[len(chain)-1], p) <= 0 {
				chain = chain[:len(chain)-1]
			}
			chain = append(chain, p)
		}
		return chain[:len(chain)-1]
	}
	lower := half(sorted)
	slices.Reverse(sorted)
	return append(lower, half(sorted)...)
}
