package app_test

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layers says for each package which of ours it may import. What is missing here may import nothing of ours.
// A package that needs something against the arrows declares an interface, which app fulfils.
var layers = map[string][]string{
	"internal/jose": {}, "internal/vectors": {},
	"sdjwt": {"internal/jose"}, "statuslist": {"internal/jose"}, "voucher": {"internal/jose"},
	"mdoc": {"internal/jose"}, "e2e/wallets/mdocpeer": {"mdoc", "internal/jose"},
	"web":                {},
	"internal/fault":     {},
	"internal/civil":     {},
	"internal/obs":       {},
	"internal/db":        {},
	"internal/ratelimit": {},
	"internal/db/dbtest": {"internal/db"},
	"internal/keys":      {"internal/jose", "internal/fault"},
	"internal/httpapi":   {"internal/fault", "internal/obs"},
	"internal/audit":     {"internal/db", "internal/fault", "internal/httpapi", "internal/obs"},
	"internal/auth":      {"internal/audit", "internal/db", "internal/fault", "internal/httpapi", "internal/ratelimit"},
	"internal/config":    {"internal/db", "internal/fault"},

	"internal/httpapi/httpapitest": {"internal/httpapi"},
	"internal/auth/authtest":       {"internal/auth", "internal/fault", "internal/httpapi", "internal/httpapi/httpapitest"},

	"internal/region":         with(platform),
	"internal/region/gen":     {"internal/region"},
	"internal/register":       with(platform, "internal/region", "internal/register/sheet"),
	"internal/register/sheet": {"internal/fault"},
	"internal/outreach":       with(platform, "internal/region", "internal/register", "internal/register/sheet"),
	"internal/enrol":          with(platform, "internal/region", "internal/register", "internal/outreach", "voucher"),
	"internal/target":         with(platform, "internal/region", "internal/register", "internal/outreach", "internal/enrol"),
	"internal/credential":     with(platform, "sdjwt", "statuslist"),
	"internal/issuer":         with(platform, "internal/credential", "sdjwt", "statuslist"),
	"internal/sim": with(platform, "internal/region", "internal/register", "internal/outreach", "internal/enrol", "internal/target",
		"internal/credential"),
	"internal/register/importbench": with(platform, "internal/region", "internal/register"),
}

var platform = []string{"internal/fault", "internal/civil", "internal/obs", "internal/db", "internal/keys", "internal/httpapi",
	"internal/audit", "internal/auth", "internal/config", "internal/jose", "internal/ratelimit"}

func with(base []string, more ...string) []string { return append(slices.Clone(base), more...) }

// free may import everything: they wire, and nothing imports them but each other.
var free = []string{"internal/app", "cmd/jemput"}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	command := exec.Command("go", "list", "-json=ImportPath,Imports", "jemput/...")
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p goPackage
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func TestImportsObeyTheArrows(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "jemput/")
		if slices.Contains(free, name) {
			continue
		}
		allowed, known := layers[name]
		if !known {
			t.Errorf("%s has no place in the layers: give it one", name)
		}
		for _, i := range p.Imports {
			if ours, ok := strings.CutPrefix(i, "jemput/"); ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s, against the arrows", name, ours)
			}
		}
	}
}

// TestOnlyDBKnowsTheDrivers keeps the engines out of every other package.
func TestOnlyDBKnowsTheDrivers(t *testing.T) {
	for _, p := range packages(t) {
		for _, i := range p.Imports {
			driver := strings.HasPrefix(i, "modernc.org/sqlite") || strings.HasPrefix(i, "github.com/jackc/pgx")
			if driver && p.ImportPath != "jemput/internal/db" {
				t.Errorf("%s imports the driver %s", p.ImportPath, i)
			}
		}
	}
}
