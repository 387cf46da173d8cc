// Command gen makes the embedded file of areas from the data folder of the npm package idn-area-data.
//
//	gen DATA_FOLDER OUTPUT
//
// It fails if the package does not hold exactly the areas that jemput is built for.
package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"jemput/internal/region"
)

var sources = []struct {
	file  string
	level region.Level
	count int
}{
	{"provinces.csv", region.Province, 38},
	{"regencies.csv", region.City, 514},
	{"districts.csv", region.Kecamatan, 7_285},
	{"villages.csv", region.Village, 83_762},
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: gen DATA_FOLDER OUTPUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(folder, output string) error {
	var areas []region.Area
	for _, s := range sources {
		list, err := read(filepath.Join(folder, s.file), s.level)
		if err != nil {
			return err
		}
		if len(list) != s.count {
			return fmt.Errorf("%s has %d areas, not %d: is it another version of the package?", s.file, len(list), s.count)
		}
		areas = append(areas, list...)
	}
	var packed bytes.Buffer
	if err := region.Encode(&packed, areas); err != nil {
		return err
	}
	unfinished := output + ".tmp" // never a half file where the compiler looks
	if err := os.WriteFile(unfinished, packed.Bytes(), 0o644); err != nil {
		return err
	}
	return os.Rename(unfinished, output)
}

// read takes the columns code and name, wherever they stand.
func read(path string, level region.Level) ([]region.Area, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	header, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	code, name := column(header, "code"), column(header, "name")
	if code < 0 || name < 0 {
		return nil, fmt.Errorf("%s has no columns code and name", path)
	}
	var areas []region.Area
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return areas, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		areas = append(areas, region.Area{Code: row[code], Name: presentable(row[name]), Level: level})
	}
}

func column(header []string, name string) int {
	for i, h := range header {
		if h == name {
			return i
		}
	}
	return -1
}

// presentable writes the glottal stop, which the source has as a double quote (Ra"as), as an apostrophe.
func presentable(name string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(name), " "), `"`, "'")
}
