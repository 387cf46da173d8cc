package register

// distance counts the edits between one word and others: a letter put in, left out, replaced, or two
// neighbours swapped (optimal string alignment). It belongs to one goroutine.
type distance struct {
	word string
	rows [3][maxWordBytes + 2]uint8 // the rows at hand of the table; indexed terms are no longer than maxWordBytes+1
}

func newDistance(word string) *distance { return &distance{word: word[:min(len(word), maxWordBytes)]} }

// to is the number of edits from the word to other, or limit+1 if there are more than limit.
func (d *distance) to(other string, limit int) int {
	a, b := d.word, other[:min(len(other), maxWordBytes)]
	before, last, row := &d.rows[0], &d.rows[1], &d.rows[2]
	for j := range len(b) + 1 {
		last[j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		row[0] = uint8(i)
		least := row[0]
		for j := 1; j <= len(b); j++ {
			cost := uint8(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			n := min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				n = min(n, before[j-2]+1)
			}
			row[j] = n
			least = min(least, n)
		}
		if int(least) > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(int(last[len(b)]), limit+1)
}
