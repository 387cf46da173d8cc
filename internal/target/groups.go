package target

import (
	"context"

	"jemput/internal/outreach"
)

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

// groups sums up by the group that people belonged to first when they were served. All kinds for "".
func (t *Targets) groups(ctx context.Context, kind outreach.GroupKind) ([]GroupRow, error) {
	list, err := t.Outreach.Groups(ctx, kind)
	if err != nil {
		return nil, err
	}
	done, err := loadGroups(ctx, t.DB.Read(), t.Node.City, t.today())
	if err != nil {
		return nil, err
	}
	rows := make([]GroupRow, len(list))
	for i, g := range list {
		d := done[g.ID]
		rows[i] = GroupRow{ID: g.ID, Name: g.Name, Kind: g.Kind, Members: int64(g.Members), Realised: d.home, Elsewhere: d.elsewhere, Today: d.today}
		rows[i].Percent = share(d.home+d.elsewhere, int64(g.Members))
	}
	return rows, nil
}

func totalOf(rows []GroupRow) (total GroupRow) {
	for _, r := range rows {
		total.Members += r.Members
		total.Realised += r.Realised
		total.Elsewhere += r.Elsewhere
		total.Today += r.Today
	}
	total.Percent = share(total.Realised+total.Elsewhere, total.Members)
	return total
}
