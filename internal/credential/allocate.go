package credential

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"

	"jemput/internal/db"
)

// ListSize is the number of entries of a status list.
const ListSize = 1 << 20

// drawLimit is how many occupied places are drawn in a row before a new list is opened. So a
// list is closed at about half full, without anybody counting: a counter would be the one row
// that all processes write.
const drawLimit = 8

// openAttempts bounds the lists opened for one credential: more means that something else is wrong.
const openAttempts = 3

// allocate draws places in the newest list until take has one. Which place a credential has tells
// nothing about when or for whom it was issued.
func (l *Ledger) allocate(ctx context.Context, tx db.Tx, take func(Entry) (bool, error)) (Entry, error) {
	for range openAttempts {
		list, err := newestList(ctx, tx)
		if err != nil {
			return Entry{}, err
		}
		for n := 0; list > 0 && n < drawLimit; n++ {
			e := Entry{List: list, Index: draw()}
			if ok, err := take(e); ok || err != nil {
				return e, err
			}
		}
		if err := openList(ctx, tx, list+1, l.now()); err != nil {
			return Entry{}, err
		}
	}
	return Entry{}, errors.New("credential: no free place in a status list, or the attempt has a credential already")
}

// draw is a uniform random index.
func draw() int64 {
	var b [4]byte
	rand.Read(b[:])
	return int64(binary.BigEndian.Uint32(b[:]) % ListSize) // 2^32 is a multiple of it: no bias
}
