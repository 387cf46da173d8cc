package main

import (
	"fmt"
	"io"

	"jemput/internal/app"
	"jemput/internal/civil"
	"jemput/internal/fault"
)

type targetCommand struct {
	place
	Percent float64 `help:"Set the target to so many percent of the base." placeholder:"25"`
	Number  int64   `help:"Set the target to so many people; with --percent: the rounded number that is said in public." placeholder:"42000"`
	Base    string  `help:"What percent are taken of: wajib_ktp or recorded." default:"wajib_ktp" enum:"wajib_ktp,recorded"`
	Due     string  `help:"Until when, YYYY-MM-DD; the end of this year by default." placeholder:"DATE"`
	Name    string  `help:"What the target is called." placeholder:"TEXT"`
}

// Help is shown below the flags.
func (targetCommand) Help() string {
	return `Examples:
  jemput target --json                            how things stand
  jemput target --percent 25 --number 42000       25 % of wajib KTP by the end of the year, said as 42,000`
}

func (c *targetCommand) Run(s *session) error {
	a, closeApp, err := s.open(c.place)
	if err != nil {
		return err
	}
	defer closeApp()
	if c.Percent != 0 || c.Number != 0 {
		if err := c.set(s, a); err != nil {
			return err
		}
	}
	status, err := a.Targets.Status(s.ctx)
	if err != nil {
		return err
	}
	return s.print(c.JSON, status, func(w io.Writer) {
		fmt.Fprintf(w, "%d of %d: %s %% of the target, %s %% of the base of %d, as of %s\n", status.Realised, status.Target,
			status.PercentOfTarget, status.PercentOfBase, status.Base, status.AsOf.In(a.Node.Zone).Format("2006-01-02 15:04"))
	})
}

func (c *targetCommand) set(s *session, a *app.App) error {
	var due civil.Date
	if c.Due != "" {
		var err error
		if due, err = civil.Parse(c.Due); err != nil {
			return fault.New(fault.Invalid, "due_form", "The due date has the form YYYY-MM-DD.").WithField("due")
		}
	}
	return a.SetTarget(s.ctx, app.TargetRequest{Name: c.Name, BaseKind: c.Base, PercentBP: int(c.Percent*100 + 0.5), Number: c.Number, Due: due})
}
