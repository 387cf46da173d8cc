package sim

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"testing"

	"jemput/internal/civil"
	"jemput/internal/register"
)

func portrait(t testing.TB, p *register.Resident) ([]byte, image.Image) {
	t.Helper()
	photo, err := Portrait(context.Background(), p)
	fatal(t, err)
	if photo.MediaType != "image/jpeg" {
		t.Fatalf("a portrait is %s", photo.MediaType)
	}
	picture, err := jpeg.Decode(bytes.NewReader(photo.Bytes))
	fatal(t, err)
	return photo.Bytes, picture
}

// TestEveryPortraitSaysContoh looks for the band with its white letters on pictures of all kinds of people.
func TestEveryPortraitSaysContoh(t *testing.T) {
	largest := 0
	distinct := map[string]bool{}
	for i := range 240 {
		p := &register.Resident{ID: string(rune('a'+i%26)) + string(rune('a'+i/26)), Sex: register.Sex(1 + i%2), Religion: 1 + i/2%3, BirthDate: civil.Date{Year: 1940 + i%80, Month: 5, Day: 2}}
		body, picture := portrait(t, p)
		again, _ := portrait(t, p)
		if !bytes.Equal(body, again) {
			t.Fatal("the same resident looks different")
		}
		distinct[string(body)] = true
		largest = max(largest, len(body))
		if size := picture.Bounds().Size(); size != image.Pt(portraitWidth, portraitHeight) || len(body) > 8_000 {
			t.Fatalf("%v pixels, %d bytes", size, len(body))
		}
		if red, white := bandOf(picture); red < 60 || white < 8 || red+white < 90 {
			t.Fatalf("the band of picture %d is %d %% red and %d %% white", i, red, white)
		}
	}
	if len(distinct) < 200 {
		t.Errorf("only %d different pictures of 240 people", len(distinct))
	}
	t.Logf("the largest has %d bytes", largest)
}

// bandOf is how much of the place of the band has its colour, and how much that of its letters, in percent.
func bandOf(picture image.Image) (red, light int) {
	top, bottom := 118*portraitWidth/100+3, portraitHeight-3
	all := 0
	for y := top; y < min(bottom, (118+15)*portraitWidth/100-1); y++ {
		for x := range portraitWidth {
			r, g, b, _ := picture.At(x, y).RGBA()
			all++
			switch {
			case r>>8 > 100 && g>>8 < 110 && b>>8 < 120:
				red++
			case r>>8 > 150 && g>>8 > 130 && b>>8 > 130:
				light++
			}
		}
	}
	return red * 100 / all, light * 100 / all
}

func BenchmarkPortrait(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		p := &register.Resident{ID: string(rune('a' + i%26)), Sex: register.Sex(1 + i%2), Religion: 1, BirthDate: civil.Date{Year: 1980, Month: 5, Day: 2}}
		portrait(b, p)
	}
}
