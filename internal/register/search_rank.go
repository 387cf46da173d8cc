package register

// fit says that a word of a name fits a word of the question.
type fit struct {
	word   uint8 // place in the question
	class  class
	detail byte // of the posting: place in the name (high four bits) and number of the name's words (low four)
}

// maxFits bounds how many words of one name are tried for one word of the question.
const maxFits = 4

// rank is how good a hit is; less is better. From the highest bits down: tier (3 bits), what imperfect
// words cost (9), whether the order differs (1), words of the name that were not asked for (4), place of
// the first hit in the name (4).
type rank uint32

const noRank = ^rank(0)

// The tiers: whatever is in a lower one comes first.
const (
	tierInOrder = iota
	tierReordered
	tierStarting
	tierEdited
	tierMissing
)

func (r rank) tier() int { return int(r >> 18) }

// match is how a hit is explained to people.
func (r rank) match() Match {
	switch r.tier() {
	case tierInOrder, tierReordered:
		return MatchExact
	case tierStarting:
		return MatchPrefix
	}
	return MatchSimilar
}

// ranker finds the best way to give each word of a question its own word of a name. It belongs to one goroutine.
type ranker struct {
	weights []uint32
	accept  *[256]bool // by the set of words that were found: whether that is enough

	fits  [maxQueryWords][maxFits]fit
	count [maxQueryWords]int
	best  rank
}

// of ranks a name by all its fits; noRank if it is no hit.
func (k *ranker) of(fits []fit) rank {
	if len(k.weights) == 1 {
		return k.single(fits)
	}
	clear(k.count[:])
	for _, f := range fits {
		k.add(f)
	}
	k.best = noRank
	k.place(0, attempt{first: 15, last: -1})
	return k.best
}

// add keeps the best fits of each word, whatever the order in which they come.
func (k *ranker) add(f fit) {
	kept, n := &k.fits[f.word], k.count[f.word]
	if n < maxFits {
		kept[n] = f
		k.count[f.word] = n + 1
		return
	}
	worst := 0
	for i := range kept {
		if kept[worst].before(kept[i]) {
			worst = i
		}
	}
	if f.before(kept[worst]) {
		kept[worst] = f
	}
}

func (f fit) before(g fit) bool {
	return f.class < g.class || f.class == g.class && f.detail < g.detail
}

func (k *ranker) single(fits []fit) rank {
	best := noRank
	for _, f := range fits {
		a := attempt{first: 15, last: -1}
		a.take(f, k.weights[0])
		best = min(best, a.rank())
	}
	return best
}

// attempt is a partial answer: words of the question that have their word of the name.
type attempt struct {
	found     uint8  // the words of the question that have one
	used      uint16 // the words of the name that are taken
	worst     class
	loss      uint32
	reordered bool
	first     int
	last      int // place of the word taken last
	words     int // of the name
}

func (a *attempt) take(f fit, weight uint32) {
	at := int(f.detail >> 4)
	a.found |= 1 << f.word
	a.used |= 1 << at
	a.worst = max(a.worst, f.class)
	a.loss += weight * classLoss[f.class]
	a.reordered = a.reordered || at < a.last
	a.first, a.last = min(a.first, at), at
	a.words = int(f.detail & 15)
}

func (a *attempt) rank() rank {
	var tier rank
	switch {
	case a.worst == missing:
		tier = tierMissing
	case a.worst >= edited:
		tier = tierEdited
	case a.worst == starting:
		tier = tierStarting
	case a.reordered:
		tier = tierReordered
	}
	order := rank(0)
	if a.reordered {
		order = 1
	}
	extra := rank(max(0, min(a.words-onesIn(a.found), 15)))
	return tier<<18 | rank(min(a.loss, 511))<<9 | order<<8 | extra<<4 | rank(a.first)
}

func onesIn(set uint8) (n int) {
	for ; set != 0; set &= set - 1 {
		n++
	}
	return n
}

// place tries every word of the name for the question's word i and those after it.
func (k *ranker) place(i int, a attempt) {
	if i == len(k.weights) {
		if k.accept[a.found] {
			k.best = min(k.best, a.rank())
		}
		return
	}
	for _, f := range k.fits[i][:k.count[i]] {
		if a.used&(1<<(f.detail>>4)) == 0 {
			next := a
			next.take(f, k.weights[i])
			k.place(i+1, next)
		}
	}
	if without := uint8(1<<len(k.weights)-1) &^ (1 << i); k.accept[without] { // else this word is needed
		a.worst = missing
		a.loss += k.weights[i] * classLoss[missing]
		k.place(i+1, a)
	}
}

// acceptAll takes hits of every word only.
func acceptAll(words int) *[256]bool {
	accept := &[256]bool{}
	accept[1<<words-1] = true
	return accept
}

// acceptMost takes hits of which one word is missing, if the question has three or more, or of which only
// initials and titles (one or two letters) are missing; nil if none
// may be missing.
func acceptMost(words []*queryWord) *[256]bool {
	all := 1<<len(words) - 1
	short := 0
	for i, w := range words {
		if len(w.typed) <= 2 {
			short |= 1 << i
		}
	}
	accept, some := acceptAll(len(words)), false
	for set := 1; set < all; set++ {
		absent := all &^ set
		if absent&^short == 0 || len(words) >= 3 && absent&(absent-1) == 0 {
			accept[set], some = true, true
		}
	}
	if !some || short == all {
		return nil
	}
	return accept
}
