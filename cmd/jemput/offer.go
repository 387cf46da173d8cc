package main

import (
	"fmt"
	"io"
	"time"

	"jemput/internal/app"
	"jemput/internal/register"
)

type offerCommand struct {
	place
	NIK     string `help:"The person's NIK." required:"" placeholder:"NIK"`
	Consent bool   `help:"The person stands at the counter, was identified and agreed to the consent text." default:"true" negatable:""`
	Public  string `help:"Address by which the phone reaches the node; the one served last by default." placeholder:"URL" name:"public-url"`
}

// Help is shown below the flags.
func (offerCommand) Help() string {
	return `Example:
  jemput offer --nik 1673010101900001 --json

Does what the officer does at the counter: starts the attempt, records that the card was seen and that the person agreed,
and makes the offer for the wallet with its transaction code. Works while the server runs on the same data.`
}

func (c *offerCommand) Run(s *session) error {
	a, closeApp, err := s.open(c.place)
	if err != nil {
		return err
	}
	defer closeApp()
	offer, err := a.OfferAtCounter(s.ctx, register.NIK(c.NIK), c.Consent, c.Public)
	if err != nil {
		return err
	}
	return s.print(c.JSON, offer, func(w io.Writer) { printOffer(w, offer) })
}

func printOffer(w io.Writer, o app.CounterOffer) {
	fmt.Fprintf(w, "Open on the phone:  %s\nOther wallets:      %s\nTransaction code:   %s\nValid until:        %s\n",
		o.Link, o.URI, o.TxCode, o.ExpiresAt.Local().Format(time.DateTime))
}
