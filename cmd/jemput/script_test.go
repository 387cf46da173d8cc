package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"jemput/internal/app"
	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/outreach"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"jemput": main})
}

// TestScripts runs testdata/*.txt: the program as people and programs use it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits, "keys": jsonKeys, "field": jsonField, "keep": keepField, "sql": execSQL, "visit": addVisit, "served": awaitServed,
		},
	})
}

// exits CODE COMMAND ARG…: the command ends with exactly this exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARG…")
	}
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
}

// lastJSON is the one object that the last command wrote to standard output, on one line.
func lastJSON(ts *testscript.TestScript) map[string]any {
	out := ts.ReadFile("stdout")
	if strings.Count(out, "\n") != 1 || !strings.HasSuffix(out, "\n") {
		ts.Fatalf("standard output is not one line")
	}
	d := json.NewDecoder(strings.NewReader(out))
	d.UseNumber()
	var v map[string]any
	ts.Check(d.Decode(&v))
	return v
}

// keys NAME…: the last command wrote one JSON object with exactly these fields.
func jsonKeys(ts *testscript.TestScript, neg bool, args []string) {
	got := slices.Sorted(maps.Keys(lastJSON(ts)))
	want := slices.Sorted(slices.Values(args))
	if slices.Equal(got, want) == neg {
		ts.Fatalf("fields %v, want %v", got, want)
	}
}

// field NAME PATTERN: the field, written as JSON, matches the whole pattern.
func jsonField(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: field NAME PATTERN")
	}
	value, ok := lastJSON(ts)[args[0]]
	if !ok {
		ts.Fatalf("no field %s", args[0])
	}
	text, err := json.Marshal(value)
	ts.Check(err)
	if regexp.MustCompile(`\A(?:`+args[1]+`)\z`).Match(text) == neg {
		ts.Fatalf("%s is %s, want %s", args[0], text, args[1])
	}
}

// keep VARIABLE NAME: puts a text field of the last command's JSON into the environment.
func keepField(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: keep VARIABLE NAME")
	}
	value, _ := lastJSON(ts)[args[1]].(string)
	if value == "" {
		ts.Fatalf("no text %s", args[1])
	}
	ts.Setenv(args[0], value)
}

// sql FOLDER STATEMENT: changes the data behind the program's back; at least one row must be met.
func execSQL(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sql FOLDER STATEMENT")
	}
	ctx := context.Background()
	d, err := db.Open(ctx, filepath.Join(ts.MkAbs(args[0]), "jemput.db"))
	ts.Check(err)
	defer func() { ts.Check(d.Close()) }()
	ts.Check(d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		result, err := tx.ExecContext(ctx, args[1])
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, errors.New("no row was met"))
		}
		return nil
	}))
}

// visit FOLDER VARIABLE: plans a visit of today, as the office app does, and keeps its id.
func addVisit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: visit FOLDER VARIABLE")
	}
	ctx := context.Background()
	a, err := app.Open(ctx, app.Options{Data: ts.MkAbs(args[0]), Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	ts.Check(err)
	defer func() { ts.Check(a.Close()) }()
	ts.Check(a.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		v, err := a.Outreach.AddVisit(ctx, tx, outreach.Visit{City: a.Node.City, Date: civil.In(time.Now(), a.Node.Zone), Place: "Balai Kota", State: outreach.Planned})
		ts.Setenv(args[1], v.ID)
		return err
	}))
}

// served FOLDER: waits until a server has said by which address this data is reached.
func awaitServed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: served FOLDER")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	d, err := db.Open(ctx, filepath.Join(ts.MkAbs(args[0]), "jemput.db"))
	ts.Check(err)
	defer func() { ts.Check(d.Close()) }()
	for {
		base, err := config.LoadBase(ctx, d.Read())
		ts.Check(err)
		if base != "" {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
}
