package register

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"jemput/internal/civil"
	"jemput/internal/db"
)

// Given is what a list outside the register says of a person without a number.
type Given struct {
	Name string
	Born civil.Date // zero if the list does not say
	Hint civil.Date // another birth date that the list suggests, zero if none
	Sex  Sex        // 0 if the list does not say
}

// Likeness says how a resident fits what is given.
type Likeness string

// The likenesses, the best first. Only LikeSame leaves no doubt about the person, and only if one resident has it.
const (
	LikeSame      Likeness = "same"                // name, but for spelling and order, and birth date
	LikeSex       Likeness = "sex_differs"         // the same, but of the other sex
	LikeGone      Likeness = "not_living"          // the same, but dead or moved out
	LikeName      Likeness = "name_similar"        // another name not far away, and the birth date
	LikeBirth     Likeness = "birth_date_differs"  // the name, and another birth date
	LikeNameAlone Likeness = "birth_date_not_said" // the name; the list has no birth date
)

var likenesses = []Likeness{LikeSame, LikeSex, LikeGone, LikeName, LikeBirth, LikeNameAlone}

// Lookalike is a resident who may be the person.
type Lookalike struct {
	ID       string
	Likeness Likeness

	near bool // of LikeBirth: one slip of the pen away
}

// maxLookalikes are shown of each person; a name that more residents have tells nothing without its birth date.
const maxLookalikes = 5

// rareName is how many residents may have a name for it to point to them in spite of a wholly different birth date.
const rareName = 3

// Identify looks through the whole register once and lists, for each person given, the residents who may be that
// person, the best first. No sealed column is opened. It costs the same for one person as for thousands.
func (r *Register) Identify(ctx context.Context, q db.Querier, people []Given) ([][]Lookalike, error) {
	s := newIdentity(people)
	if len(s.byBirth) == 0 && len(s.byName) == 0 {
		return make([][]Lookalike, len(people)), nil
	}
	err := db.Each(ctx, q, func(row db.Row) error {
		var p passer
		if err := row.Scan(&p.id, &p.name, &p.sex, &p.born, &p.life); err != nil {
			return err
		}
		s.look(&p)
		return nil
	}, `SELECT id, name, sex, birth_date, life FROM resident ORDER BY no`)
	if err != nil {
		return nil, fmt.Errorf("register: identify: %w", err)
	}
	return s.result(), nil
}

// passer is a resident as the search looks at everybody.
type passer struct {
	id, name, born string
	sex            Sex
	life           LifeStatus
}

// sought is one person given, and who was found so far.
type sought struct {
	Given
	words    []string // as they sound
	joined   string   // the name in one word, as it sounds
	born     string
	hint     string
	found    []Lookalike
	namesake int // residents of the same name
}

type identity struct {
	people  []sought
	byBirth map[string][]int // day to people
	byName  map[string][]int // name key to people
	folded  map[string]string
	key     []string // of the resident at hand
}

func newIdentity(people []Given) *identity {
	s := &identity{people: make([]sought, len(people)), byBirth: map[string][]int{}, byName: map[string][]int{}, folded: map[string]string{}}
	for i, g := range people {
		words := slices.Clone(s.wordsOf(g.Name))
		s.people[i] = sought{Given: g, words: words, joined: joined(g.Name), born: g.Born.String(), hint: g.Hint.String()}
		if len(words) == 0 {
			continue
		}
		key := strings.Join(words, " ")
		s.byName[key] = append(s.byName[key], i)
		if !g.Born.IsZero() {
			s.byBirth[s.people[i].born] = append(s.byBirth[s.people[i].born], i)
		}
	}
	return s
}

// wordsOf is how the words of a name sound, sorted, each once; valid until the next call.
func (s *identity) wordsOf(name string) []string {
	s.key = s.key[:0]
	eachWord(name, func(word string) {
		term, ok := s.folded[word]
		if !ok {
			if len(s.folded) > 1<<16 { // a register of hostile names must not fill the memory
				clear(s.folded)
			}
			term = fold(word)
			s.folded[strings.Clone(word)] = term
		}
		s.key = append(s.key, term)
	})
	slices.Sort(s.key)
	return slices.Compact(s.key)
}

func (s *identity) look(p *passer) {
	words := s.wordsOf(p.name)
	for _, i := range s.byName[strings.Join(words, " ")] {
		s.people[i].namesakeFound(p)
	}
	for _, i := range s.byBirth[p.born] {
		if g := &s.people[i]; !slices.Equal(g.words, words) && (alike(g.words, words) || sameJoined(g.joined, joined(p.name))) {
			g.add(Lookalike{ID: p.id, Likeness: LikeName})
		}
	}
}

// namesakeFound weighs a resident of the same name.
func (g *sought) namesakeFound(p *passer) {
	g.namesake++
	l := Lookalike{ID: p.id}
	switch {
	case g.born == "":
		l.Likeness = LikeNameAlone
	case g.born != p.born:
		l.Likeness, l.near = LikeBirth, g.hint == p.born || oneSlip(g.born, p.born)
	case p.life != Living:
		l.Likeness = LikeGone
	case g.Sex != 0 && g.Sex != p.sex:
		l.Likeness = LikeSex
	default:
		l.Likeness = LikeSame
	}
	g.add(l)
}

// add keeps the best, and one more than are shown, so that too many can be told from just enough.
func (g *sought) add(l Lookalike) {
	g.found = append(g.found, l)
	if len(g.found) > 4*maxLookalikes {
		g.sort()
		g.found = g.found[:maxLookalikes+1]
	}
}

func (g *sought) sort() {
	slices.SortStableFunc(g.found, func(a, b Lookalike) int {
		if c := cmp.Compare(slices.Index(likenesses, a.Likeness), slices.Index(likenesses, b.Likeness)); c != 0 {
			return c
		}
		if a.near != b.near {
			if a.near {
				return -1
			}
			return 1
		}
		return strings.Compare(a.ID, b.ID)
	})
}

func (s *identity) result() [][]Lookalike {
	all := make([][]Lookalike, len(s.people))
	for i := range s.people {
		g := &s.people[i]
		g.found = slices.DeleteFunc(g.found, func(l Lookalike) bool {
			return l.Likeness == LikeBirth && !l.near && g.namesake > rareName || l.Likeness == LikeNameAlone && g.namesake > maxLookalikes
		})
		g.sort()
		all[i] = g.found[:min(len(g.found), maxLookalikes)]
	}
	return all
}

// oneSlip reports that two days (YYYY-MM-DD) differ in one of day, month and year, or have day and month swapped.
func oneSlip(a, b string) bool {
	year, month, day := a[:4] == b[:4], a[5:7] == b[5:7], a[8:] == b[8:]
	return year && month || year && day || month && day || year && a[5:7] == b[8:] && a[8:] == b[5:7]
}

// alike compares two names as they sound: all words of the shorter one (of three or more, all but one) stand in the
// other, perhaps misspelt or as an initial, and at least one of them whole.
func alike(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return false
	}
	var taken uint32
	fit, whole := 0, false
	for _, word := range a {
		for j, other := range b[:min(len(b), 32)] {
			if taken&(1<<j) != 0 {
				continue
			}
			if like, full := likeWord(word, other); like {
				taken |= 1 << j
				fit, whole = fit+1, whole || full
				break
			}
		}
	}
	missing := len(a) - fit
	return whole && (missing == 0 || missing == 1 && len(a) >= 3)
}

// joined is a name in one word, as it sounds: NUR HAYATI and NURHAYATI differ in nothing else.
func joined(name string) string {
	var b strings.Builder
	eachWord(name, func(word string) { b.WriteString(word) })
	name = b.String()
	return fold(name[:min(len(name), 60)])
}

func sameJoined(a, b string) bool { return len(a) >= 5 && newDistance(a).to(b) <= 1 }

// likeWord reports that two words may be one; full if it is not only an initial.
func likeWord(a, b string) (like, full bool) {
	if a == b {
		return true, len(a) > 2
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) <= 2 {
		return strings.HasPrefix(b, a), false
	}
	limit := 1
	if len(a) >= 8 {
		limit = 2
	}
	return len(a) >= 4 && newDistance(a).to(b) <= limit, true
}

// Alike reports that two written names may be one person's: spelling, order, initials, a missing word.
func Alike(a, b string) bool {
	s := newIdentity(nil)
	first := slices.Clone(s.wordsOf(a))
	second := s.wordsOf(b)
	return slices.Equal(first, second) || alike(first, second) || sameJoined(joined(a), joined(b))
}
