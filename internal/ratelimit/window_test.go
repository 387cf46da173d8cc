package ratelimit

import (
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestWindowAgainstTheWholeStory compares the counts with all uses ever, looked through again for each.
func TestWindowAgainstTheWholeStory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(1_800_000_000, 0)
		const length, limit = 10 * time.Second, 3
		w := New(func() time.Time { return now }, length, 100)
		type life struct {
			since time.Time
			n     int
		}
		story := map[string]life{}
		key := rapid.SampledFrom([]string{"a", "b", "c"})
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			k := key.Draw(t, "key")
			l := story[k]
			if now.Sub(l.since) >= length {
				l = life{since: now}
			}
			switch rapid.IntRange(0, 4).Draw(t, "what") {
			case 0:
				now = now.Add(time.Duration(rapid.IntRange(1, 6).Draw(t, "seconds")) * time.Second)
				continue
			case 1:
				w.Forget(k)
				delete(story, k)
				continue
			case 2:
				w.GiveBack(k)
				if l.n > 0 {
					l.n--
					story[k] = l
				}
				continue
			}
			wait, ok := w.Take(Limit{k, limit})
			if ok != (l.n < limit) || !ok && wait != length-now.Sub(l.since) {
				t.Fatalf("%d uses since %v: %v, wait %v", l.n, now.Sub(l.since), ok, wait)
			}
			if ok {
				l.n++
				story[k] = l
			}
		}
	})
}

func TestAllLimitsCountOrNone(t *testing.T) {
	w := New(time.Now, time.Hour, 100)
	both := []Limit{{"wide", 5}, {"narrow", 1}}
	if _, ok := w.Take(both...); !ok {
		t.Fatal("the first use was refused")
	}
	for range 10 {
		if wait, ok := w.Take(both...); ok || wait <= 0 || wait > time.Hour {
			t.Fatalf("a use too many: %v, %v", ok, wait)
		}
	}
	for i := range 4 {
		if _, ok := w.Take(Limit{"wide", 5}); !ok {
			t.Fatalf("refused uses were counted: only %d more", i)
		}
	}
}

func TestWindowStaysSmall(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	w := New(func() time.Time { return now }, time.Minute, 50)
	for i := range 200 {
		now = now.Add(time.Second)
		if _, ok := w.Take(Limit{"one " + strconv.Itoa(i), 5}, Limit{"two " + strconv.Itoa(i), 5}); !ok {
			t.Fatal("a new key was refused")
		}
		if w.Len() > 50 {
			t.Fatalf("%d keys in memory", w.Len())
		}
	}
}

func TestNetwork(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.1:5": "192.0.2.1", "[::ffff:192.0.2.1]:5": "192.0.2.1", "[2001:db8:1:2:3::4]:5": "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff::1%eth0]:6": "2001:db8:1:2::/64", "a pipe": "a pipe",
	} {
		if got := Network(address); got != want {
			t.Errorf("%s is %s, want %s", address, got, want)
		}
	}
}
