package sim

import (
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"jemput/internal/civil"
)

// idMaker makes UUIDv7 that are the same for the same seed and sort in the order they were made.
type idMaker struct {
	r      *rand.Rand
	millis int64
	serial uint16
}

func newIDMaker(r *rand.Rand, today civil.Date) idMaker {
	return idMaker{r: r, millis: today.AddDays(-300).Midnight(time.UTC).UnixMilli()}
}

func (m *idMaker) next() string {
	if m.serial++; m.serial > 0xfff { // twelve bits keep the order within a millisecond
		m.serial = 0
		m.millis++
	}
	var u uuid.UUID
	for i := range 6 {
		u[i] = byte(m.millis >> (40 - 8*i))
	}
	u[6], u[7] = 0x70|byte(m.serial>>8), byte(m.serial)
	random := m.r.Uint64()
	for i := range 8 {
		u[8+i] = byte(random >> (8 * i))
	}
	u[8] = u[8]&0x3f | 0x80
	return u.String()
}
