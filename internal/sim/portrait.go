package sim

import (
	"bytes"
	"context"
	"hash/fnv"
	"image/color"
	"image/jpeg"
	"math/rand/v2"

	"jemput/internal/register"
)

// Size of a portrait in pixels.
const (
	portraitWidth  = 180
	portraitHeight = 240
)

var (
	skins    = []color.RGBA{{233, 190, 152, 255}, {219, 170, 128, 255}, {200, 148, 107, 255}, {178, 125, 86, 255}, {158, 107, 72, 255}}
	cloths   = []color.RGBA{{46, 94, 122, 255}, {118, 62, 80, 255}, {66, 104, 76, 255}, {92, 78, 132, 255}, {150, 104, 50, 255}, {70, 76, 88, 255}, {146, 72, 60, 255}}
	scarves  = []color.RGBA{{92, 138, 134, 255}, {150, 108, 132, 255}, {196, 182, 160, 255}, {82, 98, 134, 255}, {128, 148, 98, 255}, {70, 66, 74, 255}, {186, 140, 120, 255}}
	grounds  = []color.RGBA{{214, 224, 228, 255}, {226, 222, 212, 255}, {216, 226, 216, 255}}
	hairDark = color.RGBA{38, 30, 28, 255}
	hairGrey = color.RGBA{132, 128, 126, 255}
	ink      = color.RGBA{52, 36, 30, 255}
	white    = color.RGBA{255, 255, 255, 255}
	band     = color.RGBA{150, 32, 44, 255}
)

// look is what a face is drawn from; the same resident always looks the same.
type look struct {
	skin, cloth, scarf, hair, ground color.RGBA
	wide                             float64 // half the width of the face
	female, scarfed, capped          bool
	glasses, moustache               bool
	child                            bool
}

func lookOf(r *register.Resident) look {
	h := fnv.New64a()
	h.Write([]byte(r.ID))
	rng := rand.New(rand.NewPCG(h.Sum64(), 7))
	l := look{
		skin: skins[rng.IntN(len(skins))], cloth: cloths[rng.IntN(len(cloths))], scarf: scarves[rng.IntN(len(scarves))],
		ground: grounds[rng.IntN(len(grounds))], hair: hairDark, wide: 17.5 + 3.5*rng.Float64(), female: r.Sex == register.Female,
	}
	muslim := r.Religion == 1
	l.scarfed = l.female && muslim && rng.IntN(10) < 8
	l.capped = !l.female && muslim && rng.IntN(10) < 3
	l.glasses = rng.IntN(6) == 0
	l.moustache = !l.female && rng.IntN(3) == 0
	if r.BirthDate.Year < 1968 {
		l.hair, l.glasses = hairGrey, rng.IntN(3) > 0
	}
	if r.BirthDate.Year > 2011 {
		l.child, l.moustache, l.glasses = true, false, rng.IntN(12) == 0
	}
	return l
}

// Portrait draws the face of a resident who does not exist, with the word CONTOH across it.
func Portrait(_ context.Context, r *register.Resident) (register.Photo, error) {
	p := newPainter(portraitWidth, portraitHeight, lookOf(r).ground)
	drawFace(p, lookOf(r))
	p.box(band, 0, 118, 100, 15.4)
	p.word(white, "CONTOH", 23, 121.4, 8.6)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, p.picture, &jpeg.Options{Quality: 78}); err != nil {
		return register.Photo{}, err
	}
	return register.Photo{MediaType: "image/jpeg", Bytes: out.Bytes()}, nil
}

func drawFace(p *painter, l look) {
	const cx, cy = 50.0, 54.0
	tall := l.wide * 1.28
	drawBehind(p, l, cx, cy, tall)
	p.fill(l.cloth, append(arc(cx, 134, 40, 44, 180, 360), spot{90, 134}, spot{10, 134})) // shoulders
	p.fill(darker(l.skin, 0.88), []spot{{42, 66}, {58, 66}, {59, 92}, {50, 98}, {41, 92}})
	drawCollar(p, l)
	p.ellipse(darker(l.skin, 0.94), cx-l.wide, cy+1, 3.2, 5) // ears
	p.ellipse(darker(l.skin, 0.94), cx+l.wide, cy+1, 3.2, 5)
	p.ellipse(l.skin, cx, cy, l.wide, tall)
	drawHead(p, l, cx, cy, tall)
	drawFeatures(p, l, cx, cy)
}

// drawBehind paints what lies behind the face: long hair, or the back of a scarf.
func drawBehind(p *painter, l look, cx, cy, tall float64) {
	switch {
	case l.scarfed:
		p.ellipse(l.scarf, cx, cy+2, l.wide+8.5, tall+9)
	case l.female:
		p.fill(l.hair, append(arc(cx, cy-2, l.wide+6, tall+4, 180, 360), spot{float32(cx + l.wide + 5.5), 92}, spot{float32(cx - l.wide - 5.5), 92}))
	}
}

func drawCollar(p *painter, l look) {
	if l.scarfed {
		p.fill(l.scarf, append(arc(50, 84, 25, 24, 0, 180), spot{25, 84}, spot{32, 62}, spot{68, 62}))
		p.fill(darker(l.scarf, 0.9), []spot{{38, 88}, {50, 106}, {62, 88}, {50, 97}})
		return
	}
	p.fill(white, []spot{{41, 90}, {50, 101}, {45, 107}, {36, 95}})
	p.fill(white, []spot{{59, 90}, {50, 101}, {55, 107}, {64, 95}})
}

// drawHead paints what lies over the forehead.
func drawHead(p *painter, l look, cx, cy, tall float64) {
	top := func(c color.RGBA, grow, cut float64) {
		p.fill(c, arc(cx, cy-2, l.wide+grow, tall+grow*0.8, 180+cut, 360-cut))
	}
	switch {
	case l.scarfed:
		rim := append(arc(cx, cy+2, l.wide+5, tall+5, 150, 390), arcBack(cx, cy+3, l.wide-1.2, tall-2.5, 150, 390)...)
		p.fill(l.scarf, rim)
		p.fill(darker(l.scarf, 0.93), append(arc(cx, cy+2, l.wide+1.2, tall+0.8, 180, 360), arcBack(cx, cy+3, l.wide-1.2, tall-2.5, 180, 360)...))
	case l.capped:
		top(l.hair, 1.6, 24)
		p.fill(color.RGBA{28, 28, 34, 255}, []spot{{float32(cx - l.wide - 1), float32(cy - 11)}, {float32(cx - l.wide + 2.5), float32(cy - tall - 5)},
			{float32(cx + l.wide - 2.5), float32(cy - tall - 5)}, {float32(cx + l.wide + 1), float32(cy - 11)}})
	case l.female:
		top(l.hair, 3, 14)
		p.fill(l.hair, []spot{{float32(cx - l.wide - 2.5), float32(cy - 6)}, {float32(cx), float32(cy - tall - 2)}, {float32(cx - l.wide + 5), float32(cy + 5)}})
	default:
		top(l.hair, 2.2, 18)
		p.box(l.hair, float32(cx-l.wide-1), float32(cy-11), 3, 11)
		p.box(l.hair, float32(cx+l.wide-2), float32(cy-11), 3, 11)
	}
}

func drawFeatures(p *painter, l look, cx, cy float64) {
	eye := l.wide * 0.42
	for _, side := range []float64{-1, 1} {
		x := cx + side*eye
		p.ellipse(white, x, cy+1, 3.5, 2.2)
		p.ellipse(ink, x, cy+1.1, 1.8, 1.9)
		p.ellipse(white, x+0.6, cy+0.4, 0.5, 0.5)
		p.line(darker(l.hair, 0.9), 1.3, spot{float32(x - 4), float32(cy - 3.6)}, spot{float32(x), float32(cy - 4.8)}, spot{float32(x + 4), float32(cy - 3.8)})
		if l.glasses {
			rim := arc(x, cy+1.2, 5.6, 4.6, 0, 360)
			p.line(color.RGBA{60, 60, 66, 255}, 0.8, rim...)
		}
	}
	if l.glasses {
		p.line(color.RGBA{60, 60, 66, 255}, 0.8, spot{float32(cx - eye + 5.5), float32(cy + 0.8)}, spot{float32(cx + eye - 5.5), float32(cy + 0.8)})
	}
	p.line(darker(l.skin, 0.78), 1.1, spot{float32(cx - 0.6), float32(cy + 4)}, spot{float32(cx - 2), float32(cy + 9)}, spot{float32(cx + 1.8), float32(cy + 9.6)})
	lips := color.RGBA{164, 84, 78, 255}
	p.fill(lips, append(arc(cx, cy+14.2, 5.4, 2.6, 0, 180), spot{float32(cx - 2), float32(cy + 13.4)}, spot{float32(cx), float32(cy + 14)}, spot{float32(cx + 2), float32(cy + 13.4)}))
	if l.moustache {
		p.fill(l.hair, append(arc(cx, cy+12.2, 6, 2.2, 180, 360), spot{float32(cx + 5), float32(cy + 12.8)}, spot{float32(cx - 5), float32(cy + 12.8)}))
	}
}

// arcBack is an arc the other way round, to cut a hole out of an outline.
func arcBack(cx, cy, rx, ry, from, to float64) []spot {
	list := arc(cx, cy, rx, ry, from, to)
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
	return list
}

func darker(c color.RGBA, by float64) color.RGBA {
	f := func(v uint8) uint8 { return uint8(float64(v) * by) }
	return color.RGBA{f(c.R), f(c.G), f(c.B), c.A}
}
