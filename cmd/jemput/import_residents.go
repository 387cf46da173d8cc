package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"path/filepath"
	"slices"

	"jemput/internal/app"
	"jemput/internal/config"
	"jemput/internal/register"
)

type importResidents struct {
	place
	File    string `arg:"" help:"CSV or XLSX." type:"existingfile"`
	City    string `help:"Kemendagri code of the city that the file is of." required:"" placeholder:"16.73"`
	DryRun  bool   `help:"Check everything, write nothing."`
	Rejects string `help:"Where the refused rows go; a new file in the data folder by default." placeholder:"FILE"`
}

// Help is shown below the flags.
func (importResidents) Help() string {
	return `Examples:
  jemput import residents siak.csv --city 16.73 --dry-run
  jemput import residents siak.xlsx --city 16.73 --data /srv/jemput --json

A new data folder is prepared for the city of the file. The same file may be imported again: what is unchanged stays
unchanged. Refused rows are listed in the rejects file with row, column and reason; mend them there and import that file.`
}

func (c *importResidents) Run(s *session) error {
	a, err := c.node(s)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	bar := s.progress("rows", c.JSON)
	result, err := a.ImportResidents(s.ctx, app.ResidentsFile{
		Path: c.File, City: c.City, DryRun: c.DryRun, Rejects: c.Rejects,
		Progress: func(p register.ImportProgress) { bar.at(p.DoneBytes, p.TotalBytes, p.Rows) },
	})
	bar.done()
	if err != nil {
		return err
	}
	told := residentsImport{Rows: result.Rows, Accepted: result.Accepted, Rejected: result.Rejected, Warnings: result.Warnings,
		Changed: result.Inserted + result.Changed, RejectsFile: result.RejectsFile}
	return s.print(c.JSON, told, func(w io.Writer) { printResidents(w, filepath.Base(c.File), result) })
}

// residentsImport is what programs rely on.
type residentsImport struct {
	Rows        int64  `json:"rows"` // with content, below the header
	Accepted    int64  `json:"accepted"`
	Rejected    int64  `json:"rejected"`
	Warnings    int64  `json:"warnings"`     // accepted rows with something odd
	Changed     int64  `json:"changed"`      // residents who are new or were changed
	RejectsFile string `json:"rejects_file"` // "" if no row was refused
}

func printResidents(w io.Writer, file string, r register.ImportResult) {
	fmt.Fprintf(w, "%s: %d rows, %d accepted (%d with warnings), %d rejected; %d new residents, %d changed, %d unchanged.\n",
		file, r.Rows, r.Accepted, r.Warnings, r.Rejected, r.Inserted, r.Changed, r.Unchanged)
	if r.DryRun {
		fmt.Fprintln(w, "That is what would be: a dry run writes nothing into the register.")
	}
	for _, code := range slices.Sorted(maps.Keys(r.Reasons)) {
		fmt.Fprintf(w, "  %6d  %s\n", r.Reasons[code], code)
	}
	if r.RejectsFile != "" {
		fmt.Fprintf(w, "The refused rows and why: %s\n", r.RejectsFile)
	}
}

// node opens the data folder, and prepares a new one for the city of the file.
func (c *importResidents) node(s *session) (*app.App, error) {
	o := s.options(c.place, slog.LevelWarn)
	a, err := app.Open(s.ctx, o)
	if !errors.Is(err, config.ErrNotPrepared) {
		return a, err
	}
	if _, err := app.PrepareCity(s.ctx, o, c.City, "", config.Native); err != nil {
		return nil, err
	}
	return app.Open(s.ctx, o)
}
