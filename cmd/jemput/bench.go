package main

import (
	"fmt"
	"io"

	"jemput/internal/register/importbench"
)

type benchCommand struct {
	Import benchImport `cmd:"" help:"The import of a city's register, beside bare inserts of the same rows."`
}

type benchImport struct {
	Rows   int    `help:"Residents." default:"168015"`
	Folder string `help:"Where the files go, about 2 kB for each resident; the system's temporary folder by default." placeholder:"DIR"`
	JSON   bool   `help:"Answer in JSON, for programs." name:"json"`
}

// Help is shown below the flags.
func (benchImport) Help() string {
	return `Example:
  jemput bench import --json

The ratio compares reading, checking, sealing, indexing and writing with the writing alone, in one run on this machine.`
}

func (c *benchImport) Run(s *session) error {
	r, err := importbench.Run(s.ctx, importbench.Config{Rows: c.Rows, Folder: c.Folder, Now: s.now})
	if err != nil {
		return err
	}
	return s.print(c.JSON, r, func(w io.Writer) {
		fmt.Fprintf(w, "%.0f rows a second, %.2f of bare inserts, %.0f MiB at most; the second import changed %d rows.\n",
			r.RowsPerSecond, r.Ratio, r.PeakRSSMiB, r.ChangedAgain)
	})
}
