package region

import (
	"context"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"jemput/internal/db"
	"jemput/internal/fault"
)

// Outlines are the outlines that offices imported. Safe for concurrent use.
type Outlines struct {
	db    *db.DB
	atlas *Atlas
	now   func() time.Time

	importing sync.Mutex // held while a file is read: each needs up to some hundred MB, so one at a time
}

// NewOutlines makes the store over a migrated database.
func NewOutlines(d *db.DB, a *Atlas, now func() time.Time) *Outlines {
	return &Outlines{db: d, atlas: a, now: now}
}

// listedUnmatched is how many unmatched features are named; a file of the whole province has thousands.
const listedUnmatched = 200

// Unmatched is a feature that is no kelurahan of the city.
type Unmatched struct {
	Number int    `json:"number"` // in the file, from 1
	Name   string `json:"name"`   // as the file has it, "" if it has none
	Reason string `json:"reason"` // no_code_or_name, not_found, code_and_name_differ, geometry_not_polygon, geometry_empty
}

// Imported says what became of a file.
type Imported struct {
	Matched   int         // kelurahan that now have an outline
	Missing   []Area      // kelurahan of the city that have none
	Unmatched []Unmatched // the first of them
	Left      int         // how many features were not matched altogether
}

// Import replaces a city's outlines by those of a GeoJSON file (at most MaxOutlineBytes), in one transaction. Several
// features of one kelurahan are parts of it. A file without any kelurahan of the city changes nothing.
func (o *Outlines) Import(ctx context.Context, city string, r io.Reader) (Imported, error) {
	if err := o.checkCity(city); err != nil {
		return Imported{}, err
	}
	if !o.importing.TryLock() {
		return Imported{}, fault.New(fault.Conflict, "outline_import_running", "Another file of outlines is being imported. Try again in a minute.")
	}
	defer o.importing.Unlock()
	found, result, err := o.match(city, r)
	if err != nil {
		return Imported{}, err
	}
	if len(found) == 0 {
		return Imported{}, invalid("outline_no_match", "None of the file's %d features is a kelurahan of this city.", result.Left)
	}
	list := geometries(found)
	err = o.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		return replaceOutlines(ctx, tx, city, list, o.now())
	})
	if err != nil {
		return Imported{}, err
	}
	result.Matched = len(list)
	for _, kecamatan := range o.atlas.Children(city) {
		for _, k := range o.atlas.Children(kecamatan.Code) {
			if _, ok := found[k.Code]; !ok {
				result.Missing = append(result.Missing, k)
			}
		}
	}
	return result, nil
}

// Remove takes a city's outlines away: its map is schematic again.
func (o *Outlines) Remove(ctx context.Context, city string) error {
	if err := o.checkCity(city); err != nil {
		return err
	}
	return o.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		return replaceOutlines(ctx, tx, city, nil, o.now())
	})
}

func (o *Outlines) checkCity(city string) error {
	if area, ok := o.atlas.Area(city); !ok || area.Level != City {
		return fault.New(fault.NotFound, "city_unknown", "There is no city or regency with this code.")
	}
	return nil
}

// match reads the file and gathers the polygons of each kelurahan.
func (o *Outlines) match(city string, r io.Reader) (found map[string][]polygon, result Imported, err error) {
	found = map[string][]polygon{}
	err = readFeatures(r, func(f feature) error {
		code, name, reason := o.atlas.identify(f.properties, city)
		if f.flaw != "" {
			reason = f.flaw
		}
		if reason == "" {
			found[code] = append(found[code], f.polygons...)
			return nil
		}
		if result.Left++; result.Left <= listedUnmatched {
			result.Unmatched = append(result.Unmatched, Unmatched{f.number, strings.ToValidUTF8(name[:min(len(name), 100)], ""), reason})
		}
		return nil
	})
	return found, result, err
}

// geometries simplifies the polygons and writes them down, in code order.
func geometries(found map[string][]polygon) []outline {
	var codes []string
	var all [][]polygon
	for code, list := range found {
		codes, all = append(codes, code), append(all, list)
	}
	lines := findBorders(all)
	slices.Sort(codes)
	out := make([]outline, len(codes))
	for i, code := range codes {
		list := make([]polygon, len(found[code]))
		for j, p := range found[code] {
			for _, r := range p {
				list[j] = append(list[j], lines.simplified(r))
			}
		}
		out[i] = outline{code, string(appendGeometry(nil, list))}
	}
	return out
}
