package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"jemput/internal/app"
	"jemput/internal/config"
	"jemput/internal/fault"
	"jemput/internal/obs"
)

// Exit codes.
const (
	exitOK      = 0
	exitFailed  = 1
	exitUsage   = 2
	exitFinding = 3
)

// errFindings says that fsck printed what it found.
var errFindings = errors.New("fsck found something")

// session is one call of the program.
type session struct {
	ctx context.Context
	out io.Writer
	err io.Writer
	now func() time.Time
}

// options for a place. Only the demo lets people in without a password.
func (s *session) options(p place, level slog.Level) app.Options {
	return app.Options{Data: p.Data, Keys: p.Keys, Version: version, Now: s.now, Log: obs.NewLogger(s.err, obs.Text, level)}
}

// open builds the node of a place for one command, and gives what closes it.
func (s *session) open(p place) (*app.App, func(), error) {
	a, err := app.Open(s.ctx, s.options(p, slog.LevelWarn))
	if err != nil {
		return nil, nil, err
	}
	return a, func() { _ = a.Close() }, nil // a command that is over has nothing left to lose
}

// print writes JSON on one line, or what human writes.
func (s *session) print(asJSON bool, v any, human func(w io.Writer)) error {
	if !asJSON {
		human(s.out)
		return nil
	}
	e := json.NewEncoder(s.out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// fail says what went wrong and what to do, and gives the exit code.
func (s *session) fail(err error) int {
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings):
		return exitFinding
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(s.err, "jemput: stopped")
		return exitFailed
	}
	f, ok := fault.As(err)
	if !ok {
		fmt.Fprintln(s.err, "jemput:", obs.Mask(err.Error()))
		return exitFailed
	}
	fmt.Fprintf(s.err, "jemput: %s (%s)\n", f.Detail, f.Code)
	if f.Hint != "" {
		fmt.Fprintln(s.err, "  "+f.Hint)
	}
	if cause := errors.Unwrap(f); cause != nil {
		fmt.Fprintln(s.err, "  cause:", obs.Mask(cause.Error()))
	}
	if errors.Is(err, config.ErrNotPrepared) || f.Kind != fault.Invalid {
		return exitFailed
	}
	return exitUsage
}

// usage says what is wrong with the arguments, and which help to read.
func (s *session) usage(err error) int {
	help := "jemput --help"
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context != nil {
		help = strings.TrimSpace("jemput "+strings.Join(commandPath(wrong.Context), " ")) + " --help"
	}
	fmt.Fprintf(s.err, "jemput: %s\n  see `%s`\n", obs.Mask(err.Error()), help)
	return exitUsage
}

// commandPath are the names of the command as far as it was understood.
func commandPath(c *kong.Context) (names []string) {
	for _, step := range c.Path {
		if step.Command != nil {
			names = append(names, step.Command.Name)
		}
	}
	return names
}
