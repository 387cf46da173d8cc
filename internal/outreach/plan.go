package outreach

// rosterPlan is what an import does to a roster.
type rosterPlan struct {
	result   RosterImport
	people   []listed
	verdicts []verdict

	add  []RosterEntry
	link map[int]string // number of an entry without a resident to the resident it is
}

func newPlan(in RosterImport, people []listed, verdicts []verdict) *rosterPlan {
	return &rosterPlan{result: in, people: people, verdicts: verdicts}
}

// nameless is how an entry without a resident is recognised when the list comes again.
type nameless struct{ name, unit string }

// against compares with the roster as it is. It can be called again: a transaction may run more than once.
func (p *rosterPlan) against(roster []RosterEntry) {
	r := &p.result
	p.add, p.link = nil, map[int]string{}
	r.Matched, r.Added, r.Linked, r.Already = 0, 0, 0, 0
	r.Repeated, r.Doubtful, r.Unmatched = []RepeatedRow{}, []DoubtfulRow{}, []UnmatchedRow{}
	there, waiting := map[string]bool{}, map[nameless][]int{}
	for _, e := range roster {
		if e.ResidentID != "" {
			there[e.ResidentID] = true
		} else {
			key := nameless{e.GivenName, e.Unit}
			waiting[key] = append(waiting[key], e.No)
		}
	}
	first := map[string]int64{}
	for i := range p.people {
		if v := &p.verdicts[i]; v.resident != "" {
			p.known(&p.people[i], v.resident, there, waiting, first)
		}
	}
	for resident := range first {
		there[resident] = true
	}
	for i := range p.people { // after the known ones, who may take the place of a given name
		if v := &p.verdicts[i]; v.resident == "" {
			p.unknown(&p.people[i], v, there, waiting)
		}
	}
	r.Added, r.Linked = len(p.add), len(p.link)
}

// take gives the number of an entry that waits under this name, 0 if none does.
func take(waiting map[nameless][]int, key nameless) int {
	nos := waiting[key]
	if len(nos) == 0 {
		return 0
	}
	waiting[key] = nos[1:]
	return nos[0]
}

func (p *rosterPlan) known(row *listed, resident string, there map[string]bool, waiting map[nameless][]int, first map[string]int64) {
	p.result.Matched++
	if before, ok := first[resident]; ok {
		p.result.Repeated = append(p.result.Repeated, RepeatedRow{row.row, before})
		return
	}
	first[resident] = row.row
	if there[resident] {
		p.result.Already++
		return
	}
	if no := take(waiting, nameless{row.name, row.unit}); no != 0 {
		p.link[no] = resident
		return
	}
	p.add = append(p.add, RosterEntry{ResidentID: resident, GivenName: row.name, Unit: row.unit, Source: p.result.File})
}

func (p *rosterPlan) unknown(row *listed, v *verdict, there map[string]bool, waiting map[nameless][]int) {
	r, out := &p.result, UnmatchedRow{Row: row.row, GivenName: row.name, Unit: row.unit, Reason: v.reason}
	switch {
	case len(v.maybe) > 0:
		d := DoubtfulRow{Row: row.row, GivenName: row.name, Unit: row.unit, Reason: v.reason, Candidates: make([]Candidate, len(v.maybe))}
		for i, m := range v.maybe {
			d.Candidates[i].ID, d.Candidates[i].Why, d.Candidates[i].OnRoster = m.resident, m.why, there[m.resident]
		}
		r.Doubtful = append(r.Doubtful, d)
	case row.name == "": // a NIK that nobody has, and no name to keep
		r.Unmatched = append(r.Unmatched, out)
	default:
		r.Unmatched = append(r.Unmatched, out)
		if take(waiting, nameless{row.name, row.unit}) != 0 {
			r.Already++
			return
		}
		p.add = append(p.add, RosterEntry{GivenName: row.name, Unit: row.unit, Source: r.File})
	}
}
