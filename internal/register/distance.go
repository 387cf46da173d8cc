package register

// distance counts the edits between one word and others: a letter put in, left out, replaced, or two
// neighbours swapped (optimal string alignment). A column of the usual table is two words of bits
// (Hyyrö 2003), since tens of thousands of words are compared in a search.
type distance struct {
	letters [32]uint64 // by letter: its places in the word
	last    uint64     // the bit of the word's last letter
	length  int
}

// newDistance prepares a word of letters A to Z; what is beyond 64 letters is not looked at.
func newDistance(word string) *distance {
	word = word[:min(len(word), 64)]
	d := &distance{length: len(word)}
	for i := range len(word) {
		d.letters[(word[i]-'A')&31] |= 1 << i
		d.last = 1 << i
	}
	return d
}

// to is the number of edits from the word to other.
func (d *distance) to(other string) int {
	if d.length == 0 {
		return len(other)
	}
	// Of a column: where it is one more, or one less, than the place above.
	more, less := ^uint64(0), uint64(0)
	var diagonal, before uint64 // where the table stays the same along the diagonal; the places of the letter before
	edits := d.length
	for i := range len(other) {
		same := d.letters[(other[i]-'A')&31]
		swapped := (^diagonal & same) << 1 & before
		diagonal = (same&more + more) ^ more | same | less | swapped
		right, left := less|^(diagonal|more), diagonal&more
		if right&d.last != 0 {
			edits++
		}
		if left&d.last != 0 {
			edits--
		}
		right, left = right<<1|1, left<<1
		more, less = left|^(diagonal|right), right&diagonal
		before = same
	}
	return edits
}
