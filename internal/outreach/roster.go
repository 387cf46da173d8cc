package outreach

import (
	"context"
	"fmt"
	"strings"

	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/obs"
	"jemput/internal/register"
)

// RosterEntry is one line of a visit's roster.
type RosterEntry struct {
	No         int
	ResidentID string // "" if nobody in the register was found
	GivenName  string // as the list wrote it, "" if the entry came from the register
	Unit       string
	Source     string // the group's or file's name
}

var (
	errEntryNotFound = fault.New(fault.NotFound, "roster_entry_not_found", "The roster has no such entry of this number.")
	errEntryName     = fault.New(fault.Invalid, "roster_name_missing", "A person without a record needs a name.").WithField("names")
	errPersonThere   = fault.New(fault.Conflict, "roster_person_there", "This resident is on the roster already.")
)

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

// AddPeople puts residents, and names of people whom the register does not know, on a visit's roster. A name is a
// new entry each time.
func (o *Outreach) AddPeople(ctx context.Context, visitID string, residentIDs, names []string, unit, source string) (added int, err error) {
	unit = withoutNumbers(unit)
	entries := make([]RosterEntry, 0, len(residentIDs)+len(names))
	for _, id := range residentIDs {
		entries = append(entries, RosterEntry{ResidentID: id, Unit: unit, Source: source})
	}
	for _, name := range names {
		name = short(withoutNumbers(name))
		if !hasLetter(name) {
			return 0, errEntryName
		}
		entries = append(entries, RosterEntry{GivenName: name, Unit: unit, Source: source})
	}
	err = o.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := checkPreparable(ctx, tx, visitID); err != nil {
			return err
		}
		if err := o.checkResidents(ctx, tx, residentIDs); err != nil {
			return err
		}
		added, err = o.addEntries(ctx, tx, visitID, entries)
		return err
	})
	return added, err
}

// checkResidents refuses ids that nobody in the register has.
func (o *Outreach) checkResidents(ctx context.Context, q db.Querier, ids []string) error {
	found, err := o.register.ByIDs(ctx, q, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, ok := found[id]; !ok {
			return register.ErrNotFound
		}
	}
	return nil
}

// Settle says which resident an entry is that has only a name: a person's decision.
func (o *Outreach) Settle(ctx context.Context, visitID string, no int, residentID string) error {
	return o.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := checkPreparable(ctx, tx, visitID); err != nil {
			return err
		}
		if err := o.checkResidents(ctx, tx, []string{residentID}); err != nil {
			return err
		}
		there, err := rosterResidents(ctx, tx, visitID)
		if err != nil {
			return err
		}
		if there[residentID] {
			return errPersonThere
		}
		n, err := linkEntry(ctx, tx, visitID, no, residentID)
		if err == nil && n == 0 {
			return errEntryNotFound
		}
		return err
	})
}
