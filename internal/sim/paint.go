package sim

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// painter fills shapes on a picture. Coordinates are in hundredths of its width.
type painter struct {
	picture *image.RGBA
	scale   float32
	pen     vector.Rasterizer
}

type spot struct{ x, y float32 }

func newPainter(width, height int, ground color.Color) *painter {
	p := &painter{picture: image.NewRGBA(image.Rect(0, 0, width, height)), scale: float32(width) / 100}
	draw.Draw(p.picture, p.picture.Bounds(), image.NewUniform(ground), image.Point{}, draw.Src)
	return p
}

// fill paints the inside of a closed outline.
func (p *painter) fill(c color.Color, outline []spot) {
	box := p.around(outline)
	p.pen.Reset(box.Dx(), box.Dy())
	left, top := float32(box.Min.X), float32(box.Min.Y)
	for i, s := range outline {
		if i == 0 {
			p.pen.MoveTo(s.x*p.scale-left, s.y*p.scale-top)
		} else {
			p.pen.LineTo(s.x*p.scale-left, s.y*p.scale-top)
		}
	}
	p.pen.ClosePath()
	p.pen.Draw(p.picture, box, image.NewUniform(c), image.Point{})
}

// around is the part of the picture that an outline touches: most shapes are small, and painting costs by the area.
func (p *painter) around(outline []spot) image.Rectangle {
	low, high := outline[0], outline[0]
	for _, s := range outline[1:] {
		low.x, low.y = min(low.x, s.x), min(low.y, s.y)
		high.x, high.y = max(high.x, s.x), max(high.y, s.y)
	}
	touched := image.Rect(int(math.Floor(float64(low.x*p.scale))), int(math.Floor(float64(low.y*p.scale))),
		int(math.Ceil(float64(high.x*p.scale))), int(math.Ceil(float64(high.y*p.scale))))
	return touched.Intersect(p.picture.Bounds())
}

// arc lists the points of an ellipse from one angle to another, in degrees, clockwise from the right.
func arc(cx, cy, rx, ry, from, to float64) []spot {
	const step = 6
	var list []spot
	for a := from; a <= to; a += step {
		s, c := math.Sincos(a * math.Pi / 180)
		list = append(list, spot{float32(cx + rx*c), float32(cy + ry*s)})
	}
	return list
}

func (p *painter) ellipse(c color.Color, cx, cy, rx, ry float64) {
	p.fill(c, arc(cx, cy, rx, ry, 0, 354))
}

func (p *painter) box(c color.Color, x, y, w, h float32) {
	p.fill(c, []spot{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}})
}

// line paints strokes of a width along points.
func (p *painter) line(c color.Color, width float32, points ...spot) {
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		dx, dy := b.x-a.x, b.y-a.y
		length := float32(math.Hypot(float64(dx), float64(dy)))
		if length == 0 {
			continue
		}
		nx, ny := -dy/length*width/2, dx/length*width/2
		p.fill(c, []spot{{a.x + nx, a.y + ny}, {b.x + nx, b.y + ny}, {b.x - nx, b.y - ny}, {a.x - nx, a.y - ny}})
		p.ellipse(c, float64(b.x), float64(b.y), float64(width)/2, float64(width)/2)
	}
}

// letters of the one word that is painted, on a field of 4 by 6.
var letters = map[rune][][]spot{
	'C': {{{4, 1}, {3, 0}, {1, 0}, {0, 1}, {0, 5}, {1, 6}, {3, 6}, {4, 5}}},
	'O': {{{1, 0}, {3, 0}, {4, 1}, {4, 5}, {3, 6}, {1, 6}, {0, 5}, {0, 1}, {1, 0}}},
	'N': {{{0, 6}, {0, 0}, {4, 6}, {4, 0}}},
	'T': {{{0, 0}, {4, 0}}, {{2, 0}, {2, 6}}},
	'H': {{{0, 0}, {0, 6}}, {{4, 0}, {4, 6}}, {{0, 3}, {4, 3}}},
}

// word writes letters of the given height from x on.
func (p *painter) word(c color.Color, text string, x, y, height float32) {
	unit := height / 6
	for _, letter := range text {
		for _, stroke := range letters[letter] {
			points := make([]spot, len(stroke))
			for i, s := range stroke {
				points[i] = spot{x + s.x*unit, y + s.y*unit}
			}
			p.line(c, unit*0.95, points...)
		}
		x += 6 * unit
	}
}
