package region

import (
	"context"
	"encoding/json"
	"math"
	"strings"
	"time"

	"jemput/internal/fault"
)

// Map is a GeoJSON FeatureCollection (RFC 7946: outer rings counter-clockwise) of the kelurahan of an area, in code order.
type Map struct {
	Type      string     `json:"type" enum:"FeatureCollection"`
	Schematic bool       `json:"schematic" doc:"True if these are cells around the centres and no outlines"`
	Imported  *time.Time `json:"imported_at,omitempty" doc:"When the office imported the outlines"`
	Features  []Feature  `json:"features"`
}

// Feature is one kelurahan of a Map.
type Feature struct {
	Type       string          `json:"type" enum:"Feature"`
	Properties Properties      `json:"properties"`
	Geometry   json.RawMessage `json:"geometry" doc:"A GeoJSON MultiPolygon"`
}

// Properties say which kelurahan a Feature is.
type Properties struct {
	Code          string `json:"kode" example:"16.73.01.1001"`
	Name          string `json:"nama" example:"Air Kuti"`
	Kecamatan     string `json:"kecamatan" doc:"Code of its kecamatan" example:"16.73.01"`
	KecamatanName string `json:"nama_kecamatan" example:"Lubuk Linggau Timur I"`
}

const (
	metresPerStep = 1.113  // of latitude
	cellPadding   = 1500.0 // metres around the outermost centres
)

// Map is the map of a city or of one of its kecamatan: the office's outlines, or else cells around the centres.
func (o *Outlines) Map(ctx context.Context, code string) (Map, error) {
	area, ok := o.atlas.Area(code)
	if !ok || area.Level != City && area.Level != Kecamatan {
		return Map{}, fault.New(fault.NotFound, "area_unknown", "There is no city, regency or kecamatan with this code.")
	}
	list, at, err := outlinesOf(ctx, o.db.Read(), CityOf(code))
	if err != nil {
		return Map{}, err
	}
	m := Map{Type: "FeatureCollection", Imported: &at, Features: []Feature{}}
	if len(list) == 0 {
		list = schematic(CityOf(code))
		m.Schematic, m.Imported = true, nil
	}
	if len(list) == 0 {
		return Map{}, fault.New(fault.NotFound, "map_missing", "This city has no map yet: import its outlines as GeoJSON.")
	}
	for _, line := range list {
		if strings.HasPrefix(line.code, code+".") {
			m.Features = append(m.Features, o.feature(line))
		}
	}
	return m, nil
}

func (o *Outlines) feature(line outline) Feature {
	kecamatan := line.code[:codeLength[Kecamatan]]
	name, _ := o.atlas.Name(line.code) // both were looked up when the outline was imported
	kecamatanName, _ := o.atlas.Name(kecamatan)
	return Feature{
		Type:       "Feature",
		Properties: Properties{Code: line.code, Name: name, Kecamatan: kecamatan, KecamatanName: kecamatanName},
		Geometry:   json.RawMessage(line.geometry),
	}
}

// schematic are the cells around a city's centres, none if they are not known.
func schematic(city string) []outline {
	list := centresIn(city)
	if len(list) == 0 {
		return nil
	}
	squeeze := math.Cos(list[0].lat * math.Pi / 180) // a degree of longitude is shorter than one of latitude
	sites := make([]point, len(list))
	for i, c := range list {
		sites[i] = point{c.lng * squeeze * steps, c.lat * steps}
	}
	out := make([]outline, len(list))
	for i, cell := range cells(sites, cellPadding/metresPerStep) {
		r := make(ring, len(cell))
		for j, p := range cell {
			r[j] = place{int32(math.Round(p.x / squeeze)), int32(math.Round(p.y))}
		}
		out[i] = outline{list[i].code, string(appendGeometry(nil, []polygon{{r.cleaned()}}))}
	}
	return out
}
