// Command jemput moves a city from the identity card to a digital ID on the phone. `jemput --help` lists what it does.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

// version is set by the build.
var version = "unversioned"

func main() { os.Exit(run(os.Args[1:])) }

// run is main with an exit code. Without arguments it shows the help.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	s := &session{ctx: ctx, out: os.Stdout, err: os.Stderr, now: time.Now}
	ended := false
	parser, err := kong.New(&commands{}, kong.Name("jemput"), kong.Description(about), kong.ExplicitGroups(groups),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 110}),
		kong.Writers(s.out, s.err), kong.Exit(func(int) { ended = true }))
	if err != nil {
		return s.fail(err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	chosen, err := parser.Parse(args)
	switch {
	case ended: // the help was shown
		return exitOK
	case err != nil:
		return s.usage(err)
	}
	return s.fail(chosen.Run(s))
}
