package main

import (
	"fmt"
	"io"
	"os"

	"jemput/internal/fault"
	"jemput/internal/region"
)

type importOutlines struct {
	place
	File string `arg:"" help:"GeoJSON with a polygon for each kelurahan." type:"existingfile"`
}

// Help is shown below the flags.
func (importOutlines) Help() string {
	return `Example:
  jemput import outlines kelurahan.geojson --data /srv/jemput

The board's map draws schematic cells until the office's own outlines are there. Kelurahan are found by their code or
by name and kecamatan. Another file replaces the one before.`
}

type outlinesAnswer struct {
	Matched   int                `json:"matched"`
	Missing   []string           `json:"missing"`   // codes of kelurahan without an outline
	Unmatched []region.Unmatched `json:"unmatched"` // the first features that are no kelurahan of the city
	Left      int                `json:"unmatched_total"`
}

func (c *importOutlines) Run(s *session) error {
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
	done, err := a.Outlines.Import(s.ctx, a.Node.City, f)
	if err != nil {
		return err
	}
	out := outlinesAnswer{Matched: done.Matched, Missing: []string{}, Unmatched: done.Unmatched, Left: done.Left}
	for _, area := range done.Missing {
		out.Missing = append(out.Missing, area.Code)
	}
	return s.print(c.JSON, out, func(w io.Writer) {
		fmt.Fprintf(w, "%d kelurahan have their outline, %d have none; %d features were not matched.\n", out.Matched, len(out.Missing), out.Left)
		for _, u := range out.Unmatched {
			fmt.Fprintf(w, "  feature %d, %q: %s\n", u.Number, u.Name, u.Reason)
		}
	})
}
