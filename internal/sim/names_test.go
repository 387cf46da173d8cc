package sim

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"jemput/internal/register"
)

// either are names that women and men have.
var either = words("DWI TRI SITI DEWI")

func TestNamesAreNames(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	male, female := map[string]bool{}, map[string]bool{}
	for _, n := range traditions {
		for _, w := range n.male {
			male[w] = true
		}
		for _, w := range n.female {
			female[w] = true
		}
	}
	lengths := map[int]int{}
	for range 50_000 {
		n := drawTradition(r)
		last := n.familyNameOf(r)
		for _, sex := range []register.Sex{register.Male, register.Female} {
			name := n.name(r, sex, last)
			parts := strings.Fields(name)
			lengths[len(parts)]++
			if name != strings.ToUpper(name) || strings.ContainsAny(name, "_-") || strings.Join(parts, " ") != name || len(parts) > 5 || len(name) < 4 {
				t.Fatalf("%q", name)
			}
			slices.Sort(parts)
			if len(slices.Compact(parts)) != len(strings.Fields(name)) {
				t.Fatalf("%q says a word twice", name)
			}
			given := strings.Fields(name)[0]
			others := male
			if sex == register.Male {
				others = female
			}
			if others[given] && !slices.Contains(either, given) {
				t.Fatalf("%q for sex %d", name, sex)
			}
		}
	}
	if lengths[2] < lengths[1] || lengths[1] == 0 || lengths[3] == 0 {
		t.Errorf("words in a name: %v", lengths)
	}
}
