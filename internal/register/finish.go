package register

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"jemput/internal/keys"
)

// row is a resident ready to be inserted: sealed, hashed, with the places of its postings in the chunk.
type row struct {
	no          int64
	id          string
	nikHash     []byte
	name        string
	sex         Sex
	birthDate   string
	area        string
	marital     Marital
	citizenship Citizenship
	ktpStatus   KTPStatus
	life        LifeStatus
	warnings    Warnings
	sealed      []byte
	source      int64
	sourceRow   int64
	version     int64

	firstPosting, endPosting int
}

// chunk is what one transaction writes: finished rows in the order of their NIK hash, so that the
// unique index is filled from left to right, and their postings.
type chunk struct {
	rows     []row
	postings []chunkPosting // of all rows, addressed by row.firstPosting and endPosting
	terms    []string       // the terms of this chunk, sorted; chunkPosting.term is an index into it after seal
}

type chunkPosting struct {
	term   int32
	detail byte
}

// finisher turns residents into rows. It belongs to one goroutine.
type finisher struct {
	sealer *keys.Sealer
	ids    idMaker
	folded map[string]string // written word to term, so that each spelling is folded once
	index  map[string]int32  // term to its number in the chunk at hand

	lastCard FamilyCard // families stand together in files: their hash is made once
	lastKey  cardKey
	plain    []byte
	list     []posting
}

func newFinisher(s *keys.Sealer, now func() time.Time) *finisher {
	return &finisher{sealer: s, ids: idMaker{now: now}, folded: map[string]string{}, index: map[string]int32{}}
}

// fold remembers; a hostile file cannot make it remember without end.
func (f *finisher) fold(word string) string {
	if term, ok := f.folded[word]; ok {
		return term
	}
	if len(f.folded) > 1<<16 {
		clear(f.folded)
	}
	word = strings.Clone(word)
	term := fold(word)
	f.folded[word] = term
	return term
}

func (f *finisher) card(c FamilyCard) cardKey {
	if c != f.lastCard || c == "" {
		f.lastCard, f.lastKey = c, cardKeyOf(f.sealer, c)
	}
	return f.lastKey
}

// start empties c for the next rows.
func (f *finisher) start(c *chunk) {
	c.rows, c.postings, c.terms = c.rows[:0], c.postings[:0], c.terms[:0]
	clear(f.index)
}

// add finishes one resident into c. r.ID is made if it is missing.
func (f *finisher) add(c *chunk, r *Resident, w Warnings, source, sourceRow int64) {
	if r.ID == "" {
		r.ID = f.ids.next()
	}
	out := f.row(r, w)
	out.source, out.sourceRow, out.version = source, sourceRow, 1
	out.firstPosting = len(c.postings)
	f.list = postingsOf(f.list[:0], r.Name, r.Area, f.card(r.FamilyCard), f.fold)
	for _, p := range f.list {
		n, ok := f.index[p.term]
		if !ok {
			n = int32(len(c.terms))
			f.index[p.term] = n
			c.terms = append(c.terms, p.term)
		}
		c.postings = append(c.postings, chunkPosting{n, p.detail})
	}
	out.endPosting = len(c.postings)
	c.rows = append(c.rows, out)
}

// row seals and hashes r.
func (f *finisher) row(r *Resident, w Warnings) row {
	var context [64]byte
	f.plain = appendRecord(f.plain[:0], r)
	return row{
		id: r.ID, nikHash: nikHash(f.sealer, r.NIK), name: r.Name, sex: r.Sex, birthDate: r.BirthDate.String(), area: r.Area,
		marital: r.Marital, citizenship: r.Citizenship, ktpStatus: r.KTPStatus, life: r.Life, warnings: w,
		sealed: f.sealer.Seal(make([]byte, 0, len(f.plain)+28), f.plain, sealContext(context[:0], r.ID)),
	}
}

// order sorts the chunk's rows by NIK hash and its terms by name: both indexes then grow in order.
func (c *chunk) order() {
	slices.SortFunc(c.rows, func(a, b row) int { return bytes.Compare(a.nikHash, b.nikHash) })
	sorted := slices.Clone(c.terms)
	slices.Sort(sorted)
	place := make(map[string]int32, len(sorted))
	for i, term := range sorted {
		place[term] = int32(i)
	}
	for i := range c.postings {
		c.postings[i].term = place[c.terms[c.postings[i].term]]
	}
	c.terms = sorted
}

// segmentRefs are the postings to be added to one term in one segment.
type segmentRefs struct {
	term    string
	segment int64
	refs    refs
}

// refsFrom lists the chunk's postings by segment and term, when its rows are numbered from base on.
func (c *chunk) refsFrom(base int64) []segmentRefs {
	var out []segmentRefs
	for first := 0; first < len(c.rows); {
		segment := (base + int64(first)) >> segmentBits
		end := min(len(c.rows), int((segment+1)<<segmentBits-base))
		out = append(out, c.refsOf(c.rows[first:end], segment, int(base+int64(first)-segment<<segmentBits))...)
		first = end
	}
	return out
}

func (c *chunk) refsOf(rows []row, segment int64, offset int) []segmentRefs {
	counts := make([]int, len(c.terms)+1)
	for i := range rows {
		for _, p := range c.postings[rows[i].firstPosting:rows[i].endPosting] {
			counts[p.term+1]++
		}
	}
	for i := 1; i < len(counts); i++ {
		counts[i] += counts[i-1]
	}
	at, all := slices.Clone(counts), make(refs, counts[len(c.terms)]*refSize)
	for i := range rows {
		for _, p := range c.postings[rows[i].firstPosting:rows[i].endPosting] {
			appendRef(all[:at[p.term]*refSize], offset+i, p.detail)
			at[p.term]++
		}
	}
	var out []segmentRefs
	for i, term := range c.terms {
		if counts[i+1] > counts[i] {
			out = append(out, segmentRefs{term, segment, all[counts[i]*refSize : counts[i+1]*refSize]})
		}
	}
	return out
}

// idMaker makes UUIDv7 for many rows at once: the clock is read and randomness drawn once per thousand.
type idMaker struct {
	now    func() time.Time
	millis int64
	serial uint32
	random []byte
}

func (m *idMaker) next() string {
	const drawn = 1000 * 8
	if len(m.random) < 8 {
		m.random = make([]byte, drawn)
		rand.Read(m.random)
		m.millis = max(m.now().UnixMilli(), m.millis)
	}
	if m.serial++; m.serial > 0xfff { // twelve bits keep the order within a millisecond
		m.serial = 0
		m.millis++
	}
	var u [16]byte
	for i := range 6 {
		u[i] = byte(m.millis >> (40 - 8*i))
	}
	u[6], u[7] = 0x70|byte(m.serial>>8), byte(m.serial)
	copy(u[8:], m.random[:8])
	m.random = m.random[8:]
	u[8] = u[8]&0x3f | 0x80
	var s [36]byte
	hex.Encode(s[0:8], u[0:4])
	hex.Encode(s[9:13], u[4:6])
	hex.Encode(s[14:18], u[6:8])
	hex.Encode(s[19:23], u[8:10])
	hex.Encode(s[24:36], u[10:16])
	s[8], s[13], s[18], s[23] = '-', '-', '-', '-'
	return string(s[:])
}
