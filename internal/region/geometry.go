package region

import "math"

// point is a place on a flat map: x to the east, y to the north, in any unit.
type point struct{ x, y float64 }

// halfPlane is all points p with nx*p.x + ny*p.y <= c.
type halfPlane struct{ nx, ny, c float64 }

// clip cuts a convex polygon (without a repeated last point) to a half plane.
func clip(polygon []point, h halfPlane) []point {
	var out []point
	for i, b := range polygon {
		a := polygon[(i+len(polygon)-1)%len(polygon)]
		da, db := h.nx*a.x+h.ny*a.y-h.c, h.nx*b.x+h.ny*b.y-h.c
		if da < 0 && db > 0 || da > 0 && db < 0 {
			t := da / (da - db)
			out = append(out, point{a.x + t*(b.x-a.x), a.y + t*(b.y-a.y)})
		}
		if db <= 0 {
			out = append(out, b)
		}
	}
	return out
}

// nearer is the half plane of the points nearer to p than to q.
func nearer(p, q point) halfPlane {
	return halfPlane{q.x - p.x, q.y - p.y, (q.x*q.x + q.y*q.y - p.x*p.x - p.y*p.y) / 2}
}

// turn is twice the area of the triangle, positive if it turns left.
func turn(a, b, c point) float64 { return (b.x-a.x)*(c.y-a.y) - (b.y-a.y)*(c.x-a.x) }

func distance(a, b point) float64 { return math.Hypot(a.x-b.x, a.y-b.y) }
