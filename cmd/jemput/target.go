package main

import (
	"fmt"
	"io"
	"math"

	"jemput/internal/app"
	"jemput/internal/civil"
	"jemput/internal/fault"
	"jemput/internal/target"
)

type targetCommand struct {
	place
	Percent *float64 `group:"set" help:"So many percent of the base." placeholder:"25"`
	Number  *int64   `group:"set" help:"So many people; beside --percent the rounded number that is said in public." placeholder:"42000"`
	Base    *string  `group:"set" help:"What it is a share of: wajib_ktp, everybody who must hold an identity card (by default), or recorded, those of them whose biometrics are on record." enum:"wajib_ktp,recorded" placeholder:"BASE"`
	Due     *string  `group:"set" help:"Until when, YYYY-MM-DD; the end of this year by default." placeholder:"DATE"`
	Name    *string  `group:"set" help:"What the target is called." placeholder:"TEXT"`
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
	if c.sets() {
		if err := c.set(s, a); err != nil {
			return err
		}
	}
	status, err := a.Targets.Status(s.ctx)
	if err != nil {
		return err
	}
	return s.print(c.JSON, status, func(w io.Writer) {
		as := status.AsOf.In(a.Node.Zone).Format("2006-01-02 15:04")
		if status.Target == 0 {
			fmt.Fprintf(w, "%d realised, as of %s. No target is set: give --percent or --number.\n", status.Realised, as)
			return
		}
		fmt.Fprintf(w, "%d of %d: %s %% of the target, %s %% of the base of %d, as of %s\n", status.Realised, status.Target,
			status.PercentOfTarget, status.PercentOfBase, status.Base, as)
	})
}

// sets reports whether anything is said of a target.
func (c *targetCommand) sets() bool {
	return c.Percent != nil || c.Number != nil || c.Base != nil || c.Due != nil || c.Name != nil
}

func (c *targetCommand) set(s *session, a *app.App) error {
	if c.Percent == nil && c.Number == nil {
		return fault.New(fault.Invalid, "target_missing", "A target is a percentage, a number of people, or both.").WithField("number").
			WithHint("give --percent, --number or both, every time: a new target replaces the one before")
	}
	if c.Percent != nil && (*c.Percent <= 0 || *c.Percent > 100) || c.Number != nil && *c.Number <= 0 {
		return fault.New(fault.Invalid, "target_range", "A percentage is more than 0 and at most 100, a number of people more than 0.").WithField("number").
			WithHint("such as --percent 25 --number 42000")
	}
	r := app.TargetRequest{BaseKind: target.WajibKTP}
	if c.Percent != nil {
		r.PercentBP = int(math.Round(*c.Percent * 100))
	}
	if c.Number != nil {
		r.Number = *c.Number
	}
	if c.Base != nil {
		r.BaseKind = *c.Base
	}
	if c.Name != nil {
		r.Name = *c.Name
	}
	if c.Due != nil {
		var err error
		if r.Due, err = civil.Parse(*c.Due); err != nil {
			return fault.New(fault.Invalid, "due_form", "The due date has the form YYYY-MM-DD.").WithField("due").WithHint("such as --due 2026-12-31")
		}
	}
	return a.SetTarget(s.ctx, r)
}
