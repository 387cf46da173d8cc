package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"jemput/internal/app"
	"jemput/internal/config"
	"jemput/internal/fault"
	"jemput/internal/register"
)

type importCommand struct {
	Residents importResidents `cmd:"" help:"The register: CSV or XLSX as the office's system exports it."`
	Roster    importRoster    `cmd:"" help:"The people of a visit: an agency's own staff file."`
}

type importResidents struct {
	place
	File    string `arg:"" help:"CSV or XLSX." type:"existingfile"`
	City    string `help:"Kemendagri code of the city that the file is of." required:"" placeholder:"16.73"`
	DryRun  bool   `help:"Check everything, write nothing."`
	Rejects string `help:"Where the refused rows go; beside the data by default." placeholder:"FILE"`
}

// Help is shown below the flags.
func (importResidents) Help() string {
	return `Examples:
  jemput import residents siak.csv --city 16.73 --dry-run
  jemput import residents siak.xlsx --city 16.73 --data /srv/jemput --json

The same file may be imported again: what is unchanged stays unchanged. Refused rows are listed in the rejects file
with row, column and reason; mend them there and import that file.`
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
	return s.print(c.JSON, result, func(w io.Writer) {
		fmt.Fprintf(w, "%s: %d rows, %d accepted, %d rejected, %d with warnings; %d changed.\n",
			filepath.Base(c.File), result.Rows, result.Accepted, result.Rejected, result.Warnings, result.Changed)
		if result.Rejected > 0 {
			fmt.Fprintf(w, "The refused rows and why: %s\n", result.RejectsFile)
		}
	})
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

type importRoster struct {
	place
	File   string `arg:"" help:"CSV or XLSX with NIK, or name and birth date." type:"existingfile"`
	Visit  string `help:"Id of the visit." required:"" placeholder:"ID"`
	DryRun bool   `help:"Match everybody, add nobody."`
}

// Help is shown below the flags.
func (importRoster) Help() string {
	return `Example:
  jemput import roster pegawai.xlsx --visit 0199a0f0-1111-7000-8000-000000000001 --dry-run`
}

func (c *importRoster) Run(s *session) error {
	a, closeApp, err := s.open(c.place)
	if err != nil {
		return err
	}
	defer closeApp()
	f, err := os.Open(c.File)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "file_unreadable", "The file cannot be read.")
	}
	defer func() { _ = f.Close() }()
	result, err := a.Outreach.ImportRoster(s.ctx, c.Visit, f, filepath.Base(c.File), c.DryRun)
	if err != nil {
		return err
	}
	return s.print(c.JSON, result, func(w io.Writer) {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		_ = e.Encode(result) // to a terminal or a pipe: nobody is left to tell if it is gone
	})
}
