package register

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jemput/internal/db"
	"jemput/internal/db/dbtest"
)

// searchTexts is what officers type: common names, rare ones, slips, initials, numbers, areas.
func searchTexts(some []Resident) map[string][]string {
	texts := map[string][]string{
		"common word":        {"MUHAMMAD", "SITI", "ahmad", "nur", "moh", "Budi"},
		"one or two letters": {"S", "M", "N", "SI", "mu"},
		"common and begun":   {"SITI N", "muhammad s", "M. A", "siti nur", "ahmad r", "SRI W"},
		"nobody":             {"XENOPHON QUARTZ", "siti xyzzy wuwu", "wxyz"},
	}
	for _, p := range some {
		w := strings.Fields(p.Name)
		last := w[len(w)-1]
		slip := last[:2] + last[3:]
		texts["full name"] = append(texts["full name"], p.Name)
		texts["reordered"] = append(texts["reordered"], last+" "+w[0])
		texts["begun"] = append(texts["begun"], w[0]+" "+last[:3])
		texts["misspelt"] = append(texts["misspelt"], w[0]+" "+slip, slip)
		texts["NIK"] = append(texts["NIK"], p.NIK.Reveal())
		texts["family card"] = append(texts["family card"], p.FamilyCard.Reveal())
		name, _ := fewPlaces{}.Name(p.Area)
		texts["name and area"] = append(texts["name and area"], w[0]+" "+last+" "+name, w[0]+" "+name)
	}
	return texts
}

// benchDatabase fills a database, or opens the one that JEMPUT_BENCH_FOLDER keeps between runs.
func benchDatabase(b *testing.B, n int) (*Register, *db.DB) {
	folder := os.Getenv("JEMPUT_BENCH_FOLDER")
	if folder == "" {
		d := dbtest.SQLite(b)
		r := newRegister(b, d)
		populateWithTail(b, r, n)
		return r, d
	}
	path := filepath.Join(folder, fmt.Sprintf("search-%d.db", n))
	_, missing := os.Stat(path)
	d, err := db.Open(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = d.Close() })
	r := newRegister(b, d)
	if missing != nil {
		if _, err := d.Migrate(context.Background()); err != nil {
			b.Fatal(err)
		}
		populateWithTail(b, r, n)
	}
	return r, d
}

// populateWithTail inserts people of whom one in twelve has a name that hardly anybody else has: real
// registers hold tens of thousands of such words, and a search has to go through them.
func populateWithTail(b *testing.B, r *Register, n int) {
	p, left, rng := newPeople(7), n, rand.New(rand.NewPCG(7, 7))
	_, err := r.BulkInsert(context.Background(), func() (Resident, bool) {
		one := p.next()
		if rng.IntN(12) == 0 {
			at := 1 + rng.IntN(len(one.Name)-1)
			if one.Name[at] != ' ' && one.Name[at-1] != ' ' {
				one.Name = one.Name[:at] + string(rune('A'+rng.IntN(26))) + string("AIUEON"[rng.IntN(6)]) + one.Name[at+rng.IntN(2):]
			}
		}
		left--
		return one, left >= 0
	}, Source{Kind: Generated, Name: "bench", City: "16.73"}, nil)
	if err != nil {
		b.Fatal(err)
	}
}

// BenchmarkSearch reports the median and the 99th percentile over the demo city's size and 1.2 million.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{250_000, 1_200_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r, _ := benchDatabase(b, n)
			some := make([]Resident, 200)
			for p, i := newPeople(7), 0; i < len(some); i++ {
				for range max(1, n/len(some)/50) {
					some[i] = p.next()
				}
			}
			texts := searchTexts(some)
			words, err := r.currentWords(context.Background())
			if err != nil {
				b.Fatal(err)
			}
			b.Logf("%d residents, %d different words", words.residents, len(words.words))
			kinds := make([]string, 0, len(texts))
			var mixed []string
			for kind, list := range texts {
				kinds = append(kinds, kind)
				for i := range 100 {
					mixed = append(mixed, list[i%len(list)])
				}
			}
			slices.Sort(kinds)
			slices.Sort(mixed)
			rand.New(rand.NewPCG(1, 1)).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
			b.Run("all", func(b *testing.B) { timeSearches(b, r, mixed, "") })
			b.Run("within_kelurahan", func(b *testing.B) { timeSearches(b, r, mixed, "16.73.01.1001") })
			b.Run("within_kecamatan", func(b *testing.B) { timeSearches(b, r, mixed, "16.73.01") })
			b.Run("within_city", func(b *testing.B) { timeSearches(b, r, mixed, "16.73") })
			for _, kind := range kinds {
				b.Run(strings.ReplaceAll(kind, " ", "_"), func(b *testing.B) { timeSearches(b, r, texts[kind], "") })
			}
		})
	}
}

func timeSearches(b *testing.B, r *Register, texts []string, within string) {
	if _, err := r.Search(context.Background(), Query{Text: "A"}); err != nil { // reads the words once
		b.Fatal(err)
	}
	var took []time.Duration
	hits, i := 0, 0
	for b.Loop() {
		begin := time.Now()
		page, err := r.Search(context.Background(), Query{Text: texts[i%len(texts)], Within: within})
		took = append(took, time.Since(begin))
		if err != nil {
			b.Fatal(err)
		}
		hits += page.Total
		i++
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(hits)/float64(i), "residents/search")
	b.ReportMetric(0, "ns/op")
}
