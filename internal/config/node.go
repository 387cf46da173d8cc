package config

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"time"
	_ "time/tzdata" // the zone must be known on a machine that has no zone files

	"jemput/internal/db"
	"jemput/internal/fault"
)

// Mode is how people are activated.
type Mode string

// The two modes: the node issues the digital ID itself, or the officer confirms what a national app did.
const (
	Native   Mode = "native"
	External Mode = "external"
)

// Node is what a database is for. It is set once, when the database is prepared.
type Node struct {
	City      string         // Kemendagri code of the city, "16.73"
	Mode      Mode           // how this city activates
	Specimen  bool           // documents are no identity documents and say CONTOH
	Authority string         // the name that stands on the credentials, "Disdukcapil Kota Lubuklinggau"
	Zone      *time.Location // in which days begin and end
}

// ErrNotPrepared says that nobody has said yet what this database is for.
var ErrNotPrepared = fault.New(fault.Unavailable, "node_not_prepared", "This data folder has not been prepared for a city.").
	WithHint("is --data right? If so prepare it: `jemput migrate --data DIR --city 16.73`")

var cityForm = regexp.MustCompile(`^\d\d\.\d\d$`)

// Check refuses a node that cannot work.
func (n Node) Check() error {
	switch {
	case !cityForm.MatchString(n.City):
		return fault.New(fault.Invalid, "city_form", "A city is given by its Kemendagri code, such as 16.73.").WithField("city")
	case n.Mode != Native && n.Mode != External:
		return fault.New(fault.Invalid, "mode_unknown", "The mode is native or external.").WithField("mode")
	case n.Authority == "":
		return fault.New(fault.Invalid, "authority_missing", "Say who issues: the authority's name stands on every credential.").WithField("authority")
	case n.Zone == nil:
		return fault.New(fault.Invalid, "zone_missing", "The node has no time zone.").WithField("zone")
	}
	return nil
}

const (
	settingCity      = "city"
	settingMode      = "mode"
	settingSpecimen  = "specimen"
	settingAuthority = "authority"
	settingZone      = "zone"
	settingBase      = "base_url"
)

// LoadNode reads what the database is for, ErrNotPrepared if that was never said.
func LoadNode(ctx context.Context, q db.Querier) (Node, error) {
	values, err := settings(ctx, q)
	if err != nil {
		return Node{}, err
	}
	if values[settingCity] == "" {
		return Node{}, ErrNotPrepared
	}
	zone, err := time.LoadLocation(values[settingZone])
	if err != nil {
		return Node{}, fmt.Errorf("config: the node's time zone: %w", err)
	}
	specimen, err := strconv.ParseBool(values[settingSpecimen])
	if err != nil {
		return Node{}, fmt.Errorf("config: the node's setting %s: %w", settingSpecimen, err)
	}
	n := Node{City: values[settingCity], Mode: Mode(values[settingMode]), Specimen: specimen, Authority: values[settingAuthority], Zone: zone}
	return n, n.Check()
}

// SaveNode says what a database is for. A city, once set, never changes: the counts would lose their meaning.
func SaveNode(ctx context.Context, tx db.Tx, n Node) error {
	if err := n.Check(); err != nil {
		return err
	}
	values, err := settings(ctx, tx)
	if err != nil {
		return err
	}
	if was := values[settingCity]; was != "" && was != n.City {
		return fault.New(fault.Conflict, "city_fixed", "This data folder belongs to the city "+was+".").
			WithField("city").WithHint("use another data folder for another city")
	}
	for name, value := range map[string]string{
		settingCity: n.City, settingMode: string(n.Mode), settingSpecimen: strconv.FormatBool(n.Specimen),
		settingAuthority: n.Authority, settingZone: n.Zone.String(),
	} {
		if err := set(ctx, tx, name, value); err != nil {
			return err
		}
	}
	return nil
}

// SaveBase records the public address, so that the command line can make offers for the server that runs.
func SaveBase(ctx context.Context, tx db.Tx, url string) error { return set(ctx, tx, settingBase, url) }

// LoadBase is the public address that was served last, "" if none was.
func LoadBase(ctx context.Context, q db.Querier) (string, error) {
	values, err := settings(ctx, q)
	return values[settingBase], err
}

func set(ctx context.Context, tx db.Tx, name, value string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO node_setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
	if err != nil {
		return fmt.Errorf("config: set %s: %w", name, err)
	}
	return nil
}

func settings(ctx context.Context, q db.Querier) (map[string]string, error) {
	values := map[string]string{}
	err := db.Each(ctx, q, func(r db.Row) error {
		var name, value string
		err := r.Scan(&name, &value)
		values[name] = value
		return err
	}, `SELECT name, value FROM node_setting ORDER BY name`)
	if err != nil {
		return nil, fmt.Errorf("config: read settings: %w", err)
	}
	return values, nil
}
