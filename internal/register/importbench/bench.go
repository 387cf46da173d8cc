// Package importbench measures the import of residents against bare inserts of the same finished
// rows, in one run on one machine: the ratio says what checking, sealing, indexing for the search
// and reading the file cost, whatever the machine.
package importbench

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"jemput/internal/db"
	"jemput/internal/keys"
	"jemput/internal/register"
)

// Config of a measurement.
type Config struct {
	Rows   int    // residents in the file; 0 means 168,015
	Folder string // for the file and the two databases, about 2 kB for each resident; they are removed
	Now    func() time.Time
}

// Result of a measurement.
type Result struct {
	Rows              int64   `json:"rows"`
	Accepted          int64   `json:"accepted"`
	Rejected          int64   `json:"rejected"`
	RowsPerSecond     float64 `json:"rows_per_second"`
	BareRowsPerSecond float64 `json:"bare_rows_per_second"`
	Ratio             float64 `json:"ratio_to_bare_insert"`
	PeakRSSMiB        float64 `json:"peak_rss_mib"` // of the import; 0 where the system does not say
	ChangedAgain      int64   `json:"changed_by_second_import"`
	SecondPerSecond   float64 `json:"second_import_rows_per_second"`
}

const city = "16.73"

// Run makes a file of synthetic residents, the same every time, imports it into a fresh SQLite
// file, inserts the finished rows into another one, and imports the file once more; three times over.
func Run(ctx context.Context, c Config) (result Result, err error) {
	if c.Rows == 0 {
		c.Rows = 168_015
	}
	folder, err := os.MkdirTemp(c.Folder, "bench-import-*")
	if err != nil {
		return result, fmt.Errorf("importbench: %w", err)
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "residents.csv")
	if err := writeFile(file, c.Rows, c.Now()); err != nil {
		return result, fmt.Errorf("importbench: make the file: %w", err)
	}
	var all [rounds]Result
	for i := range all {
		if all[i], err = measure(ctx, &c, file, filepath.Join(folder, strconv.Itoa(i))); err != nil {
			return result, fmt.Errorf("importbench: %w", err)
		}
	}
	slices.SortFunc(all[:], func(a, b Result) int { return cmp.Compare(a.Ratio, b.Ratio) })
	result = all[rounds/2]
	for _, r := range all {
		result.PeakRSSMiB, result.ChangedAgain = max(result.PeakRSSMiB, r.PeakRSSMiB), max(result.ChangedAgain, r.ChangedAgain)
	}
	return result, nil
}

// rounds of import and bare inserts, in turn. The one in the middle by its ratio counts, so that
// what else the machine did for a moment does not decide.
const rounds = 3

// measure does everything once, in a folder of its own that is removed.
func measure(ctx context.Context, c *Config, file, folder string) (result Result, err error) {
	defer os.RemoveAll(folder)
	d, err := fresh(ctx, filepath.Join(folder, "import.db"))
	if err != nil {
		return result, err
	}
	defer d.Close()
	sealer, err := keys.NewSealer([]byte("a key for measurements, 32 bytes"))
	if err != nil {
		return result, err
	}
	r := register.New(d, sealer, grid{}, c.Now)
	result, err = first(ctx, r, file, c.Now)
	if err != nil {
		return result, err
	}
	bare, err := insertBare(ctx, d, filepath.Join(folder, "bare.db"), c.Now)
	if err != nil {
		return result, fmt.Errorf("bare inserts: %w", err)
	}
	again, err := r.Import(ctx, register.ImportRequest{Path: file, Name: "residents.csv", City: city})
	if err != nil {
		return result, fmt.Errorf("second import: %w", err)
	}
	result.BareRowsPerSecond = float64(result.Accepted) / bare.Seconds()
	result.Ratio = result.RowsPerSecond / result.BareRowsPerSecond
	result.ChangedAgain = again.Changed + again.Inserted
	result.SecondPerSecond = float64(again.Rows) / again.Took.Seconds()
	return result, nil
}

// first is the import that is measured.
func first(ctx context.Context, r *register.Register, file string, now func() time.Time) (Result, error) {
	resetPeak()
	began := now()
	got, err := r.Import(ctx, register.ImportRequest{Path: file, Name: "residents.csv", City: city})
	if err != nil {
		return Result{}, err
	}
	return Result{Rows: got.Rows, Accepted: got.Accepted, Rejected: got.Rejected,
		RowsPerSecond: float64(got.Rows) / now().Sub(began).Seconds(), PeakRSSMiB: peak()}, nil
}

func fresh(ctx context.Context, path string) (*db.DB, error) {
	d, err := db.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	if _, err := d.Migrate(ctx); err != nil {
		_ = d.Close()
		return nil, err
	}
	return d, nil
}

func writeFile(path string, rows int, today time.Time) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(f, 1<<20)
	writeResidents(out, rows, today)
	if err := out.Flush(); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}
