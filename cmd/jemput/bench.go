package main

import (
	"fmt"
	"io"

	"jemput/internal/fault"
	"jemput/internal/register/importbench"
)

type benchCommand struct {
	Import benchImport `cmd:"" help:"Measure the import of a city's register, beside bare inserts of the same rows."`
}

type benchImport struct {
	Rows   int    `help:"Residents in the file." default:"168015" placeholder:"N"`
	Folder string `help:"Where the files go, about 2 kB for each resident; the system's temporary folder by default." placeholder:"DIR"`
	JSON   bool   `help:"Answer in JSON, for programs." name:"json"`
}

// Help is shown below the flags.
func (benchImport) Help() string {
	return `Examples:
  jemput bench import --json
  jemput bench import --rows 20000 --folder /srv/fast-disk

The ratio compares reading, checking, sealing, indexing and writing with the writing alone, in one run on this machine.`
}

func (c *benchImport) Run(s *session) error {
	if c.Rows < 1 {
		return fault.New(fault.Invalid, "rows_range", "A file has at least one row.").WithField("rows").WithHint("give --rows N, or leave it out")
	}
	r, err := importbench.Run(s.ctx, importbench.Config{Rows: c.Rows, Folder: c.Folder, Now: s.now})
	if err != nil {
		return err
	}
	return s.print(c.JSON, r, func(w io.Writer) {
		fmt.Fprintf(w, "%.0f rows a second, %.2f of bare inserts, %.0f MiB at most; the second import changed %d rows.\n",
			r.RowsPerSecond, r.Ratio, r.PeakRSSMiB, r.ChangedAgain)
	})
}
