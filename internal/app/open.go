package app

import (
	"context"
	"errors"
	"path/filepath"
	"sync/atomic"

	"jemput/internal/audit"
	"jemput/internal/auth"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/enrol"
	"jemput/internal/issuer"
	"jemput/internal/keys"
	"jemput/internal/outreach"
	"jemput/internal/region"
	"jemput/internal/register"
	"jemput/internal/sim"
	"jemput/internal/target"
)

// App is a node with all its parts. Safe for concurrent use.
type App struct {
	Node     config.Node
	DB       *db.DB
	Audit    *audit.Log
	Auth     *auth.Auth
	Atlas    *region.Atlas
	Outlines *region.Outlines
	Register *register.Register
	Importer *register.Importer
	Outreach *outreach.Outreach
	Enrol    *enrol.Enrol
	Targets  *target.Targets
	Keys     *keys.Issuer
	Issuer   *issuer.Issuer

	options Options
	base    atomic.Pointer[string] // public address; known once the port is
}

// Prepare migrates the database and says what it is for. A node that is prepared already keeps its city.
func Prepare(ctx context.Context, o Options, n config.Node) (applied []string, err error) {
	if err := errors.Join(o.check(), n.Check()); err != nil {
		return nil, err
	}
	d, err := db.Open(ctx, o.database())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if applied, err = d.Migrate(ctx); err != nil {
		return nil, err
	}
	return applied, d.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return config.SaveNode(ctx, tx, n) })
}

// Migrate brings the schema of an existing node to this program's version.
func Migrate(ctx context.Context, o Options) (applied []string, err error) {
	if err := o.checkExisting(); err != nil {
		return nil, err
	}
	d, err := db.Open(ctx, o.database())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return d.Migrate(ctx)
}

// Open builds a prepared node; config.ErrNotPrepared if nobody said what the database is for. It makes no new one:
// a folder that was mistyped stays as it is.
func Open(ctx context.Context, o Options) (*App, error) {
	if err := o.checkExisting(); err != nil {
		return nil, err
	}
	d, err := db.Open(ctx, o.database())
	if err != nil {
		return nil, err
	}
	a := &App{DB: d, options: o}
	if err := a.build(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return a, nil
}

// Close cuts a running import short, to be gone on with later, and ends the connections to the database.
func (a *App) Close() error {
	a.Importer.Close()
	return a.DB.Close()
}

func (a *App) build(ctx context.Context) (err error) {
	if _, err := a.DB.Migrate(ctx); err != nil {
		return err
	}
	if a.Node, err = config.LoadNode(ctx, a.DB.Read()); err != nil {
		return err
	}
	base, err := config.LoadBase(ctx, a.DB.Read())
	if err != nil {
		return err
	}
	a.base.Store(&base)
	if err := a.buildRegister(); err != nil {
		return err
	}
	return a.buildIssuing()
}

func (a *App) buildRegister() (err error) {
	now := a.options.Now
	if a.Atlas, err = region.Load(); err != nil {
		return err
	}
	sealer, err := keys.OpenSealer(a.options.keys())
	if err != nil {
		return err
	}
	a.Outlines = region.NewOutlines(a.DB, a.Atlas, now)
	a.Audit = audit.New(a.DB, now)
	a.Auth = auth.New(a.DB, a.Audit, now, auth.Config{Demo: a.options.Demo, Secure: a.secure})
	a.Register = register.New(a.DB, sealer, places{a.Atlas, a.Node.City}, now)
	if a.Node.Specimen {
		a.Register.DrawPortraits(sim.Portrait)
	}
	a.Importer, err = register.NewImporter(a.Register, register.ImporterConfig{
		Folder: filepath.Join(a.options.folder(), "imports"), City: a.Node.City, Now: now, Log: a.options.Log,
	})
	if err != nil {
		return err
	}
	a.Outreach = outreach.New(a.DB, a.Register, a.Audit, now)
	return nil
}

func (a *App) buildIssuing() (err error) {
	now := a.options.Now
	vouchers, err := keys.OpenVoucherKey(a.options.keys())
	if err != nil {
		return err
	}
	if a.Keys, err = keys.OpenIssuer(a.options.keys(), a.Node.Authority, now); err != nil {
		return err
	}
	a.Targets = target.New(target.Config{
		DB: a.DB, Atlas: a.Atlas, Register: a.Register, Outreach: a.Outreach, Log: a.Audit, Node: a.Node, Now: now,
	})
	a.Enrol = enrol.New(enrol.Config{
		DB: a.DB, Register: a.Register, Outreach: a.Outreach, Counters: a.Targets, Log: a.Audit,
		Vouchers: vouchers, Node: a.Node, Base: a.Base, Now: now, Staff: everyone{a.Auth},
		Withdraw: func(ctx context.Context, tx db.Tx, attemptID string) error {
			return a.Issuer.Withdraw(ctx, tx, attemptID)
		},
	})
	a.Targets.RecountFrom(a.Enrol)
	a.Register.RespectDependants(a.Enrol)
	a.Outreach.ShowProgress(a.Enrol)
	a.Issuer = issuer.New(issuer.Config{
		DB: a.DB, Keys: a.Keys, Grants: grants{a.Enrol}, Subjects: subjects{a}, Base: a.Base,
		Authority: a.Node.Authority, Specimen: a.Node.Specimen, Now: now, Log: a.Audit,
	})
	return nil
}

// Base is the public address without a slash at the end, "" before the node was ever served.
func (a *App) Base() string { return *a.base.Load() }

// SetBase says where the node is reached from now on, for this process and for the command line.
func (a *App) SetBase(ctx context.Context, url string) error {
	a.base.Store(&url)
	return a.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return config.SaveBase(ctx, tx, url) })
}

func (a *App) secure() bool { return len(a.Base()) > 8 && a.Base()[:8] == "https://" }
