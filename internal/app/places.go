package app

import "jemput/internal/region"

// places are the areas as the register asks for them: a name without a place is looked for in the node's own city.
type places struct {
	*region.Atlas
	city string
}

// Named implements register.Places.
func (p places) Named(name, within string) []string {
	if within == "" {
		within = p.city
	}
	return p.Atlas.Named(name, within)
}
