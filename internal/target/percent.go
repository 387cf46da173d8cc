package target

import (
	"math/bits"
	"strconv"
)

// Percent is a percentage in hundredths: 956 is 9.56 %. Its JSON is a number, 9.56.
type Percent int64

// String is the percentage with two decimals.
func (p Percent) String() string {
	sign := ""
	if p < 0 {
		sign, p = "-", -p
	}
	whole, rest := int64(p)/100, int64(p)%100
	return sign + strconv.FormatInt(whole, 10) + "." + string([]byte{byte('0' + rest/10), byte('0' + rest%10)})
}

// MarshalJSON writes a number.
func (p Percent) MarshalJSON() ([]byte, error) { return []byte(p.String()), nil }

// share is part of whole in hundredths of a percent, rounded half up; 0 of nothing. Neither may be negative.
func share(part, whole int64) Percent {
	if whole <= 0 || part <= 0 {
		return 0
	}
	high, low := bits.Mul64(uint64(part), 20_000)
	if high >= uint64(whole) {
		return Percent(1<<62 - 1) // more than any people
	}
	doubled, _ := bits.Div64(high, low, uint64(whole))
	return Percent((doubled + 1) / 2)
}

// shareShort is share, but stays below goal while reached is false: nobody may read that a goal was met before it was.
func shareShort(part, whole int64, goal Percent, reached bool) Percent {
	p := share(part, whole)
	if !reached && goal > 0 && p >= goal {
		return goal - 1
	}
	return p
}
