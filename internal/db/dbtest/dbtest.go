// Package dbtest gives every store test a fresh, migrated database on each engine.
//
// SQLite always runs. PostgreSQL runs where JEMPUT_TEST_POSTGRES holds the URL of a server on
// which databases may be created (`make test` starts one); in CI a missing server is a failure.
package dbtest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"jemput/internal/db"
)

const serverVariable = "JEMPUT_TEST_POSTGRES"

// Each runs test as two subtests, "sqlite" and "postgres", each with an empty migrated database.
func Each(t *testing.T, test func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// SQLite opens an empty migrated database in a folder of its own.
func SQLite(t testing.TB) *db.DB {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "jemput.db"))
}

// Postgres creates an empty migrated database on the test server and drops it afterwards.
func Postgres(t testing.TB) *db.DB {
	t.Helper()
	server := os.Getenv(serverVariable)
	if server == "" {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not set: `make test` starts a PostgreSQL for the tests", serverVariable)
		}
		t.Skipf("%s is not set: `make test` runs this on PostgreSQL too", serverVariable)
	}
	template, err := migratedTemplate(server)
	if err != nil {
		t.Fatal(err)
	}
	name := "t_" + strings.ToLower(rand.Text())
	if err := admin(server, fmt.Sprintf(`CREATE DATABASE %s TEMPLATE %s`, name, template)); err != nil {
		t.Fatal(err)
	}
	d := connect(t, withDatabase(server, name))
	t.Cleanup(func() {
		if err := admin(server, fmt.Sprintf(`DROP DATABASE %s WITH (FORCE)`, name)); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func open(t testing.TB, address string) *db.DB {
	t.Helper()
	d := connect(t, address)
	t.Cleanup(func() { _ = d.Close() })
	if _, err := d.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return d
}

func connect(t testing.TB, address string) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// template guards the database that this test process migrated once and copies for each test.
var template struct {
	sync.Mutex
	name string
}

func migratedTemplate(server string) (string, error) {
	template.Lock()
	defer template.Unlock()
	if template.name != "" {
		return template.name, nil
	}
	name := "template_" + strings.ToLower(rand.Text())
	if err := admin(server, "CREATE DATABASE "+name); err != nil {
		return "", err
	}
	d, err := db.Open(context.Background(), withDatabase(server, name))
	if err != nil {
		return "", err
	}
	if _, err := d.Migrate(context.Background()); err != nil {
		return "", err
	}
	if err := d.Close(); err != nil { // a template may have no connection while it is copied
		return "", err
	}
	template.name = name
	return name, nil
}

func admin(server, statement string) error {
	ctx := context.Background()
	d, err := db.Open(ctx, server)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	_, err = d.Read().ExecContext(ctx, statement)
	return err
}

func withDatabase(server, name string) string {
	u, err := url.Parse(server)
	if err != nil {
		return server
	}
	u.Path = "/" + name
	return u.String()
}
