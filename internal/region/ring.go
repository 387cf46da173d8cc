package region

import (
	"slices"
	"strconv"
)

// cleaned is the ring closed and without repeated points.
func (r ring) cleaned() ring {
	if len(r) == 0 {
		return nil
	}
	return slices.Compact(append(slices.Clone(r), r[0]))
}

// land is twice the signed area in steps, positive if the ring runs counter-clockwise.
func (r ring) land() int64 {
	var sum int64
	for i := 1; i < len(r); i++ {
		ax, ay := int64(r[i-1].x-r[0].x), int64(r[i-1].y-r[0].y)
		bx, by := int64(r[i].x-r[0].x), int64(r[i].y-r[0].y)
		sum += ax*by - bx*ay
	}
	return sum
}

func (r ring) reversed() ring {
	r = slices.Clone(r)
	slices.Reverse(r)
	return r
}

// less orders places, so that a line has the same first end from both of its sides.
func (p place) less(q place) bool { return p.x < q.x || p.x == q.x && p.y < q.y }

// appendGeometry writes polygons as a GeoJSON geometry.
func appendGeometry(b []byte, list []polygon) []byte {
	b = append(b, `{"type":"MultiPolygon","coordinates":[`...)
	for i, p := range list {
		b = appendComma(b, i)
		b = append(b, '[')
		for j, r := range p {
			b = appendComma(b, j)
			b = append(b, '[')
			for k, at := range r {
				b = appendComma(b, k)
				b = append(b, '[')
				b = strconv.AppendFloat(b, float64(at.x)/steps, 'f', -1, 64)
				b = append(b, ',')
				b = strconv.AppendFloat(b, float64(at.y)/steps, 'f', -1, 64)
				b = append(b, ']')
			}
			b = append(b, ']')
		}
		b = append(b, ']')
	}
	return append(b, "]}"...)
}

func appendComma(b []byte, i int) []byte {
	if i > 0 {
		return append(b, ',')
	}
	return b
}
