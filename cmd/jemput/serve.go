package main

import (
	"fmt"
	"io"
	"log/slog"
	"net"

	"jemput/internal/app"
	"jemput/internal/fault"
)

type serveCommand struct {
	place
	Addr   string `help:"Address to listen on." default:"127.0.0.1:8480" placeholder:"HOST:PORT"`
	Public string `help:"Address by which phones reach the node; https except on this machine." placeholder:"URL" name:"public-url"`
	Proxy  bool   `help:"Take clients' addresses from X-Forwarded-For: a proxy of yours stands in front, and nothing else reaches --addr." name:"behind-proxy"`
}

// Help is shown below the flags.
func (serveCommand) Help() string {
	return `Examples:
  jemput serve --data /srv/jemput --addr 127.0.0.1:8480 --public-url https://ikd.example.go.id --behind-proxy
  jemput serve --data postgres://jemput@db/jemput --keys /srv/jemput/keys

TLS is the business of the proxy in front, which keeps the certificate.`
}

func (c *serveCommand) Run(s *session) error {
	o := s.options(c.place, slog.LevelInfo)
	o.Proxy = c.Proxy
	a, err := app.Open(s.ctx, o)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	l, err := listen(c.Addr)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }() // closed already if it was served
	public, err := a.Announce(s.ctx, l, c.Public)
	if err != nil {
		return err
	}
	ready := map[string]string{"url": public}
	if err := s.print(c.JSON, ready, func(w io.Writer) { fmt.Fprintf(w, "Serving %s at %s\n", a.Node.Authority, public) }); err != nil {
		return err
	}
	return a.Serve(s.ctx, l)
}

func listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "address_taken", "Nothing can listen at "+addr+".").
			WithHint("another program may use it: give another --addr, or port 0 for any free one")
	}
	return l, nil
}
