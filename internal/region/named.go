package region

// Named lists the kecamatan and kelurahan inside the area within ("" for anywhere) whose name is this one, in the order
// of their codes, kecamatan first. Case, spacing and the kind of numerals do not matter; a slip of the pen does.
func (a *Atlas) Named(name, within string) []string {
	wanted := parseQuery(name).target.key
	if wanted == "" {
		return nil
	}
	var codes []string
	for _, level := range []Level{Kecamatan, Village} {
		keys := &a.keys()[level]
		from, to := a.span(level, within)
		for i := from; i < to; i++ {
			if keys.name(i) == wanted {
				codes = append(codes, a.at(level, i).Code)
			}
		}
	}
	return codes
}

// Below lists the codes of the kelurahan inside an area, in order; a kelurahan is inside itself.
func (a *Atlas) Below(code string) []string {
	if level, _, ok := a.find(code); !ok || level == Village {
		if !ok {
			return nil
		}
		return []string{code}
	}
	from, to := a.span(Village, code)
	codes := make([]string, 0, to-from)
	for i := from; i < to; i++ {
		codes = append(codes, a.at(Village, i).Code)
	}
	return codes
}
