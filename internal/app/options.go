package app

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jemput/internal/fault"
)

// Options say where a node keeps its things.
type Options struct {
	Data    string // a folder, or the postgres:// address of a database
	Keys    string // folder of the keys; "" is Data's own folder "keys", and must be given beside a database address
	Demo    bool   // the one-click login exists, portraits are drawn
	Version string
	Now     func() time.Time
	Log     *slog.Logger
}

func (o Options) remote() bool {
	return strings.HasPrefix(o.Data, "postgres://") || strings.HasPrefix(o.Data, "postgresql://")
}

// database is the address for db.Open.
func (o Options) database() string {
	if o.remote() {
		return o.Data
	}
	return filepath.Join(o.Data, "jemput.db")
}

// folder is where files beside the database go.
func (o Options) folder() string {
	if o.remote() {
		return filepath.Dir(o.Keys)
	}
	return o.Data
}

func (o Options) keys() string {
	if o.Keys == "" {
		return filepath.Join(o.Data, "keys")
	}
	return o.Keys
}

// check makes sure of the folder, before anything is written.
func (o Options) check() error {
	if o.Data == "" {
		return fault.New(fault.Invalid, "data_missing", "Say where the data is: --data DIR, or the address of a database.")
	}
	if o.remote() && o.Keys == "" {
		return fault.New(fault.Invalid, "keys_missing", "Keys never live in the database: say where they are with --keys DIR.")
	}
	if err := os.MkdirAll(o.folder(), 0o700); err != nil {
		return fault.Wrap(err, fault.Invalid, "data_folder", "The data folder cannot be made.").WithHint("give a folder that you may write to")
	}
	return nil
}
