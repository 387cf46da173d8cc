package register

import (
	"context"
	"sync"
	"time"

	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/keys"

	"github.com/google/uuid"
)

// Places is what the register asks of the areas.
type Places interface {
	// Name is the name of the area with this code, false if there is none.
	Name(code string) (string, bool)
	// Kelurahan finds the one kelurahan of that name inside the area within; false if none or several fit.
	Kelurahan(name, within string) (code string, ok bool)
	// Named lists the kecamatan and kelurahan inside the area within ("" for anywhere) that have this name,
	// written as people type it.
	Named(name, within string) []string
	// Below lists the kelurahan inside an area; a kelurahan is inside itself.
	Below(code string) []string
}

// Portraits draws the photo of residents who have none stored: the demo's faces.
type Portraits func(ctx context.Context, r *Resident) (Photo, error)

// Dependants says who builds on residents: enrol, wired by app.
type Dependants interface {
	// AttemptsSince counts attempts of these residents that were started at or after the time.
	AttemptsSince(ctx context.Context, q db.Querier, residentIDs []string, since time.Time) (int, error)
}

// Register is the residents of this node. Safe for concurrent use.
type Register struct {
	db     *db.DB
	sealer *keys.Sealer
	places Places
	now    func() time.Time

	portraits  Portraits  // set before use, may be nil
	dependants Dependants // set before use, may be nil
	words      vocabulary // has its own lock
	areas      areaCache  // has its own lock
	limits     searchLimits

	running sync.Mutex // held while an import, a bulk insert or an undo runs in this process
}

// New makes the register over a migrated database.
func New(d *db.DB, sealer *keys.Sealer, places Places, now func() time.Time) *Register {
	return &Register{db: d, sealer: sealer, places: places, now: now, limits: defaultLimits}
}

// DrawPortraits sets who draws missing photos. Call it before the register is used.
func (r *Register) DrawPortraits(p Portraits) { r.portraits = p }

// RespectDependants sets who is asked before an import is undone. Call it before the register is used.
func (r *Register) RespectDependants(d Dependants) { r.dependants = d }

// ErrNotFound is the answer for a resident who is not in the register.
var ErrNotFound = fault.New(fault.NotFound, "resident_not_found", "The register has no such resident.").WithHint("look at the number again; people of another city must be imported first")

// newID makes a resident id; ids made one after the other sort that way.
func newID() (string, error) {
	id, err := uuid.NewV7()
	return id.String(), err
}
