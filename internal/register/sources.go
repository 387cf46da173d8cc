package register

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"jemput/internal/db"
	"jemput/internal/fault"
)

// SourceInfo is an import as it is listed.
type SourceInfo struct {
	ID       string
	Name     string // of the file
	Hash     string // SHA-256 of the file, hexadecimal
	City     string
	State    string // running (or cut short), done, undoing, undone
	Started  time.Time
	Finished time.Time // zero while running
	Stats    Stats
}

const sourceColumns = `no, id, name, hash, city, state, started_at, finished_at, read_rows, inserted, changed, unchanged, rejected, warned`

func scanSource(s db.Row) (no int64, info SourceInfo, err error) {
	var started, finished int64
	err = s.Scan(&no, &info.ID, &info.Name, &info.Hash, &info.City, &info.State, &started, &finished, &info.Stats.Read, &info.Stats.Inserted,
		&info.Stats.Changed, &info.Stats.Unchanged, &info.Stats.Rejected, &info.Stats.Warned)
	info.Started = db.Time(started)
	if finished != 0 {
		info.Finished = db.Time(finished)
	}
	return no, info, err
}

// Sources lists the imports, the newest first.
func (r *Register) Sources(ctx context.Context) ([]SourceInfo, error) {
	list := []SourceInfo{}
	err := db.Each(ctx, r.db.Read(), func(s db.Row) error {
		_, info, err := scanSource(s)
		list = append(list, info)
		return err
	}, `SELECT `+sourceColumns+` FROM register_source WHERE kind = $1 ORDER BY no DESC`, string(FromImport))
	if err != nil {
		return nil, fmt.Errorf("register: list imports: %w", err)
	}
	return list, nil
}

// ErrSourceUnknown is the answer for an import that is not there.
var ErrSourceUnknown = fault.New(fault.NotFound, "import_not_found", "there is no such import")

func sourceByID(ctx context.Context, q db.Querier, id string) (no int64, info SourceInfo, err error) {
	no, info, err = scanSource(q.QueryRowContext(ctx, `SELECT `+sourceColumns+` FROM register_source WHERE id = $1 AND kind = $2`, id, string(FromImport)))
	if errors.Is(err, sql.ErrNoRows) {
		return 0, info, ErrSourceUnknown
	}
	return no, info, err
}

// findCutShort takes over the run of the same file that did not come to its end.
func (im *importing) findCutShort(ctx context.Context, q db.Querier, hash, mapping string) error {
	if im.req.DryRun {
		return nil
	}
	no, info, err := scanSource(q.QueryRowContext(ctx, `SELECT `+sourceColumns+` FROM register_source
		WHERE kind = $1 AND state = $2 AND hash = $3 AND city = $4 AND mapping = $5 ORDER BY no DESC LIMIT 1`,
		string(FromImport), stateRunning, hash, im.req.City, mapping))
	im.resumed = err == nil
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	im.source, im.sourceID, im.stats, im.skip = no, info.ID, info.Stats, info.Stats.Read
	return err
}

func noUndoUnfinished(ctx context.Context, q db.Querier) error {
	var n int64
	if err := q.QueryRowContext(ctx, `SELECT COUNT(*) FROM register_source WHERE state = $1`, stateUndoing).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return ErrUndoUnfinished
	}
	return nil
}
