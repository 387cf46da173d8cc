package target

import (
	"fmt"
	"math/bits"
)

// Percent is a percentage in hundredths: 956 is 9.56 %. Its JSON is a number, 9.56. It is never negative.
type Percent int64

// String is the percentage with two decimals.
func (p Percent) String() string { return fmt.Sprintf("%d.%02d", int64(p)/100, int64(p)%100) }

// MarshalJSON writes a number.
func (p Percent) MarshalJSON() ([]byte, error) { return []byte(p.String()), nil }

// tooMuch stands for shares that are more than any people could have.
const tooMuch Percent = 1<<62 - 1

// share is part of whole in hundredths of a percent, rounded half up; 0 of nothing.
func share(part, whole int64) Percent {
	if whole <= 0 || part <= 0 {
		return 0
	}
	high, low := bits.Mul64(uint64(part), 20_000)
	if high >= uint64(whole) {
		return tooMuch
	}
	doubled, _ := bits.Div64(high, low, uint64(whole))
	return min(Percent(doubled/2+doubled%2), tooMuch)
}

// shareShort is share, but is not rounded up to goal while reached is false: nobody may read that a goal
// was met before it was.
func shareShort(part, whole int64, goal Percent, reached bool) Percent {
	p := share(part, whole)
	if !reached && p == goal && goal > 0 && below(part, whole, goal) {
		return goal - 1
	}
	return p
}

// below reports that part is less than goal of whole, exactly.
func below(part, whole int64, goal Percent) bool {
	partHigh, partLow := bits.Mul64(uint64(part), 10_000)
	goalHigh, goalLow := bits.Mul64(uint64(whole), uint64(goal))
	return partHigh < goalHigh || partHigh == goalHigh && partLow < goalLow
}
