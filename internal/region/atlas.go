package region

import (
	"embed"
	"slices"
	"sync"

	"jemput/internal/fault"
)

// embedded holds NOTICE.md always and areas.gz where `make areas` has run.
//
//go:embed data
var embedded embed.FS

const areasFile = "data/areas.gz"

// Atlas is all areas. It never changes; safe for concurrent use.
type Atlas struct {
	levels [Village + 1]table // [0] is empty
	keys   func() *folded     // the names as they are compared, made at the first search
}

// table is the areas of one level in the order of their codes.
type table struct {
	codes []uint64
	ends  []uint32 // where each name ends in text
	text  string
}

func (t *table) name(i int) string {
	if i == 0 {
		return t.text[:t.ends[0]]
	}
	return t.text[t.ends[i-1]:t.ends[i]]
}

// Load decodes the embedded areas, once per process.
func Load() (*Atlas, error) { return loaded() }

var loaded = sync.OnceValues(func() (*Atlas, error) {
	packed, err := embedded.ReadFile(areasFile)
	if err != nil {
		return nil, fault.Wrap(err, fault.Internal, "areas_missing",
			"this program was built without the areas: run `make areas` and build it again")
	}
	return decode(packed)
})

// Notice names the source of the areas, its licence, and where they are used: for wherever the program shows its credits.
func Notice() string {
	text, err := embedded.ReadFile("data/NOTICE.md")
	if err != nil { // the compiler embeds it
		panic(err)
	}
	return string(text)
}

// find is the place of a code in its level's table.
func (a *Atlas) find(code string) (level Level, i int, ok bool) {
	number, level, ok := parseCode(code)
	if !ok {
		return 0, 0, false
	}
	i, ok = slices.BinarySearch(a.levels[level].codes, number)
	return level, i, ok
}

func (a *Atlas) at(level Level, i int) Area {
	t := &a.levels[level]
	return Area{Code: formatCode(t.codes[i], level), Name: t.name(i), Level: level}
}

// Area is the area with this code.
func (a *Atlas) Area(code string) (Area, bool) {
	level, i, ok := a.find(code)
	if !ok {
		return Area{}, false
	}
	return a.at(level, i), true
}

// Name is the name of the area with this code.
func (a *Atlas) Name(code string) (string, bool) {
	level, i, ok := a.find(code)
	if !ok {
		return "", false
	}
	return a.levels[level].name(i), true
}

// Children are the areas one level below, in code order; of "" the provinces.
func (a *Atlas) Children(code string) []Area {
	level := Province
	if code != "" {
		parent, _, ok := a.find(code)
		if !ok || parent == Village {
			return nil
		}
		level = parent + 1
	}
	from, to := a.span(level, code)
	areas := make([]Area, 0, to-from)
	for i := from; i < to; i++ {
		areas = append(areas, a.at(level, i))
	}
	return areas
}

// span is the part of a level's table that lies inside an area; inside "" lies everything, inside an
// area of the same or a lower level nothing.
func (a *Atlas) span(level Level, within string) (from, to int) {
	codes := a.levels[level].codes
	if within == "" {
		return 0, len(codes)
	}
	low, outer, ok := parseCode(within)
	if !ok || outer >= level {
		return 0, 0
	}
	high := low + 1
	for l := outer + 1; l <= level; l++ {
		low, high = low*fanout[l], high*fanout[l]
	}
	from, _ = slices.BinarySearch(codes, low)
	to, _ = slices.BinarySearch(codes, high)
	return from, to
}
