// Package vectors finds the published test vectors, which stand beside the project and are
// not copied into it. Only tests import it.
package vectors

import (
	"os"
	"path/filepath"
	"testing"
)

// Variable names the folder of the vectors where it is not ../shared/vectors seen from the project's root.
const Variable = "JEMPUT_TEST_VECTORS"

// Dir is the folder of the vectors of one format, such as "sd-jwt". Where it is missing the
// test is skipped and says so; in CI it fails.
func Dir(t testing.TB, format string) string {
	t.Helper()
	base := os.Getenv(Variable)
	if base == "" {
		base = filepath.Join(root(t), "..", "shared", "vectors")
	}
	dir := filepath.Join(base, format)
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return dir
	}
	const missing = "no published test vectors for %s: set %s to their folder"
	if os.Getenv("CI") != "" {
		t.Fatalf(missing, format, Variable)
	}
	t.Skipf(missing, format, Variable)
	return ""
}

// Read is one file of the vectors.
func Read(t testing.TB, format, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(Dir(t, format), name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// root is the folder of go.mod, upwards from the package under test.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = parent
	}
}
