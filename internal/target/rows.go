package target

import (
	"context"
	"slices"
	"strings"

	"jemput/internal/outreach"
	"jemput/internal/region"
)

// AreaRow is how an area stands.
type AreaRow struct {
	Code            string  `json:"code"`
	Name            string  `json:"name"`
	Residents       int64   `json:"residents"`
	Base            int64   `json:"base" doc:"People of the target's base"`
	Recorded        int64   `json:"recorded"`
	Target          int64   `json:"target" doc:"The area's part of the target, by its part of the base, rounded up"`
	Realised        int64   `json:"realised"`
	Today           int64   `json:"today"`
	PercentOfBase   Percent `json:"-"`
	PercentOfTarget Percent `json:"-"`
}

// areas sums the city up by the areas directly below within, in the order of their codes, and in total.
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
	done, err := sums(ctx, q, `area`, `CASE WHEN day = '`+t.today().String()+`' THEN '1' ELSE '' END`, `outcome = $1 AND city = $2`, active, t.Node.City)
	if err != nil {
		return nil, total, err
	}
	table := areaTable{rows: map[string]*AreaRow{}}
	for _, child := range t.Atlas.Children(within) {
		table.add(child)
	}
	for _, b := range bases {
		table.each(b.Area, func(r *AreaRow) {
			r.Residents += int64(b.Residents)
			r.Base += baseOf(b, g.BaseKind)
			r.Recorded += int64(b.Recorded)
		})
	}
	for _, s := range done {
		table.each(s.key, func(r *AreaRow) {
			r.Realised += s.n
			if s.sub != "" {
				r.Today += s.n
			}
		})
	}
	rows, total = table.finish(g)
	total.Code = within
	total.Name, _ = t.Atlas.Name(within)
	return rows, total, nil
}

// areaTable collects rows by code, all of one length.
type areaTable struct {
	rows   map[string]*AreaRow
	length int
	total  AreaRow
}

func (a *areaTable) add(area region.Area) {
	a.rows[area.Code] = &AreaRow{Code: area.Code, Name: area.Name}
	a.length = len(area.Code)
}

// each changes the row of a kelurahan, and the total. What lies in none of the rows is left out.
func (a *areaTable) each(kelurahan string, change func(*AreaRow)) {
	if a.length == 0 || len(kelurahan) < a.length {
		return
	}
	row, ok := a.rows[kelurahan[:a.length]]
	if !ok {
		return
	}
	change(row)
	change(&a.total)
}

func (a *areaTable) finish(g Target) ([]AreaRow, AreaRow) {
	list := make([]AreaRow, 0, len(a.rows))
	for _, r := range a.rows {
		r.share(g)
		list = append(list, *r)
	}
	slices.SortFunc(list, func(x, y AreaRow) int { return strings.Compare(x.Code, y.Code) })
	a.total.share(g)
	return list, a.total
}

// share gives the area its part of the target.
func (r *AreaRow) share(g Target) {
	if g.Base > 0 {
		r.Target = (g.Number*r.Base + g.Base - 1) / g.Base
	}
	part := Target{Base: r.Base, Number: r.Target, PercentBP: g.PercentBP}
	r.PercentOfBase, r.PercentOfTarget = part.shares(r.Realised)
}

// GroupRow is how the people of a group stand.
type GroupRow struct {
	ID        string             `json:"id"`
	Name      string             `json:"name"`
	Kind      outreach.GroupKind `json:"kind"`
	Members   int64              `json:"members"`
	Realised  int64              `json:"realised" doc:"Active people of the group who count for this city"`
	Elsewhere int64              `json:"elsewhere" doc:"Active people of the group who live, and count, in another city"`
	Today     int64              `json:"today" doc:"Of both, today"`
	Percent   Percent            `json:"-"`
}

// groups sums up by the group that people belonged to first.
func (t *Targets) groups(ctx context.Context, kind outreach.GroupKind) (rows []GroupRow, total GroupRow, err error) {
	list, err := t.Outreach.Groups(ctx, kind)
	if err != nil {
		return nil, total, err
	}
	today := t.today().String()
	done, err := sums(ctx, t.DB.Read(), `group_id`, `CASE WHEN city = $1 THEN 'h' ELSE 'e' END || CASE WHEN day = $2 THEN 't' ELSE '' END`,
		`outcome = $3 AND group_id <> ''`, t.Node.City, today, active)
	if err != nil {
		return nil, total, err
	}
	rows = make([]GroupRow, len(list))
	place := make(map[string]int, len(list))
	for i, g := range list {
		rows[i] = GroupRow{ID: g.ID, Name: g.Name, Kind: g.Kind, Members: int64(g.Members)}
		place[g.ID] = i
	}
	for _, s := range done {
		if i, ok := place[s.key]; ok {
			rows[i].take(s)
		}
	}
	for i := range rows {
		r := &rows[i]
		r.Percent = share(r.Realised+r.Elsewhere, r.Members)
		total.Members += r.Members
		total.Realised += r.Realised
		total.Elsewhere += r.Elsewhere
		total.Today += r.Today
	}
	total.Percent = share(total.Realised+total.Elsewhere, total.Members)
	return rows, total, nil
}

func (r *GroupRow) take(s sum) {
	if s.sub[0] == 'h' {
		r.Realised += s.n
	} else {
		r.Elsewhere += s.n
	}
	if len(s.sub) > 1 {
		r.Today += s.n
	}
}
