package region

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/fault"

	"pgregory.net/rapid"
)

const officeFile = "../../../shared/data/lubuklinggau-kelurahan.geojson"

// office is the outlines that the project's facts have for tests; they lie beside the project and are no part of it.
func office(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile(officeFile)
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("%s is not there: the facts of the project (shared/) must lie beside it", officeFile)
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var noon = time.Date(2026, 11, 24, 5, 0, 0, 0, time.UTC)

func newOutlines(t testing.TB, d *db.DB) *Outlines {
	return NewOutlines(d, atlas(t), func() time.Time { return noon })
}

// square is a feature of 0.01 degree around a corner.
func square(properties string, lng, lat float64) string {
	return fmt.Sprintf(`{"type":"Feature","properties":%s,"geometry":{"type":"Polygon","coordinates":[[[%g,%g],[%g,%g],[%g,%g],[%g,%g],[%g,%g]]]}}`,
		properties, lng, lat, lng+.01, lat, lng+.01, lat+.01, lng, lat+.01, lng, lat)
}

func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

// polygonsOf parses a map's geometry again, as a stranger would.
func polygonsOf(t testing.TB, f Feature) (list []polygon) {
	t.Helper()
	var g struct {
		Type        string
		Coordinates []polygon
	}
	if err := json.Unmarshal(f.Geometry, &g); err != nil || g.Type != "MultiPolygon" {
		t.Fatalf("%s: geometry %.80s: %v", f.Properties.Code, f.Geometry, err)
	}
	return g.Coordinates
}

func checkMap(t testing.TB, a *Atlas, m Map) {
	t.Helper()
	before := ""
	for _, f := range m.Features {
		name, ok := a.Name(f.Properties.Code)
		if !ok || name != f.Properties.Name || f.Properties.Code <= before || !strings.HasPrefix(f.Properties.Code, f.Properties.Kecamatan+".") {
			t.Errorf("after %s: %+v", before, f.Properties)
		}
		if kecamatan, _ := a.Name(f.Properties.Kecamatan); kecamatan != f.Properties.KecamatanName {
			t.Errorf("%+v", f.Properties)
		}
		before = f.Properties.Code
		for _, p := range polygonsOf(t, f) {
			for i, r := range p {
				if len(r) < 4 || r[0] != r[len(r)-1] || (r.land() > 0) != (i == 0) {
					t.Errorf("%s: ring %d of %d points has land %d", f.Properties.Code, i, len(r), r.land())
				}
			}
		}
	}
}

func landOf(list []polygon) (sum float64) {
	for _, p := range list {
		for _, r := range p {
			sum += float64(r.land())
		}
	}
	return sum
}

func TestSchematicUntilImported(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOutlines(t, d)
		m, err := o.Map(t.Context(), "16.73")
		if err != nil || !m.Schematic || m.Imported != nil || len(m.Features) != 72 {
			t.Fatalf("%d features, schematic %v, %v", len(m.Features), m.Schematic, err)
		}
		checkMap(t, o.atlas, m)
		for _, f := range m.Features { // the centre lies in its own cell and in no other
			lat, lng, _ := o.atlas.Centre(f.Properties.Code)
			for _, g := range m.Features {
				if in, own := holds(polygonsOf(t, g), lng*steps, lat*steps), f.Properties.Code == g.Properties.Code; in != own {
					t.Errorf("centre of %s in the cell of %s: %v", f.Properties.Code, g.Properties.Code, in)
				}
			}
		}
		if m, err := o.Map(t.Context(), "16.73.05"); err != nil || len(m.Features) != 9 {
			t.Errorf("the map of a kecamatan has %d features, %v", len(m.Features), err)
		}
		for code, want := range map[string]string{"16.71": "map_missing", "16": "area_unknown", "16.73.01.1001": "area_unknown", "x": "area_unknown"} {
			if _, err := o.Map(t.Context(), code); fault.CodeOf(err) != want {
				t.Errorf("map of %s: %v", code, err)
			}
		}
	})
}

// holds says by counting crossings whether polygons hold a point.
func holds(list []polygon, x, y float64) (in bool) {
	for _, p := range list {
		for _, r := range p {
			for i := 1; i < len(r); i++ {
				ax, ay, bx, by := float64(r[i-1].x), float64(r[i-1].y), float64(r[i].x), float64(r[i].y)
				if (ay > y) != (by > y) && x < ax+(y-ay)*(bx-ax)/(by-ay) {
					in = !in
				}
			}
		}
	}
	return in
}

func TestImportOfficeFile(t *testing.T) {
	file := office(t)
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOutlines(t, d)
		for range 2 { // again changes nothing
			got, err := o.Import(t.Context(), "16.73", strings.NewReader(file))
			if err != nil || got.Matched != 72 || got.Left != 0 || len(got.Missing) != 0 {
				t.Fatalf("%+v, %v", got, err)
			}
		}
		m, err := o.Map(t.Context(), "16.73")
		if err != nil || m.Schematic || len(m.Features) != 72 || m.Imported == nil || !m.Imported.Equal(noon) {
			t.Fatalf("%d features, schematic %v, %v", len(m.Features), m.Schematic, err)
		}
		checkMap(t, o.atlas, m)
		shown := map[string][]polygon{}
		for _, f := range m.Features {
			shown[f.Properties.Code] = polygonsOf(t, f)
		}
		before, after := 0, 0
		err = readFeatures(strings.NewReader(file), func(f feature) error {
			was, is := landOf(f.polygons), landOf(shown[f.properties["kode"]])
			if math.Abs(was-is) > 0.03*was {
				t.Errorf("%s: the land changed from %g to %g", f.properties["nama"], was, is)
			}
			before, after = before+pointsOf(f.polygons), after+pointsOf(shown[f.properties["kode"]])
			return nil
		})
		if err != nil || after >= before {
			t.Errorf("%d points became %d: %v", before, after, err)
		}
		t.Logf("%d points became %d", before, after)
		if err := o.Remove(t.Context(), "16.73"); err != nil {
			t.Fatal(err)
		}
		if m, err := o.Map(t.Context(), "16.73"); err != nil || !m.Schematic {
			t.Errorf("after the removal: schematic %v, %v", m.Schematic, err)
		}
	})
}

func pointsOf(list []polygon) (n int) {
	for _, p := range list {
		for _, r := range p {
			n += len(r)
		}
	}
	return n
}

// TestImportByOtherNames has the properties of other offices in the place of kode.
func TestImportByOtherNames(t *testing.T) {
	o := newOutlines(t, dbtest.SQLite(t))
	for properties, want := range map[string]string{
		`{"KODE_DESA":"1673011003"}`:                                            "16.73.01.1003",
		`{"kode_kel":1673011003}`:                                               "16.73.01.1003",
		`{"kd_kel":1.673011003e9,"nama":"TABA JEMEKEH"}`:                        "16.73.01.1003",
		`{"KDEPUM":"16.73.01.1003","WADMKD":"Taba Jemekeh"}`:                    "16.73.01.1003",
		`{"KODE_KEC":"167301","KODE_KEL":"1003"}`:                               "16.73.01.1003",
		`{"WADMKD":"Taba Jemekeh","WADMKC":"Lubuklinggau Timur I"}`:             "16.73.01.1003",
		`{"NAMOBJ":"TABA JEMEKEH"}`:                                             "16.73.01.1003",
		`{"Kelurahan":"belalau 2","Kecamatan":"LUBUK LINGGAU UTARA 1"}`:         "16.73.04.1006",
		`{"OBJECTID":7,"KODE_BPS":"1673011001","desa":"Tj. Aman"}`:              "16.73.02.1018",
		`{"desa":"Taba Jemekeh","kecamatan":"Lubuklinggau Timur 2"}`:            reasonUnknown,
		`{"kode":"16.73.01.1001","nama":"Majapahit"}`:                           reasonConflict,
		`{"kode":"16.73.01.1001","kode_desa":"16.73.01.1002"}`:                  reasonConflict,
		`{"kode":"16.71.01.1001","nama":"Nowhere"}`:                             reasonUnknown,
		`{"desa":"Belalau"}`:                                                    reasonUnknown,
		`{"OBJECTID":1673011003,"luas":2.5,"aktif":true,"x":null,"y":{"a":[]}}`: reasonUnnamed,
		`null`: reasonUnnamed,
	} {
		found, result, err := o.match("16.73", strings.NewReader(collection(square(properties, 102.9, -3.3))))
		if err != nil {
			t.Errorf("%s: %v", properties, err)
			continue
		}
		got := ""
		for code := range found {
			got = code
		}
		for _, u := range result.Unmatched {
			got = u.Reason
		}
		if got != want {
			t.Errorf("%s: %s, want %s", properties, got, want)
		}
	}
}

func TestImportReportsWhatItLeaves(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOutlines(t, d)
		file := collection(
			square(`{"kode":"16.73.01.1001"}`, 102.9, -3.3),
			square(`{"nama":"Atlantis"}`, 102.91, -3.3),
			`{"type":"Feature","properties":{"nama":"Air Kuti"},"geometry":{"type":"Point","coordinates":[102.9,-3.3]}}`,
			`{"type":"Feature","properties":{"nama":"Jukung"},"geometry":{"type":"Polygon","coordinates":[[[102.9,-3.3],[102.91,-3.3],[102.9,-3.3]]]}}`,
			`{"type":"Feature","properties":{"nama":"Rahmah"},"geometry":null}`,
			square(`{"kode":"16.73.01.1001"}`, 102.95, -3.3), // an island of the first
		)
		got, err := o.Import(t.Context(), "16.73", strings.NewReader(file))
		want := []Unmatched{
			{2, "Atlantis", reasonUnknown}, {3, "Air Kuti", "geometry_not_polygon"},
			{4, "Jukung", "geometry_empty"}, {5, "Rahmah", "geometry_not_polygon"},
		}
		if err != nil || got.Matched != 1 || got.Left != 4 || fmt.Sprint(got.Unmatched) != fmt.Sprint(want) || len(got.Missing) != 71 {
			t.Fatalf("%+v, %v", got, err)
		}
		m, err := o.Map(t.Context(), "16.73")
		if err != nil || len(m.Features) != 1 || len(polygonsOf(t, m.Features[0])) != 2 {
			t.Errorf("%+v, %v", m, err)
		}
	})
}

func TestHostileFilesChangeNothing(t *testing.T) {
	o := newOutlines(t, dbtest.SQLite(t))
	good := collection(square(`{"kode":"16.73.01.1001"}`, 102.9, -3.3))
	if _, err := o.Import(t.Context(), "16.73", strings.NewReader(good)); err != nil {
		t.Fatal(err)
	}
	geometry := func(g string) string {
		return collection(square(`{"kode":"16.73.01.1002"}`, 102.9, -3.3), `{"type":"Feature","properties":{"kode":"16.73.01.1003"},"geometry":`+g+`}`)
	}
	for name, c := range map[string]struct{ file, code string }{
		"empty":          {"", "outline_not_geojson"},
		"text":           {"kode,nama\n1,2\n", "outline_not_geojson"},
		"a list":         {"[]", "outline_not_geojson"},
		"no features":    {`{"type":"FeatureCollection"}`, "outline_not_geojson"},
		"cut off":        {good[:len(good)-20], "outline_not_geojson"},
		"more behind":    {good + "{}", "outline_not_geojson"},
		"features null":  {`{"features":null}`, "outline_not_geojson"},
		"feature is 7":   {`{"features":[7]}`, "outline_not_geojson"},
		"no match":       {collection(square(`{"nama":"Atlantis"}`, 102.9, -3.3)), "outline_no_match"},
		"metres":         {geometry(`{"type":"Polygon","coordinates":[[[257000,9630000],[257100,9630000],[257100,9630100],[257000,9630000]]]}`), "outline_coordinates"},
		"swapped":        {geometry(`{"type":"Polygon","coordinates":[[[-3.3,102.9],[-3.3,102.8],[-3.2,102.9],[-3.3,102.9]]]}`), "outline_coordinates"},
		"one number":     {geometry(`{"type":"Polygon","coordinates":[[[102.9],[102.8],[102.7],[102.9]]]}`), "outline_geometry"},
		"strings":        {geometry(`{"type":"Polygon","coordinates":[[["a","b"]]]}`), "outline_geometry"},
		"flat":           {geometry(`{"type":"Polygon","coordinates":[102.9,-3.3]}`), "outline_geometry"},
		"deep":           {geometry(`{"type":"Polygon","coordinates":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}`), "outline_not_geojson"},
		"many features":  {collection(strings.Repeat("{},", maxFeatures) + "{}"), "outline_too_many"},
		"many points":    {geometry(`{"type":"Polygon","coordinates":[[` + strings.Repeat("[100,0],", maxPoints) + `[100,0]]]}`), "outline_too_detailed"},
		"a large string": {`{"x":"` + strings.Repeat("a", MaxOutlineBytes+1) + `"}`, "outline_too_large"},
	} {
		if _, err := o.Import(t.Context(), "16.73", strings.NewReader(c.file)); fault.CodeOf(err) != c.code || fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	if _, err := o.Import(t.Context(), "16.73", io.MultiReader(strings.NewReader(good[:50]), iotest.ErrReader(io.ErrClosedPipe))); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("a broken line: %v", err)
	}
	for _, city := range []string{"16", "16.73.01", "", "99.99"} {
		if _, err := o.Import(t.Context(), city, strings.NewReader(good)); fault.CodeOf(err) != "city_unknown" {
			t.Errorf("city %q: %v", city, err)
		}
	}
	m, err := o.Map(t.Context(), "16.73")
	if err != nil || m.Schematic || len(m.Features) != 1 || m.Features[0].Properties.Code != "16.73.01.1001" {
		t.Errorf("the first import is gone: %+v, %v", m, err)
	}
}

// TestNeighboursStayNeighbours simplifies two areas on both sides of one jagged border.
func TestNeighboursStayNeighbours(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		border := ring{{0, 0}}
		for range rapid.IntRange(0, 1500).Draw(t, "n") {
			last := border[len(border)-1]
			border = append(border, place{int32(rapid.IntRange(-12, 12).Draw(t, "x")), last.y + int32(rapid.IntRange(1, 9).Draw(t, "dy"))})
		}
		top := border[len(border)-1].y + 100
		border = append(border, place{0, top})
		left := append(border.reversed(), place{-5000, 0}, place{-5000, top}, place{0, top}) // its first point is the border's end
		right := append(append(ring{}, border...), place{5000, top}, place{5000, 0}, place{0, 0})
		left, right = cleaned([]polygon{{left}})[0][0], cleaned([]polygon{{right}})[0][0]
		lines := findBorders([][]polygon{{{left}}, {{right}}})
		l, r := lines.simplified(left), lines.simplified(right)
		on := func(list ring) map[place]bool {
			m := map[place]bool{}
			for _, p := range list {
				if p.x > -5000 && p.x < 5000 {
					m[p] = true
				}
			}
			return m
		}
		if a, b := on(l), on(r); fmt.Sprint(a) != fmt.Sprint(b) {
			t.Fatalf("the border is %v on one side, %v on the other", a, b)
		}
		if sum := l.land() + r.land(); sum != left.land()+right.land() {
			t.Fatalf("both together had %d, have %d", left.land()+right.land(), sum)
		}
	})
}

func FuzzReadFeatures(f *testing.F) {
	f.Add(collection(square(`{"kode":"16.73.01.1001"}`, 102.9, -3.3)))
	f.Add(`{"features":[{"geometry":{"type":"MultiPolygon","coordinates":[[[[100,1],[101,1],[101,2]]],[]]}}]}`)
	f.Fuzz(func(t *testing.T, file string) {
		found := map[string][]polygon{}
		err := readFeatures(strings.NewReader(file), func(x feature) error {
			if x.flaw == "" {
				found["16.73.01.1001"] = append(found["16.73.01.1001"], x.polygons...)
			}
			return nil
		})
		if err != nil || len(found) == 0 {
			return
		}
		for _, line := range geometries(found) {
			var g struct{ Coordinates []polygon }
			if err := json.Unmarshal([]byte(line.geometry), &g); err != nil {
				t.Fatalf("%s: %v", line.geometry, err)
			}
			for _, p := range g.Coordinates {
				for _, r := range p {
					if len(r) < 4 || r[0] != r[len(r)-1] {
						t.Fatalf("%v is no ring", r)
					}
				}
			}
		}
	})
}
