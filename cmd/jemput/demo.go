package main

import (
	"fmt"
	"io"
	"log/slog"

	"jemput/internal/app"
)

type demoCommand struct {
	place
	Addr string `help:"Address to listen on; port 0 takes a free one." default:"127.0.0.1:8480" placeholder:"HOST:PORT"`
	Seed uint64 `help:"Another seed makes another city." default:"1673"`
}

// Help is shown below the flags.
func (demoCommand) Help() string {
	return `Example:
  jemput demo --addr 127.0.0.1:0 --data /tmp/demo --json

The city is made the first time and stays in the data folder. Everybody in it is made up, every document says CONTOH.
Anybody who reaches the address may log in: keep it on this machine.`
}

func (c *demoCommand) Run(s *session) error {
	l, err := listen(c.Addr)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }() // closed already if it was served
	bar := s.progress("making the city", c.JSON)
	o := s.options(c.place, slog.LevelWarn)
	a, info, err := app.OpenDemo(s.ctx, o, c.Seed, func(done, total int) { bar.at(int64(done), int64(total), 0) })
	bar.done()
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	if info.URL, err = a.Announce(s.ctx, l, ""); err != nil {
		return err
	}
	if err := s.print(c.JSON, info, func(w io.Writer) { printDemo(w, info) }); err != nil {
		return err
	}
	return a.Serve(s.ctx, l)
}

func printDemo(w io.Writer, d app.Demo) {
	fmt.Fprintf(w, `The demo city is ready.

  Office    %[1]s/office/     target, visits, register
  Field     %[1]s/field/      the officer's tablet at the visit
  Wallet    %[1]s/wallet/     the resident's phone

`, d.URL)
	for _, a := range d.Accounts {
		fmt.Fprintf(w, "  %-15s %-15s %s\n", a.Role, a.Login, a.Password)
	}
	fmt.Fprintf(w, "\nWallets by others trust %s\nStop with Ctrl-C. The city stays in the data folder.\n", d.TrustAnchor)
}
