package outreach

import (
	"context"
	"slices"
	"strings"

	"jemput/internal/db"
	"jemput/internal/fault"
)

// GroupKind is what sort of body a group is.
type GroupKind string

// The kinds.
const (
	Agency    GroupKind = "agency"
	School    GroupKind = "school"
	Health    GroupKind = "health"
	Company   GroupKind = "company"
	Community GroupKind = "community"
)

// Kinds are all kinds of groups.
func Kinds() []GroupKind { return []GroupKind{Agency, School, Health, Company, Community} }

// Group is a body whose people the office goes to.
type Group struct {
	ID   string // UUIDv7
	City string // "16.73"
	Kind GroupKind
	Name string
	Area string // kelurahan of its seat, "" if unknown
}

// GroupSize is a group and how many members it has.
type GroupSize struct {
	Group
	Members int
}

// The faults of groups.
var (
	ErrGroupNotFound = fault.New(fault.NotFound, "group_not_found", "There is no such group.")
	errGroupExists   = fault.New(fault.Conflict, "group_exists", "A group of this kind and name exists already.")
	errGroupKind     = fault.New(fault.Invalid, "group_kind_unknown", "This kind of group does not exist.").WithField("kind")
	errGroupName     = fault.New(fault.Invalid, "group_name_missing", "A group needs a name of at most 200 characters.").WithField("name")
	errCity          = fault.New(fault.Invalid, "city_malformed", "A city's code looks like 16.73.").WithField("city")
)

func (g Group) checked() (Group, error) {
	g.Name = strings.Join(strings.Fields(g.Name), " ")
	switch {
	case !slices.Contains(Kinds(), g.Kind):
		return g, errGroupKind
	case g.Name == "" || len([]rune(g.Name)) > 200:
		return g, errGroupName
	case len(g.City) != 5:
		return g, errCity
	}
	if g.ID == "" {
		g.ID = newID()
	}
	return g, nil
}

// AddGroups adds all groups or none. A group without an id is given one, in place.
func (o *Outreach) AddGroups(ctx context.Context, tx db.Tx, groups []Group) error {
	for i, g := range groups {
		g, err := g.checked()
		if err != nil {
			return err
		}
		groups[i] = g
	}
	err := insertGroups(ctx, tx, groups, o.now())
	if db.IsUnique(err) {
		return errGroupExists
	}
	return err
}

// Group is the group with this id, ErrGroupNotFound if there is none.
func (o *Outreach) Group(ctx context.Context, q db.Querier, id string) (Group, error) {
	return loadGroup(ctx, q, id)
}

// Groups are the groups of a kind, or all for "", by name.
func (o *Outreach) Groups(ctx context.Context, kind GroupKind) ([]GroupSize, error) {
	return listGroups(ctx, o.db.Read(), kind)
}
