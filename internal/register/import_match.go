package register

import (
	"context"

	"jemput/internal/db"
)

// importChunk is what one transaction of an import writes.
type importChunk struct {
	*chunk // residents who are new
	edits  []edit
	rows   []parsed // all of it as read, to be matched again if others were faster
	before Stats    // what the file's rows in it came to before they were matched
	after  Stats    // and after
	done   int64    // bytes of the file that are behind us
}

// edit changes a resident who is in the register.
type edit struct {
	no      int64
	version int64 // the present one
	next    row
	reindex reindex
}

// matcher finds out what a chunk changes. It belongs to one goroutine.
type matcher struct {
	r        *Register
	finisher *finisher
	source   int64
	fresh    bool // the register was empty and nobody but this import fills it: no row needs to be looked up
}

func (m *matcher) match(ctx context.Context, q db.Querier, c *importChunk) error {
	there, err := m.there(ctx, q, c)
	if err != nil {
		return err
	}
	m.finisher.start(c.chunk)
	c.edits, c.after = c.edits[:0], c.before
	for i := range c.rows {
		p := &c.rows[i]
		old, ok := there[p.NIK]
		if !ok {
			if p.warnings != 0 {
				c.after.Warned++
			}
			c.after.Inserted++
			m.finisher.add(c.chunk, &p.Resident, p.warnings, m.source, p.number)
			continue
		}
		if err := m.compare(c, &old, p); err != nil {
			return err
		}
	}
	c.order()
	return nil
}

// there reads those of the chunk who are in the register.
func (m *matcher) there(ctx context.Context, q db.Querier, c *importChunk) (map[NIK]row, error) {
	if m.fresh {
		return nil, nil
	}
	byHash := make(map[string]NIK, len(c.rows))
	hashes := make([][]byte, len(c.rows))
	for i := range c.rows {
		hashes[i] = nikHash(m.r.sealer, c.rows[i].NIK)
		byHash[string(hashes[i])] = c.rows[i].NIK
	}
	found := make(map[NIK]row)
	err := many(ctx, q, "nik_hash", hashes, func(w *row) error {
		found[byHash[string(w.nikHash)]] = *w
		return nil
	})
	return found, err
}

// compare decides whether the file says anything new of a resident.
func (m *matcher) compare(c *importChunk, w *row, p *parsed) error {
	old, err := m.r.resident(w)
	if err != nil {
		return err
	}
	next := merged(&old, p)
	warnings := m.r.warningsOf(&next) | p.warnings&FieldUnread
	if next == old {
		if warnings != 0 {
			c.after.Warned++
		}
		c.after.Unchanged++
		return nil
	}
	if old.KTPStatus.BiometricsRecorded() && !next.KTPStatus.BiometricsRecorded() {
		warnings |= KTPStatusLowered
	}
	if warnings != 0 {
		c.after.Warned++
	}
	c.after.Changed++
	e := edit{no: w.no, version: w.version, next: m.finisher.row(&next, warnings)}
	e.next.source, e.next.sourceRow, e.next.version = m.source, p.number, w.version+1
	e.reindex = m.finisher.reindex(w.no, &old, &next)
	c.edits = append(c.edits, e)
	return nil
}

// merged is what the register says after the file: the file's fields, and the others as they were.
// The warnings stay those of old, so that they alone make no change.
func merged(old *Resident, p *parsed) Resident {
	next := p.Resident
	next.ID, next.Warnings = old.ID, old.Warnings
	for _, keep := range keepers {
		if p.known&keep.bit == 0 {
			keep.copy(&next, old)
		}
	}
	return next
}

// keepers copy the fields that a file may leave out.
var keepers = []struct {
	bit  fieldSet
	copy func(to, from *Resident)
}{
	{fieldBit[FieldFamilyCard], func(to, from *Resident) { to.FamilyCard = from.FamilyCard }},
	{fieldBit[FieldBirthPlace], func(to, from *Resident) { to.BirthPlace = from.BirthPlace }},
	{fieldBit[FieldAddress], func(to, from *Resident) { to.Contact.AddressLine = from.Contact.AddressLine }},
	{fieldBit[FieldRT], func(to, from *Resident) { to.Contact.RT = from.Contact.RT }},
	{fieldBit[FieldRW], func(to, from *Resident) { to.Contact.RW = from.Contact.RW }},
	{fieldBit[FieldHamlet], func(to, from *Resident) { to.Contact.Hamlet = from.Contact.Hamlet }},
	{fieldBit[FieldPostCode], func(to, from *Resident) { to.Contact.PostCode = from.Contact.PostCode }},
	{fieldBit[FieldPhone], func(to, from *Resident) { to.Contact.Phone = from.Contact.Phone }},
	{fieldBit[FieldEmail], func(to, from *Resident) { to.Contact.Email = from.Contact.Email }},
	{fieldBit[FieldMother], func(to, from *Resident) { to.Contact.MotherName = from.Contact.MotherName }},
	{fieldBit[FieldFather], func(to, from *Resident) { to.Contact.FatherName = from.Contact.FatherName }},
	{fieldBit[FieldBlood], func(to, from *Resident) { to.Blood = from.Blood }},
	{fieldBit[FieldReligion], func(to, from *Resident) { to.Religion = from.Religion }},
	{fieldBit[FieldMarital], func(to, from *Resident) { to.Marital = from.Marital }},
	{fieldBit[FieldRelation], func(to, from *Resident) { to.Relation = from.Relation }},
	{fieldBit[FieldEducation], func(to, from *Resident) { to.Education = from.Education }},
	{fieldBit[FieldOccupation], func(to, from *Resident) { to.Occupation = from.Occupation }},
	{fieldBit[FieldCitizenship], func(to, from *Resident) { to.Citizenship = from.Citizenship }},
	{fieldBit[FieldKTPStatus], func(to, from *Resident) { to.KTPStatus = from.KTPStatus }},
	{fieldBit[FieldLife], func(to, from *Resident) { to.Life = from.Life }},
}
