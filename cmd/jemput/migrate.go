package main

import (
	"fmt"
	"io"
	"log/slog"

	"jemput/internal/app"
	"jemput/internal/config"
)

type migrateCommand struct {
	place
	City      string `help:"Kemendagri code of the city, to prepare a new folder." placeholder:"16.73"`
	Authority string `help:"Name of the issuing authority, as it stands on credentials." placeholder:"NAME"`
	Mode      string `help:"How people are activated: native or external." default:"native" enum:"native,external"`
}

// Help is shown below the flags.
func (migrateCommand) Help() string {
	return `Examples:
  jemput migrate --data /srv/jemput --city 16.73
  jemput migrate --data /srv/jemput              brings an existing folder up to date`
}

func (c *migrateCommand) Run(s *session) error {
	o := s.options(c.place, slog.LevelWarn)
	var applied []string
	var err error
	if c.City == "" {
		applied, err = app.Migrate(s.ctx, o)
	} else {
		applied, err = app.PrepareCity(s.ctx, o, c.City, c.Authority, config.Mode(c.Mode))
	}
	if err != nil {
		return err
	}
	if applied == nil {
		applied = []string{}
	}
	return s.print(c.JSON, map[string]any{"applied": applied}, func(w io.Writer) {
		fmt.Fprintf(w, "%d migrations applied; the data is up to date.\n", len(applied))
	})
}
