package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"jemput/internal/fault"
	"jemput/internal/outreach"
)

type importRoster struct {
	place
	File   string `arg:"" help:"CSV or XLSX with NIK, or name and birth date." type:"existingfile"`
	Visit  string `help:"Id of the visit, as its address in the office app ends." required:"" placeholder:"ID"`
	DryRun bool   `help:"Match everybody, add nobody."`
}

// Help is shown below the flags.
func (importRoster) Help() string {
	return `Example:
  jemput import roster pegawai.xlsx --visit 0199a0f0-1111-7000-8000-000000000001 --dry-run

Whoever is certain comes on the roster. Rows about which a person must decide are listed and add nobody;
people without a record stand on the roster under the name in the file. The same file again adds nobody.`
}

func (c *importRoster) Run(s *session) error {
	a, closeApp, err := s.open(c.place)
	if err != nil {
		return err
	}
	defer closeApp()
	f, err := os.Open(c.File)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "file_unreadable", "The file cannot be read.").WithHint("give a file that you may read")
	}
	defer func() { _ = f.Close() }()
	result, err := a.Outreach.ImportRoster(s.ctx, c.Visit, f, filepath.Base(c.File), c.DryRun)
	if err != nil {
		return err
	}
	return s.print(c.JSON, result, func(w io.Writer) { printRoster(w, result) })
}

// printRoster tells rows by their number and reason; who they are about stands in the file.
func printRoster(w io.Writer, r outreach.RosterImport) {
	fmt.Fprintf(w, "%s: %d rows, %d found in the register, %d added to the roster, %d there already.\n", r.File, r.Rows, r.Matched, r.Added, r.Already)
	if r.DryRun {
		fmt.Fprintln(w, "That is what would be: a dry run adds nobody.")
	}
	for _, row := range r.Doubtful {
		fmt.Fprintf(w, "  row %d: decide in the office app who it is (%s)\n", row.Row, row.Reason)
	}
	for _, row := range r.Unmatched {
		fmt.Fprintf(w, "  row %d: not in the register (%s)\n", row.Row, row.Reason)
	}
	for _, row := range r.Rejected {
		fmt.Fprintf(w, "  row %d: says nothing of a person (%s)\n", row.Row, row.Reason)
	}
	for _, row := range r.Repeated {
		fmt.Fprintf(w, "  row %d: the person of row %d again\n", row.Row, row.First)
	}
}
