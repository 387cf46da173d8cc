package region

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// depth is how far inside a convex counter-clockwise polygon a point lies; negative outside.
func depth(polygon []point, p point) float64 {
	d := math.Inf(1)
	for i, a := range polygon {
		b := polygon[(i+1)%len(polygon)]
		if edge := distance(a, b); edge > 1e-12 {
			d = min(d, turn(a, b, p)/edge)
		}
	}
	return d
}

// sitesOf draws distinct sites, also many on one line.
func sitesOf(t *rapid.T) []point {
	grid := rapid.IntRange(1, 30).Draw(t, "grid")
	coordinate := rapid.IntRange(0, grid)
	seen := map[point]bool{}
	var sites []point
	for range rapid.IntRange(1, 40).Draw(t, "n") {
		p := point{float64(coordinate.Draw(t, "x")), float64(coordinate.Draw(t, "y"))}
		if !seen[p] {
			seen[p] = true
			sites = append(sites, p)
		}
	}
	return sites
}

func TestCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sites := sitesOf(t)
		const padding = 0.5
		border := frame(sites, padding)
		list := cells(sites, padding)
		total := 0.0
		for i, cell := range list {
			if depth(cell, sites[i]) < 0.5-1e-9 { // half way to its nearest neighbour, or the padding
				t.Fatalf("site %v lies %g deep in its cell %v", sites[i], depth(cell, sites[i]), cell)
			}
			total += area(cell)
		}
		if whole := area(border); math.Abs(total-whole) > 1e-6*whole {
			t.Fatalf("the cells have %g, the frame %g", total, whole)
		}
		p := point{rapid.Float64Range(-1, 31).Draw(t, "px"), rapid.Float64Range(-1, 31).Draw(t, "py")}
		inside, touched := 0, 0
		for i, cell := range list {
			d := depth(cell, p)
			if d > 1e-9 {
				inside++
				for _, s := range sites {
					if distance(p, s) < distance(p, sites[i])-1e-9 {
						t.Fatalf("%v lies in the cell of %v and nearer to %v", p, sites[i], s)
					}
				}
			}
			if d > -1e-9 {
				touched++
			}
		}
		switch d := depth(border, p); {
		case d > 1e-9 && (touched == 0 || inside > 1 || inside == 0 && touched < 2):
			t.Fatalf("%v is inside %d cells and touches %d", p, inside, touched)
		case d < -1e-9 && inside > 0:
			t.Fatalf("%v is outside of the frame and inside a cell", p)
		}
	})
}

func TestFrameHoldsThePaddedSites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sites := sitesOf(t)
		padding := rapid.Float64Range(0.01, 5).Draw(t, "padding")
		border := frame(sites, padding)
		for _, s := range sites {
			if d := depth(border, s); d < padding-1e-9 {
				t.Fatalf("%v lies only %g inside the frame", s, d)
			}
		}
	})
}

// area is the signed area of a ring, positive if it runs counter-clockwise. The ring may repeat its first point.
func area(ring []point) float64 {
	sum := 0.0
	for i := range ring {
		sum += turn(ring[0], ring[i], ring[(i+1)%len(ring)])
	}
	return sum / 2
}
