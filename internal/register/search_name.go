package register

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

const (
	fewHits     = 20   // with fewer, misspelt words are looked for as well
	narrowRows  = 256  // lists of a word that are read without thinking twice
	maxListRows = 2000 // lists that a search reads at most for words with very many completions
	maxNames    = 400  // residents whose names are compared one by one rather than by lists
)

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
	if err != nil || f.total >= fewHits {
		return f, err
	}
	if f.total == 0 {
		if split, err := r.searchSplit(ctx, l, asked, within); err != nil || split != nil {
			return split, err
		}
	}
	loose := strict
	loose.all, loose.loose = nil, true
	if f, err = loose.run(ctx); err != nil || f.total > 0 {
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
	for len(plan) > 0 && plan[0].rows <= narrowRows {
		need |= 1 << plan[0].word
		plan[0].use(uses, len(plan[0].terms))
		plan = plan[1:]
	}
	if err := s.all.read(ctx, s.r.db.Read(), uses); err != nil {
		return nil, err
	}
	if len(plan) > 0 && need != 0 && s.needsAll() {
		if few, ok := s.having(need, maxNames); ok {
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
	uses, budget := map[string][]use{}, int64(maxListRows)
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

// namedHit is a hit with what orders equal ranks.
type namedHit struct {
	hit
	name, id string
}

func (a namedHit) compare(b namedHit) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.name, b.name), strings.Compare(a.id, b.id))
}

func (r *Register) namesOf(ctx context.Context, hits []hit) ([]namedHit, error) {
	nos, ranks := make([]int64, len(hits)), make(map[int64]rank, len(hits))
	for i, h := range hits {
		nos[i], ranks[h.no] = h.no, h.rank
	}
	named := make([]namedHit, 0, len(hits))
	err := r.eachName(ctx, nos, func(no int64, id, name string) {
		named = append(named, namedHit{hit{ranks[no], no}, name, id})
	})
	return named, err
}

// eachName reads the names of residents, in no particular order.
func (r *Register) eachName(ctx context.Context, nos []int64, each func(no int64, id, name string)) error {
	for len(nos) > 0 {
		n := min(len(nos), maxParameters)
		args := make([]any, n)
		for i, no := range nos[:n] {
			args[i] = no
		}
		if err := r.someNames(ctx, args, each); err != nil {
			return err
		}
		nos = nos[n:]
	}
	return nil
}

func (r *Register) someNames(ctx context.Context, nos []any, each func(no int64, id, name string)) error {
	rows, err := r.db.Read().QueryContext(ctx, `SELECT no, id, name FROM resident WHERE no IN (`+list(1, len(nos))+`) ORDER BY no`, nos...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var no int64
		var id, name string
		if err := rows.Scan(&no, &id, &name); err != nil {
			return err
		}
		each(no, id, name)
	}
	return rows.Err()
}
