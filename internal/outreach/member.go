package outreach

import (
	"context"

	"jemput/internal/db"
	"jemput/internal/fault"
)

// Member is a resident who belongs to a group.
type Member struct {
	GroupID    string
	ResidentID string
	Unit       string // department, class
	Position   string
}

var errMemberNotFound = fault.New(fault.NotFound, "member_not_found", "This person is not a member of the group.")

// AddMembers adds members in bulk. Somebody who is a member already keeps their place and gets the new
// unit and position. For a resident who is new to all groups, the first of the slice is the primary one.
// The residents are not looked up.
func (o *Outreach) AddMembers(ctx context.Context, tx db.Tx, members []Member) error {
	members = lastOfEach(members)
	ranks, err := freeRanks(ctx, tx, members)
	if err != nil {
		return err
	}
	rows := make([]memberRow, len(members))
	for i, m := range members {
		rank := ranks[m.ResidentID]
		rows[i] = memberRow{Member: m, rank: rank}
		ranks[m.ResidentID] = rank + 1
	}
	return insertMembers(ctx, tx, rows, o.now())
}

// lastOfEach drops all but the last mention of a membership and keeps the order of the first mentions.
func lastOfEach(members []Member) []Member {
	type pair struct{ group, resident string }
	at := make(map[pair]int, len(members))
	kept := make([]Member, 0, len(members))
	for _, m := range members {
		key := pair{m.GroupID, m.ResidentID}
		if i, ok := at[key]; ok {
			kept[i] = m
			continue
		}
		at[key] = len(kept)
		kept = append(kept, m)
	}
	return kept
}

// RemoveMember takes a resident out of a group. If it was the primary one, the next oldest takes its place.
func (o *Outreach) RemoveMember(ctx context.Context, tx db.Tx, groupID, residentID string) error {
	n, err := deleteMember(ctx, tx, groupID, residentID)
	if err == nil && n == 0 {
		return errMemberNotFound
	}
	return err
}

// Members are members of a group by unit, at most limit (0 for all), beginning after the resident after ("" for the first).
func (o *Outreach) Members(ctx context.Context, q db.Querier, groupID, after string, limit int) ([]Member, error) {
	return listMembers(ctx, q, groupID, after, limit)
}

// PrimaryGroups is the primary group of each of these residents; those in no group are left out.
func (o *Outreach) PrimaryGroups(ctx context.Context, q db.Querier, residentIDs []string) (map[string]Group, error) {
	return primaryGroups(ctx, q, residentIDs)
}
