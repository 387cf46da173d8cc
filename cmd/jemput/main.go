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

// run is main with an exit code, so that the tests of the command line can call it.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	s := &session{ctx: ctx, out: os.Stdout, err: os.Stderr, now: time.Now}
	code := exitOK
	ended := false
	parser, err := kong.New(&commands{}, kong.Name("jemput"), kong.Description(about), kong.UsageOnError(),
		kong.Writers(s.out, s.err), kong.Exit(func(c int) { code, ended = c, true }), kong.Vars{"version": version})
	if err != nil {
		return s.fail(err)
	}
	chosen, err := parser.Parse(args)
	if ended { // --help, --version
		return code
	}
	if err != nil {
		return s.usage(err)
	}
	return s.fail(chosen.Run(s))
}
