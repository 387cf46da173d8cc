package register

import (
	"cmp"
	"context"
	"slices"
)

// fewHits is with how many hits misspelt words are looked for as well.
const fewHits = 20

// searchLimits keep a search quick. They say how it is done, and only lists says what it finds.
type searchLimits struct {
	narrow int64 // lists of a word that are read without thinking twice
	lists  int64 // lists that are read at most for words with very many completions
	names  int   // residents whose names are compared one by one rather than by lists
}

var defaultLimits = searchLimits{narrow: 256, lists: 2000, names: 400}

// found is what a search by name came to.
type found struct {
	hits    []hit // the best ones, in order
	total   int
	partial bool // not all completions of a short word were looked at
}

// nameSearch is one way to read a question.
type nameSearch struct {
	r      *Register
	l      *wordList
	words  []*queryWord
	area   *areaSet   // only who lives there; nil for everywhere
	loose  bool       // misspelt words and any word's beginning count too
	accept *[256]bool // which words are enough

	all lists
}

// searchName reads the text as a name; if nobody has it, as a name and an area; if nobody has that, as a
// misspelt name; at last as a name of which one word is wrong.
func (r *Register) searchName(ctx context.Context, asked question, within string, areas []string) (*found, error) {
	l, err := r.currentWords(ctx)
	if err != nil {
		return nil, err
	}
	words := nameWords(asked.tokens)
	weigh(words, l)
	strict := nameSearch{r: r, l: l, words: words, accept: acceptAll(len(words))}
	if areas != nil {
		set, err := r.livingIn(ctx, areas)
		if err != nil {
			return nil, err
		}
		strict.area = &set
	}
	f, err := strict.run(ctx)
	if err != nil || f.total >= fewHits || f.partial { // what was looked at in part is no reason to guess
		return f, err
	}
	if f.total == 0 {
		if split, err := r.searchSplit(ctx, l, asked, within); err != nil || split != nil {
			return split, err
		}
	}
	loose := strict
	loose.all, loose.loose = nil, true
	if f, err = loose.run(ctx); err != nil || f.total > 0 || f.partial {
		return f, err
	}
	if most := acceptMost(words); most != nil {
		loose.all, loose.accept = nil, most
		return loose.run(ctx)
	}
	return f, nil
}

// searchSplit reads the end of the text as an area; nil if that finds nobody.
func (r *Register) searchSplit(ctx context.Context, l *wordList, asked question, within string) (*found, error) {
	for _, t := range asked.tails(r.places, within) {
		words := nameWords(t.name)
		if len(words) == 0 {
			continue
		}
		weigh(words, l)
		var areas []string
		for _, area := range t.areas {
			areas = append(areas, r.places.Below(area)...)
		}
		set, err := r.livingIn(ctx, areas)
		if err != nil {
			return nil, err
		}
		s := nameSearch{r: r, l: l, words: words, area: &set, accept: acceptAll(len(words))}
		for range 2 {
			if f, err := s.run(ctx); err != nil || f.total > 0 {
				return f, err
			}
			s.all, s.loose = nil, true
		}
	}
	return nil, nil
}

// wordLists is what one word would have to read.
type wordLists struct {
	word  uint8
	terms []wordTerm
	rows  int64
}

// run finds the residents who fit. Words with few lists are read first: if they leave few residents,
// the names of those are compared instead of reading the long lists of the others.
func (s *nameSearch) run(ctx context.Context) (*found, error) {
	plan := s.plan()
	uses, need := map[string][]use{}, uint8(0)
	for len(plan) > 0 && plan[0].rows <= s.r.limits.narrow {
		need |= 1 << plan[0].word
		plan[0].use(uses, len(plan[0].terms))
		plan = plan[1:]
	}
	if err := s.all.read(ctx, s.r.db.Read(), uses); err != nil {
		return nil, err
	}
	if len(plan) > 0 && need != 0 && s.needsAll() {
		if few, ok := s.having(need, s.r.limits.names); ok {
			return s.compareNames(ctx, few)
		}
	}
	partial, err := s.readRest(ctx, plan)
	if err != nil {
		return nil, err
	}
	var b best
	(&scan{ranker: s.ranker(), area: s.area}).hits(s.all, b.add)
	return &found{hits: b.sorted(), total: b.total, partial: partial}, nil
}

func (s *nameSearch) segments() int64 { return s.l.residents>>segmentBits + 1 }

// plan lists the words, the one with the fewest lists first.
func (s *nameSearch) plan() []wordLists {
	plan := make([]wordLists, len(s.words))
	for i, w := range s.words {
		plan[i] = wordLists{word: uint8(i), terms: w.terms(s.l, s.loose)}
		for _, t := range plan[i].terms {
			plan[i].rows += min(max(t.count, 1), s.segments())
		}
	}
	slices.SortStableFunc(plan, func(a, b wordLists) int { return cmp.Compare(a.rows, b.rows) })
	return plan
}

// use asks for the first n terms.
func (p *wordLists) use(uses map[string][]use, n int) {
	for _, t := range p.terms[:n] {
		uses[t.term] = append(uses[t.term], use{p.word, t.class})
	}
}

// readRest reads the lists of the words that have many, and says whether some were left out.
func (s *nameSearch) readRest(ctx context.Context, plan []wordLists) (partial bool, err error) {
	uses, budget := map[string][]use{}, s.r.limits.lists
	for i := range plan {
		share, n := budget/int64(len(plan)-i), 0
		for share > 0 && n < len(plan[i].terms) {
			rows := min(max(plan[i].terms[n].count, 1), s.segments())
			share, budget = share-rows, budget-rows
			n++
		}
		plan[i].use(uses, n)
		partial = partial || n < len(plan[i].terms)
	}
	return partial, s.all.read(ctx, s.r.db.Read(), uses)
}

// needsAll reports whether no word may be missing.
func (s *nameSearch) needsAll() bool { return *s.accept == *acceptAll(len(s.words)) }

func (s *nameSearch) ranker() ranker {
	k := ranker{accept: s.accept, weights: make([]uint32, len(s.words))}
	for i, w := range s.words {
		k.weights[i] = w.weight
	}
	return k
}

// having lists the residents, of the area, with all words of need as far as their lists were read; false if
// they are more than limit.
func (s *nameSearch) having(need uint8, limit int) (nos []int64, few bool) {
	sc := scan{area: s.area, ranker: ranker{accept: &[256]bool{}}}
	for set := range sc.ranker.accept {
		sc.ranker.accept[set] = uint8(set)&need == need
	}
	for segment, l := range s.all {
		if sc.choose(segment, l) {
			for _, offset := range sc.some {
				nos = append(nos, int64(segment)<<segmentBits+int64(offset))
			}
		}
		if len(nos) > limit {
			return nil, false
		}
	}
	return nos, true
}

// compareNames ranks residents by their names instead of the lists.
func (s *nameSearch) compareNames(ctx context.Context, nos []int64) (*found, error) {
	k := s.ranker()
	var b best
	err := s.r.eachName(ctx, nos, func(no int64, _, name string) {
		if rank := k.of(fitsOf(name, s.words, s.loose)); rank != noRank {
			b.add(no, rank)
		}
	})
	if err != nil {
		return nil, err
	}
	return &found{hits: b.sorted(), total: b.total}, nil
}

// fitsOf lists which words of a name fit which words of the question.
func fitsOf(name string, words []*queryWord, loose bool) []fit {
	var fits []fit
	for _, p := range postingsOf(nil, name, "", cardKey{}, fold) {
		if !isWord(p.term) {
			continue
		}
		for i, w := range words {
			if c, ok := w.class(p.term, loose); ok {
				fits = append(fits, fit{uint8(i), c, p.detail})
			}
		}
	}
	return fits
}
