package app

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jemput/internal/config"
	"jemput/internal/fault"
)

// Options say where a node keeps its things.
type Options struct {
	Data    string // a folder, or the postgres:// address of a database
	Keys    string // folder of the keys; "" is Data's own folder "keys", and must be given beside a database address
	Demo    bool   // the one-click login exists, portraits are drawn
	Proxy   bool   // every request comes through a proxy of ours
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
	if err := o.complete(); err != nil {
		return err
	}
	if err := os.MkdirAll(o.folder(), 0o700); err != nil {
		return fault.Wrap(err, fault.Invalid, "data_folder", "The data folder cannot be made.").WithHint("give a folder that you may write to")
	}
	return nil
}

// checkExisting is check for a node that must be there already.
func (o Options) checkExisting() error {
	if err := o.complete(); err != nil {
		return err
	}
	if o.remote() {
		return nil // the server answers for itself
	}
	switch _, err := os.Stat(o.database()); {
	case errors.Is(err, fs.ErrNotExist):
		return config.ErrNotPrepared
	case err != nil:
		return fault.Wrap(err, fault.Invalid, "data_folder", "The data folder cannot be read.").WithHint("give a folder that you may read and write")
	}
	return nil
}

func (o Options) complete() error {
	switch {
	case o.Data == "":
		return fault.New(fault.Invalid, "data_missing", "Say where the data is.").WithHint("give --data DIR, or the address of a database")
	case o.remote() && o.Keys == "":
		return fault.New(fault.Invalid, "keys_missing", "Keys never live in the database: say where they are.").WithHint("give --keys DIR")
	}
	return nil
}
