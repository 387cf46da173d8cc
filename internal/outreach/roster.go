package outreach

import (
	"context"
	"fmt"
	"strings"

	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/obs"
)

// RosterEntry is one line of a visit's roster.
type RosterEntry struct {
	No         int
	ResidentID string // "" if nobody in the register was found
	GivenName  string // as the list wrote it, "" if the entry came from the register
	Unit       string
	Source     string // the group's or file's name
}

var errEntryNotFound = fault.New(fault.NotFound, "roster_entry_not_found", "The roster has no entry of this number.")

// AddRoster puts residents on a visit's roster and says how many were not there yet. The residents are not looked up.
func (o *Outreach) AddRoster(ctx context.Context, tx db.Tx, visitID string, residentIDs []string, source string) (added int, err error) {
	entries := make([]RosterEntry, len(residentIDs))
	for i, id := range residentIDs {
		entries[i] = RosterEntry{ResidentID: id, Source: source}
	}
	return o.addEntries(ctx, tx, visitID, entries)
}

// RosterFromGroup puts all members of a group on a visit's roster, unit by unit.
func (o *Outreach) RosterFromGroup(ctx context.Context, visitID, groupID string) (added int, err error) {
	err = o.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := checkPreparable(ctx, tx, visitID); err != nil {
			return err
		}
		g, err := loadGroup(ctx, tx, groupID)
		if err != nil {
			return err
		}
		members, err := listMembers(ctx, tx, groupID, "", 0)
		if err != nil {
			return err
		}
		entries := make([]RosterEntry, len(members))
		for i, m := range members {
			entries[i] = RosterEntry{ResidentID: m.ResidentID, Unit: m.Unit, Source: g.Name}
		}
		added, err = o.addEntries(ctx, tx, visitID, entries)
		return err
	})
	return added, err
}

// checkPreparable refuses visits that are over.
func checkPreparable(ctx context.Context, q db.Querier, visitID string) error {
	v, err := loadVisit(ctx, q, visitID)
	if err == nil && v.over() {
		return errVisitOver
	}
	return err
}

// addEntries numbers and stores the entries whose residents are not on the roster yet, and all without a resident.
func (o *Outreach) addEntries(ctx context.Context, tx db.Tx, visitID string, entries []RosterEntry) (added int, err error) {
	last, err := lastNo(ctx, tx, visitID)
	if err != nil {
		return 0, err
	}
	there, err := rosterResidents(ctx, tx, visitID)
	if err != nil {
		return 0, err
	}
	fresh := make([]RosterEntry, 0, len(entries))
	for _, e := range entries {
		if e.ResidentID != "" {
			if there[e.ResidentID] {
				continue
			}
			there[e.ResidentID] = true
		}
		e.No = last + len(fresh) + 1
		fresh = append(fresh, e.masked())
	}
	if len(fresh) == 0 {
		return 0, nil
	}
	if err := insertRoster(ctx, tx, visitID, fresh, o.now()); err != nil {
		return 0, fmt.Errorf("outreach: add to roster: %w", err)
	}
	return len(fresh), setLastNo(ctx, tx, visitID, last+len(fresh))
}

// masked hides personal numbers that a list may hold in the wrong column: only sealed columns may hold a NIK.
func (e RosterEntry) masked() RosterEntry {
	e.GivenName, e.Unit, e.Source = short(obs.Mask(e.GivenName)), short(obs.Mask(e.Unit)), short(obs.Mask(e.Source))
	return e
}

const longestText = 120 // characters of a name, unit or source that are kept

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > longestText {
		return strings.TrimSpace(string(r[:longestText]))
	}
	return s
}

// Roster is everybody expected at a visit, in the order of their numbers.
func (o *Outreach) Roster(ctx context.Context, q db.Querier, visitID string) ([]RosterEntry, error) {
	return listRoster(ctx, q, visitID)
}

// RosterSizes says how many entries the rosters of these visits have; a visit without one is left out.
func (o *Outreach) RosterSizes(ctx context.Context, q db.Querier, visitIDs []string) (map[string]int, error) {
	return rosterSizes(ctx, q, visitIDs)
}

// RemoveFromRoster takes an entry off a visit's roster. Its number is not given again.
func (o *Outreach) RemoveFromRoster(ctx context.Context, visitID string, no int) error {
	return o.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := checkPreparable(ctx, tx, visitID); err != nil {
			return err
		}
		n, err := deleteFromRoster(ctx, tx, visitID, no)
		if err == nil && n == 0 {
			return errEntryNotFound
		}
		return err
	})
}
