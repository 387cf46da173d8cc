package register

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"jemput/internal/db"
)

// areaSets is how many areas' residents are remembered: a bit for each resident of the register, so 150 kB
// for an area among 1.2 million.
const areaSets = 24

// areaSet is who lives in an area: a bit for each resident, by segment; a segment without any is nil.
type areaSet [][]uint64

func (a areaSet) segment(n int) []uint64 {
	if n >= len(a) {
		return nil
	}
	return a[n]
}

func (a *areaSet) add(segment int64, b refs) {
	for int64(len(*a)) <= segment {
		*a = append(*a, nil)
	}
	bits := (*a)[segment]
	if bits == nil {
		bits = make([]uint64, segmentSize/64)
		(*a)[segment] = bits
	}
	for i := range b.len() {
		offset := b.offset(i)
		bits[offset>>6] |= 1 << (offset & 63)
	}
}

// areaCache remembers the areas that were asked for, all of one epoch.
type areaCache struct {
	mu    sync.Mutex // guards all below
	epoch int64
	sets  map[string]areaSet
}

// livingIn is who lives in the kelurahan now.
func (r *Register) livingIn(ctx context.Context, kelurahan []string) (areaSet, error) {
	epoch, err := epochOf(ctx, r.db.Read(), areaEpoch)
	if err != nil {
		return nil, err
	}
	key := strings.Join(kelurahan, " ")
	if set, ok := r.areas.get(epoch, key); ok {
		return set, nil
	}
	terms := make([]string, len(kelurahan))
	for i, code := range kelurahan {
		terms[i] = areaTerm(code)
	}
	set := areaSet{}
	if err := eachList(ctx, r.db.Read(), terms, func(_ string, segment int64, b refs) { set.add(segment, b) }); err != nil {
		return nil, err
	}
	r.areas.put(epoch, key, set)
	return set, nil
}

func (c *areaCache) get(epoch int64, key string) (areaSet, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	set, ok := c.sets[key]
	return set, ok && c.epoch == epoch
}

// put remembers a set that was read after the epoch. One that is full is emptied: areas are read again in a few milliseconds.
func (c *areaCache) put(epoch int64, key string, set areaSet) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if epoch != c.epoch || len(c.sets) >= areaSets || c.sets == nil {
		c.epoch, c.sets = epoch, map[string]areaSet{}
	}
	c.sets[key] = set
}

// The epochs: each grows with every change of what it is named after.
const (
	wordEpoch = "words"
	areaEpoch = "areas"
)

// epochOf reads an epoch, 0 before the first change.
func epochOf(ctx context.Context, q db.Querier, name string) (n int64, err error) {
	if err := q.QueryRowContext(ctx, `SELECT COALESCE(MAX(n), 0) FROM register_epoch WHERE name = $1`, name).Scan(&n); err != nil {
		return 0, fmt.Errorf("register: read the epoch of the %s: %w", name, err)
	}
	return n, nil
}

// movedIn tells all processes that lists changed, if areas are among them.
func movedIn(ctx context.Context, tx db.Tx, changed []segmentRefs) error {
	for _, c := range changed {
		if strings.HasPrefix(c.term, areaTerm("")) {
			_, err := tx.ExecContext(ctx, `INSERT INTO register_epoch (name, n) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET n = register_epoch.n + 1`, areaEpoch)
			return err
		}
	}
	return nil
}
