package region

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"jemput/internal/fault"
)

// What an office's file may hold. A city has a hundred kelurahan; a file of its whole province passes as well.
const (
	MaxOutlineBytes = 20 << 20
	maxFeatures     = 20_000
	maxPoints       = 1_000_000
)

// The land, in degrees: catches coordinates in metres and latitude written first.
const west, south, east, north = 94, -12, 142, 8

// place is a point in steps of 1e-5 degree (about a metre): longitude, latitude.
type place struct{ x, y int32 }

const steps = 1e5

type (
	ring    []place // closed: the last is the first
	polygon []ring  // the outer ring, then holes
)

// feature is one feature of a file, not yet matched.
type feature struct {
	number     int               // in the file, from 1
	properties map[string]string // names in lower case letters and digits only
	polygons   []polygon
	flaw       string // why there are no polygons
}

func invalid(code, detail string, args ...any) error {
	return fault.New(fault.Invalid, code, fmt.Sprintf(detail, args...))
}

// bounded refuses to read more than a file may have.
type bounded struct {
	r    io.Reader
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, invalid("outline_too_large", "The file is larger than %d MB.", MaxOutlineBytes>>20)
	}
	n, err := b.r.Read(p[:min(len(p), b.left+1)])
	b.left -= n
	return n, err
}

// unreadable tells a file that is no GeoJSON from a reader that failed.
func unreadable(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &syntax) || errors.As(err, &kind) {
		return fault.Wrap(err, fault.Invalid, "outline_not_geojson", "The file is no GeoJSON with a list of features.")
	}
	return fmt.Errorf("read outlines: %w", err)
}

// reading is a file as it is read: one feature at a time is in memory as text.
type reading struct {
	decoder  *json.Decoder
	features int
	points   int
}

// readFeatures calls take with every feature of a GeoJSON FeatureCollection. Its errors carry no content of the file.
func readFeatures(r io.Reader, take func(feature) error) error {
	in := &reading{decoder: json.NewDecoder(&bounded{r: r, left: MaxOutlineBytes})}
	if err := in.expect('{'); err != nil {
		return err
	}
	listed := false
	for in.decoder.More() {
		name, err := in.decoder.Token()
		if err != nil {
			return unreadable(err)
		}
		if name != "features" {
			var skipped json.RawMessage
			if err := in.decoder.Decode(&skipped); err != nil {
				return unreadable(err)
			}
			continue
		}
		listed = true
		if err := in.list(take); err != nil {
			return err
		}
	}
	if err := in.expect('}'); err != nil {
		return err
	}
	if _, err := in.decoder.Token(); !errors.Is(err, io.EOF) || !listed {
		return invalid("outline_not_geojson", "The file is no GeoJSON with a list of features.")
	}
	return nil
}

func (in *reading) expect(d json.Delim) error {
	token, err := in.decoder.Token()
	if err != nil {
		return unreadable(err)
	}
	if token != d {
		return invalid("outline_not_geojson", "The file is no GeoJSON with a list of features.")
	}
	return nil
}

func (in *reading) list(take func(feature) error) error {
	if err := in.expect('['); err != nil {
		return err
	}
	for in.decoder.More() {
		if in.features++; in.features > maxFeatures {
			return invalid("outline_too_many", "The file has more than %d features.", maxFeatures)
		}
		f, err := in.feature()
		if err != nil {
			return err
		}
		if err := take(f); err != nil {
			return err
		}
	}
	return in.expect(']')
}

func (in *reading) feature() (feature, error) {
	var raw struct {
		Properties map[string]json.RawMessage `json:"properties"`
		Geometry   struct {
			Type        string          `json:"type"`
			Coordinates json.RawMessage `json:"coordinates"`
		} `json:"geometry"`
	}
	if err := in.decoder.Decode(&raw); err != nil {
		return feature{}, unreadable(err)
	}
	f := feature{number: in.features, properties: map[string]string{}}
	for _, name := range slices.Sorted(maps.Keys(raw.Properties)) { // in order: two names may have one key
		if text := propertyText(raw.Properties[name]); text != "" {
			f.properties[propertyKey(name)] = text
		}
	}
	var err error
	switch raw.Geometry.Type {
	case "Polygon":
		var p polygon
		err = json.Unmarshal(raw.Geometry.Coordinates, &p)
		f.polygons = []polygon{p}
	case "MultiPolygon":
		err = json.Unmarshal(raw.Geometry.Coordinates, &f.polygons)
	default:
		f.flaw = "geometry_not_polygon"
		return f, nil
	}
	if err != nil {
		if _, ok := fault.As(err); ok {
			return f, fmt.Errorf("feature %d: %w", f.number, err)
		}
		return f, invalid("outline_geometry", "The coordinates of feature %d are not those of a polygon.", f.number)
	}
	for _, p := range f.polygons {
		for _, r := range p {
			in.points += len(r)
		}
	}
	if in.points > maxPoints {
		return f, invalid("outline_too_detailed", "The file has more than %d points. Simplify it first.", maxPoints)
	}
	if f.polygons = cleaned(f.polygons); len(f.polygons) == 0 {
		f.flaw = "geometry_empty"
	}
	return f, nil
}

// propertyText is a property that may name an area: text or a whole number.
func propertyText(value json.RawMessage) string {
	var text string
	if len(value) == 0 || len(value) > 1000 {
		return ""
	}
	if value[0] == '"' {
		if json.Unmarshal(value, &text) != nil {
			return ""
		}
		return strings.TrimSpace(text)
	}
	if n, err := strconv.ParseFloat(string(value), 64); err == nil && n == math.Trunc(n) && math.Abs(n) < 1e15 {
		return strconv.FormatFloat(n, 'f', 0, 64)
	}
	return ""
}

func propertyKey(name string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= 'A' && c <= 'Z':
			return c + 'a' - 'A'
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			return c
		}
		return -1
	}, name[:min(len(name), 100)])
}

// UnmarshalJSON reads a position. A height behind it is dropped.
func (p *place) UnmarshalJSON(b []byte) error {
	b = bytes.Trim(b, "[] \t\r\n")
	x, rest, ok := bytes.Cut(b, []byte{','})
	y, _, _ := bytes.Cut(rest, []byte{','})
	if !ok {
		return errors.New("not a position")
	}
	lng, err := strconv.ParseFloat(string(bytes.TrimSpace(x)), 64)
	if err != nil {
		return errors.New("not a number")
	}
	lat, err := strconv.ParseFloat(string(bytes.TrimSpace(y)), 64)
	if err != nil {
		return errors.New("not a number")
	}
	if !(lng >= west && lng <= east && lat >= south && lat <= north) {
		return invalid("outline_coordinates", "A point lies outside of Indonesia. Coordinates must be longitude, latitude in degrees (WGS 84).")
	}
	*p = place{int32(math.Round(lng * steps)), int32(math.Round(lat * steps))}
	return nil
}

// cleaned closes rings, drops repeated points and rings without land, and turns outer rings counter-clockwise, holes clockwise (RFC 7946).
func cleaned(list []polygon) []polygon {
	var out []polygon
	for _, p := range list {
		var kept polygon
		for i, r := range p {
			r = r.cleaned()
			land := r.land()
			if land == 0 {
				if i == 0 {
					break
				}
				continue
			}
			if (land > 0) != (i == 0) {
				r = r.reversed()
			}
			kept = append(kept, r)
		}
		if len(kept) > 0 {
			out = append(out, kept)
		}
	}
	return out
}
