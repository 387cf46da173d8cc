package region

import (
	"bytes"
	"fmt"
	"io/fs"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	"jemput/internal/fault"

	"pgregory.net/rapid"
)

func atlas(t testing.TB) *Atlas {
	t.Helper()
	a, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestWholeCountry(t *testing.T) {
	a := atlas(t)
	count := map[Level]int{}
	var walk func(code string)
	walk = func(code string) {
		before := ""
		for _, c := range a.Children(code) {
			count[c.Level]++
			if c.Code <= before || !strings.HasPrefix(c.Code, code) || c.Name == "" || strings.TrimSpace(c.Name) != c.Name {
				t.Fatalf("child of %q after %q: %+v", code, before, c)
			}
			if got, ok := a.Area(c.Code); !ok || got != c {
				t.Fatalf("Area(%q) = %+v, %v", c.Code, got, ok)
			}
			before = c.Code
			walk(c.Code)
		}
	}
	walk("")
	want := map[Level]int{Province: 38, City: 514, Kecamatan: 7285, Village: 83762}
	if fmt.Sprint(count) != fmt.Sprint(want) {
		t.Errorf("areas %v, want %v", count, want)
	}
}

func TestNames(t *testing.T) {
	a := atlas(t)
	for code, want := range map[string]string{
		"16": "Sumatera Selatan", "16.73": "Kota Lubuk Linggau", "16.73.01": "Lubuk Linggau Timur I",
		"16.73.01.1001": "Air Kuti", "35.29.22": "Ra'as",
	} {
		if got, ok := a.Name(code); !ok || got != want {
			t.Errorf("Name(%q) = %q, %v, want %q", code, got, ok, want)
		}
	}
	for _, code := range []string{"", "1", "16.", "16.7", "16.99", "16-73", "1673", "16.73.01.9999", "16.73.01.1001.1", "ab", "99", "١٦"} {
		if got, ok := a.Name(code); ok {
			t.Errorf("Name(%q) = %q", code, got)
		}
	}
}

func TestDomainNamesAgree(t *testing.T) {
	a := atlas(t)
	if n := len(domainNames); n != 72 {
		t.Fatalf("%d names", n)
	}
	for _, want := range domainNames {
		if code, ok := a.Kelurahan(want.Name, "16.73"); !ok || code != want.Code {
			t.Errorf("Kelurahan(%q) = %q, %v, want %s", want.Name, code, ok, want.Code)
		}
		if lat, lng, ok := a.Centre(want.Code); !ok || lat > -3.1 || lat < -3.5 || lng < 102.7 || lng > 103.1 {
			t.Errorf("Centre(%s) = %v, %v, %v", want.Code, lat, lng, ok)
		}
	}
}

func TestCentreIsTheMean(t *testing.T) {
	a := atlas(t)
	var lat, lng float64
	list := a.Children("16.73.06")
	for _, c := range list {
		y, x, ok := a.Centre(c.Code)
		if !ok {
			t.Fatalf("no centre of %s", c.Code)
		}
		lat, lng = lat+y/float64(len(list)), lng+x/float64(len(list))
	}
	y, x, ok := a.Centre("16.73.06")
	if !ok || math.Abs(y-lat) > 1e-9 || math.Abs(x-lng) > 1e-9 {
		t.Errorf("centre of the kecamatan %v %v, mean of its kelurahan %v %v", y, x, lat, lng)
	}
	if _, _, ok := a.Centre("16.73"); !ok {
		t.Error("the city has no centre")
	}
	for _, code := range []string{"16", "16.71", "16.73.01.9999", "", "nowhere"} {
		if _, _, ok := a.Centre(code); ok {
			t.Errorf("%q has a centre", code)
		}
	}
}

func TestCodesRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.StringMatching(`[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?`).Draw(t, "code")
		number, level, ok := parseCode(code)
		if !ok || formatCode(number, level) != code {
			t.Fatalf("%q: %d %v %v", code, number, level, ok)
		}
		if level > Province && dotted(strings.ReplaceAll(code, ".", "")) != code {
			t.Fatalf("dotted: %q", code)
		}
	})
}

func TestEncodeRefuses(t *testing.T) {
	for name, areas := range map[string][]Area{
		"twice":       {{"16", "A", Province}, {"16", "B", Province}},
		"orphan":      {{"16", "A", Province}, {"17.01", "B", City}},
		"wrong level": {{"16", "A", City}},
		"no name":     {{"16", "", Province}},
	} {
		if err := Encode(&bytes.Buffer{}, areas); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestEncodeRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringN(1, 20, 60)
		seen := map[string]bool{}
		var areas []Area
		add := func(code string, level Level) {
			if !seen[code] {
				seen[code] = true
				areas = append(areas, Area{code, name.Draw(t, "name"), level})
			}
		}
		for range rapid.IntRange(0, 20).Draw(t, "villages") {
			n := rapid.Uint64Range(0, 9_999_999_999).Draw(t, "code")
			code := formatCode(n, Village)
			add(code[:2], Province)
			add(code[:5], City)
			add(code[:8], Kecamatan)
			add(code, Village)
		}
		var file bytes.Buffer
		if err := Encode(&file, areas); err != nil {
			t.Fatal(err)
		}
		a, err := decode(file.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range areas {
			if got, ok := a.Area(want.Code); !ok || got != want {
				t.Fatalf("%+v came back as %+v", want, got)
			}
		}
	})
}

func TestDamagedFile(t *testing.T) {
	var file bytes.Buffer
	if err := Encode(&file, []Area{{"16", "Sumatera Selatan", Province}}); err != nil {
		t.Fatal(err)
	}
	for i := range file.Len() {
		if _, err := decode(file.Bytes()[:i]); err == nil {
			t.Errorf("the first %d of %d bytes were accepted", i, file.Len())
		}
	}
}

func TestNoticeIsEmbedded(t *testing.T) {
	for _, word := range []string{"idn-area-data", "ODbL", "Used for"} {
		if !strings.Contains(Notice(), word) {
			t.Errorf("the notice does not say %q", word)
		}
	}
	if _, err := fs.Stat(embedded, areasFile); err != nil { // what everybody sees who forgot it
		_, err := Load()
		if !strings.Contains(err.Error(), "make areas") || fault.CodeOf(err) != "areas_missing" {
			t.Errorf("without the file: %v", err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	packed, err := embedded.ReadFile(areasFile)
	if err != nil {
		b.Fatal(err)
	}
	var before, after runtime.MemStats
	var a *Atlas
	runtime.GC()
	runtime.ReadMemStats(&before)
	for b.Loop() {
		if a, err = decode(packed); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	start := time.Now()
	a.keys()
	b.ReportMetric(float64(time.Since(start).Microseconds())/1000, "ms-first-search")
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB-kept")
	runtime.KeepAlive(a)
}
