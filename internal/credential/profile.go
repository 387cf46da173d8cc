package credential

import (
	"jemput/sdjwt"
)

// Text is one text in the two languages of the product.
type Text struct{ ID, EN string }

// Claim is one line of a profile: where a claim stands, how it is called, and where its value comes from.
type Claim struct {
	Path      []string // one name, or two for a member of an object
	Label     Text
	Mandatory bool                         // Prepare fails without it
	value     func(*Subject, Issuance) any // nil leaves the claim out; no function: an object of the claims below it
}

// Profile is a kind of credential as data.
type Profile struct {
	Type        string // vct
	Name        Text
	Description Text
	Claims      []Claim // an object stands before its members
	Light, Dark Palette // colours of the card
}

// Palette is how a card looks in one colour scheme, colours as #rrggbb.
type Palette struct{ Background, Text, Accent string }

// name is the claim's name in its object.
func (c *Claim) name() string { return c.Path[len(c.Path)-1] }

// isObject reports whether the claim is an object made of the claims below it.
func (c *Claim) isObject() bool { return c.value == nil }

// claims fills the profile for one subject: every claim disclosable, objects member by member.
func (p *Profile) claims(s *Subject, i Issuance) sdjwt.Object {
	out := make(sdjwt.Object, 0, len(p.Claims)+8)
	for n := 0; n < len(p.Claims); n++ {
		c := &p.Claims[n]
		if len(c.Path) > 1 {
			continue // taken up by its object
		}
		if !c.isObject() {
			if v := c.value(s, i); v != nil {
				out = append(out, sdjwt.Disclosable(c.name(), v))
			}
			continue
		}
		if members := p.members(c.name(), s, i); len(members) > 0 {
			out = append(out, sdjwt.Disclosable(c.name(), members))
		}
	}
	return out
}

func (p *Profile) members(object string, s *Subject, i Issuance) sdjwt.Object {
	var out sdjwt.Object
	for n := range p.Claims {
		c := &p.Claims[n]
		if len(c.Path) != 2 || c.Path[0] != object {
			continue
		}
		if v := c.value(s, i); v != nil {
			out = append(out, sdjwt.Disclosable(c.name(), v))
		}
	}
	return out
}
