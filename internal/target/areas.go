package target

import (
	"context"
	"slices"
	"strings"

	"jemput/internal/register"
)

// AreaRow is how an area stands.
type AreaRow struct {
	Code            string  `json:"code"`
	Name            string  `json:"name"`
	Residents       int64   `json:"residents"`
	Base            int64   `json:"base" doc:"People of the target's base"`
	Recorded        int64   `json:"recorded"`
	Target          int64   `json:"target" doc:"The area's part of the target, by its part of the base"`
	Realised        int64   `json:"realised"`
	Today           int64   `json:"today"`
	PercentOfBase   Percent `json:"-"`
	PercentOfTarget Percent `json:"-"`
}

// areas sums the city up by the areas directly below within, in the order of their codes, and in total.
// Everything but the percentages adds up, over every level.
func (t *Targets) areas(ctx context.Context, within string) (rows []AreaRow, total AreaRow, err error) {
	q := t.DB.Read()
	g, _, err := t.Current(ctx, q)
	if err != nil {
		return nil, total, err
	}
	bases, err := loadBases(ctx, q, g.ID)
	if err != nil {
		return nil, total, err
	}
	done, err := loadAreas(ctx, q, t.Node.City, t.today())
	if err != nil {
		return nil, total, err
	}
	table := t.areaTable(within)
	parts := g.parts(bases)
	for i, b := range bases {
		table.each(b.Area, func(r *AreaRow) {
			r.Residents += int64(b.Residents)
			r.Base += baseOf(b, g.BaseKind)
			r.Recorded += int64(b.Recorded)
			r.Target += parts[i]
		})
	}
	for _, a := range done {
		table.each(a.area, func(r *AreaRow) {
			r.Realised += a.n
			r.Today += a.today
		})
	}
	rows, total = table.finish(g)
	return rows, total, nil
}

// parts gives every kelurahan its part of the target: less than one person from the exact share, and together
// exactly the target.
func (g Target) parts(bases []register.AreaCount) []int64 {
	parts := make([]int64, len(bases))
	var people, given int64
	for i, b := range bases {
		people += baseOf(b, g.BaseKind)
		if g.Base > 0 {
			parts[i] = g.Number*people/g.Base - given
			given += parts[i]
		}
	}
	return parts
}

// areaTable collects the rows of the areas directly below one.
type areaTable struct {
	rows   map[string]*AreaRow
	length int // of a row's code
	total  AreaRow
}

func (t *Targets) areaTable(within string) *areaTable {
	table := &areaTable{rows: map[string]*AreaRow{}, total: AreaRow{Code: within}}
	table.total.Name, _ = t.Atlas.Name(within)
	for _, child := range t.Atlas.Children(within) {
		table.rows[child.Code] = &AreaRow{Code: child.Code, Name: child.Name}
		table.length = len(child.Code)
	}
	return table
}

// each changes the row that a kelurahan is in, and the total, if it lies within. One that the atlas does not have,
// because it was dissolved since, gets a row under its code.
func (a *areaTable) each(kelurahan string, change func(*AreaRow)) {
	if !strings.HasPrefix(kelurahan, a.total.Code+".") {
		return
	}
	code := kelurahan[:min(a.length, len(kelurahan))]
	row, ok := a.rows[code]
	if !ok {
		row = &AreaRow{Code: code, Name: code}
		a.rows[code] = row
	}
	change(row)
	change(&a.total)
}

func (a *areaTable) finish(g Target) ([]AreaRow, AreaRow) {
	list := make([]AreaRow, 0, len(a.rows))
	for _, r := range a.rows {
		r.measure(g)
		list = append(list, *r)
	}
	slices.SortFunc(list, func(x, y AreaRow) int { return strings.Compare(x.Code, y.Code) })
	a.total.measure(g)
	return list, a.total
}

// measure sets an area's realisation against its part of the base and of the target.
func (r *AreaRow) measure(g Target) {
	part := Target{Base: r.Base, Number: r.Target, PercentBP: g.PercentBP}
	r.PercentOfBase, r.PercentOfTarget = part.shares(r.Realised)
}
