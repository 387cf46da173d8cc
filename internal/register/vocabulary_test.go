package register

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestDistanceIsTheTextbooks(t *testing.T) {
	word := rapid.OneOf(rapid.StringMatching(`[A-D]{0,9}`), rapid.StringMatching(`[A-CZ]{55,64}`))
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		if got, want := newDistance(a).to(b), slowDistance(a, b); got != want {
			t.Fatalf("%s to %s: %d, want %d", a, b, got, want)
		}
	})
}

func TestNearWordsAreAllThereAre(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	l := &wordList{}
	seen := map[string]bool{}
	for len(l.words) < 400 {
		b := make([]byte, 3+rng.IntN(6))
		for i := range b {
			b[i] = byte('A' + rng.IntN(5))
		}
		if !seen[string(b)] {
			seen[string(b)] = true
			l.words, l.counts = append(l.words, string(b)), append(l.counts, int32(rng.IntN(50)))
		}
	}
	l.finish()
	rapid.Check(t, func(t *rapid.T) {
		word, edits := rapid.StringMatching(`[A-F]{4,8}`).Draw(t, "word"), rapid.IntRange(0, 2).Draw(t, "edits")
		var want int
		for _, other := range l.words {
			if n := slowDistance(word, other); n > 0 && n <= edits {
				want++
			}
		}
		if got := l.near(word, edits); len(got) != min(want, maxNear) {
			t.Fatalf("%d words near %s, want %d", len(got), word, want)
		}
	})
}

// BenchmarkNear compares a word with as many words as a register of several million has.
func BenchmarkNear(b *testing.B) {
	rng := rand.New(rand.NewPCG(4, 4))
	l := &wordList{}
	for range 200_000 {
		word := lastStart[rng.IntN(len(lastStart))] + string(rune('A'+rng.IntN(26))) + string(rune('A'+rng.IntN(26))) + lastEnd[rng.IntN(len(lastEnd))]
		l.words, l.counts = append(l.words, word), append(l.counts, 1)
	}
	l.finish()
	for b.Loop() {
		l.near("SULASTRI", 2)
	}
}
