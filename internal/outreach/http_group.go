package outreach

import (
	"context"
	"net/http"

	"jemput/internal/auth"
	"jemput/internal/db"
	"jemput/internal/httpapi"
	"jemput/internal/register"
)

func (d *desk) groupRoutes(api *httpapi.API) {
	httpapi.Register(api, declare(http.MethodGet, "/api/v1/groups", "group-list", "Agencies, schools and others, by name", auth.VisitRead, "group.list"), d.serveGroups)
	httpapi.Register(api, declare(http.MethodPost, "/api/v1/groups", "group-add", "Add a group", auth.VisitWrite, "group.add"), d.serveAddGroup)
	httpapi.Register(api, declare(http.MethodGet, "/api/v1/groups/{id}", "group-read", "One group", auth.VisitRead, "group.read"), d.serveGroup)
	httpapi.Register(api, declare(http.MethodGet, "/api/v1/groups/{id}/members", "group-members",
		"Who belongs to a group, by unit; needs roster.read but for an agency's own contact", auth.VisitRead, "group.members"), d.serveMembers)
	httpapi.Register(api, declare(http.MethodPost, "/api/v1/groups/{id}/members", "group-members-add", "Add residents to a group", auth.VisitWrite, "group.members_add"), d.serveAddMembers)
	httpapi.Register(api, declare(http.MethodDelete, "/api/v1/groups/{id}/members/{resident}", "group-member-remove",
		"Take a resident out of a group", auth.VisitWrite, "group.member_remove"), d.serveRemoveMember)
}

type groupBody struct {
	ID      string          `json:"id"`
	Kind    GroupKind       `json:"kind" enum:"agency,school,health,company,community"`
	Name    string          `json:"name"`
	Area    *register.Place `json:"area" doc:"Kelurahan of its seat"`
	Members int             `json:"members"`
}

func (d *desk) groupBody(g GroupSize) groupBody {
	return groupBody{ID: g.ID, Kind: g.Kind, Name: g.Name, Area: d.place(g.Area), Members: g.Members}
}

type groupsInput struct {
	Kind GroupKind `query:"kind" enum:"agency,school,health,company,community"`
}

type groupsOutput struct {
	Body struct {
		Groups []groupBody `json:"groups"`
	}
}

func (d *desk) serveGroups(ctx context.Context, in *groupsInput) (*groupsOutput, error) {
	all, err := d.Groups(ctx, in.Kind)
	if err != nil {
		return nil, err
	}
	out := &groupsOutput{}
	out.Body.Groups = []groupBody{}
	for _, g := range all {
		if sees(ctx, g.ID) {
			out.Body.Groups = append(out.Body.Groups, d.groupBody(g))
		}
	}
	return out, nil
}

type addGroupInput struct {
	Body struct {
		Kind GroupKind `json:"kind"`
		Name string    `json:"name" maxLength:"400"`
		Area string    `json:"area,omitempty" maxLength:"13" doc:"Code of the kelurahan of its seat"`
	}
}

type groupOutput struct{ Body groupBody }

func (d *desk) serveAddGroup(ctx context.Context, in *addGroupInput) (*groupOutput, error) {
	if err := d.checkArea(in.Body.Area); err != nil {
		return nil, err
	}
	groups := []Group{{City: d.City, Kind: in.Body.Kind, Name: in.Body.Name, Area: in.Body.Area}}
	if err := d.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return d.AddGroups(ctx, tx, groups) }); err != nil {
		return nil, err
	}
	httpapi.SetSubject(ctx, groups[0].ID)
	return &groupOutput{d.groupBody(GroupSize{Group: groups[0]})}, nil
}

type groupInput struct {
	ID string `path:"id" maxLength:"40"`
}

func (d *desk) serveGroup(ctx context.Context, in *groupInput) (*groupOutput, error) {
	if !sees(ctx, in.ID) {
		return nil, ErrGroupNotFound
	}
	g, err := loadGroup(ctx, d.db.Read(), in.ID)
	if err != nil {
		return nil, err
	}
	n, err := countMembers(ctx, d.db.Read(), in.ID)
	return &groupOutput{d.groupBody(GroupSize{g, n})}, err
}

type membersInput struct {
	ID    string `path:"id" maxLength:"40"`
	After string `query:"after" maxLength:"40" doc:"The next of the page before"`
	Limit int    `query:"limit" minimum:"1" maximum:"500" default:"100"`
}

type memberBody struct {
	register.ResidentSummary
	Unit     string `json:"unit"`
	Position string `json:"position"`
}

type membersOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         struct {
		Members []memberBody `json:"members"`
		Next    string       `json:"next,omitempty" doc:"Send it as after to get the next page"`
	}
}

func (d *desk) serveMembers(ctx context.Context, in *membersInput) (*membersOutput, error) {
	if !sees(ctx, in.ID) {
		return nil, ErrGroupNotFound
	}
	if !seesPeople(ctx, in.ID) {
		return nil, errRosterScope
	}
	q := d.db.Read()
	if _, err := loadGroup(ctx, q, in.ID); err != nil {
		return nil, err
	}
	members, err := d.Members(ctx, q, in.ID, in.After, in.Limit)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(members))
	for i, m := range members {
		ids[i] = m.ResidentID
	}
	residents, err := d.register.ByIDs(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	out, on := &membersOutput{CacheControl: "no-store"}, d.Today()
	out.Body.Members = []memberBody{}
	for _, m := range members {
		b := memberBody{Unit: m.Unit, Position: m.Position}
		b.ID = m.ResidentID // of somebody who has left the register no more is known
		if p, ok := residents[m.ResidentID]; ok {
			b.ResidentSummary = d.register.Summary(&p, on)
		}
		out.Body.Members = append(out.Body.Members, b)
	}
	if len(members) == in.Limit {
		out.Body.Next = members[len(members)-1].ResidentID
	}
	return out, nil
}

type addMembersInput struct {
	ID   string `path:"id" maxLength:"40"`
	Body struct {
		ResidentIDs []string `json:"resident_ids" minItems:"1" maxItems:"1000"`
		Unit        string   `json:"unit,omitempty" maxLength:"120"`
		Position    string   `json:"position,omitempty" maxLength:"120"`
	}
}

type addedOutput struct {
	Body struct {
		Added int `json:"added" doc:"Those who were not there before"`
	}
}

func (d *desk) serveAddMembers(ctx context.Context, in *addMembersInput) (*addedOutput, error) {
	out := &addedOutput{}
	err := d.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if _, err := loadGroup(ctx, tx, in.ID); err != nil {
			return err
		}
		if err := d.checkResidents(ctx, tx, in.Body.ResidentIDs); err != nil {
			return err
		}
		before, err := countMembers(ctx, tx, in.ID)
		if err != nil {
			return err
		}
		members := make([]Member, len(in.Body.ResidentIDs))
		for i, id := range in.Body.ResidentIDs {
			members[i] = Member{GroupID: in.ID, ResidentID: id, Unit: short(withoutNumbers(in.Body.Unit)), Position: short(withoutNumbers(in.Body.Position))}
		}
		if err := d.AddMembers(ctx, tx, members); err != nil {
			return err
		}
		after, err := countMembers(ctx, tx, in.ID)
		out.Body.Added = after - before
		return err
	})
	return out, err
}

type memberInput struct {
	ID       string `path:"id" maxLength:"40"`
	Resident string `path:"resident" maxLength:"40"`
}

func (d *desk) serveRemoveMember(ctx context.Context, in *memberInput) (*struct{}, error) {
	return nil, d.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return d.RemoveMember(ctx, tx, in.ID, in.Resident) })
}
