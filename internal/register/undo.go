package register

import (
	"context"
	"fmt"
	"slices"
	"time"

	"jemput/internal/db"
	"jemput/internal/fault"
)

// Faults of an undo.
var (
	ErrUndone        = fault.New(fault.Conflict, "import_undone", "this import is undone already")
	ErrOvertaken     = fault.New(fault.Conflict, "import_overtaken", "later imports or officers changed residents of this import; undo the later imports first")
	ErrHasDependants = fault.New(fault.Conflict, "import_has_attempts", "people of this import were enrolled since; it can no longer be undone")
)

// undoSize is how many residents one transaction of an undo covers.
const undoSize = segmentSize

// Undo takes an import back as one unit: whoever it added goes, whoever it changed is as before. It refuses when later
// sources changed the same residents, or somebody builds on them. It goes in chunks; killed in between, the same
// call goes on, and until it has, no import starts.
func (r *Register) Undo(ctx context.Context, sourceID string) error {
	if !r.running.TryLock() {
		return ErrImportRunning
	}
	defer r.running.Unlock()
	defer r.words.forget()
	u := &undoing{r: r, finisher: newFinisher(r.sealer, r.now)}
	if err := u.begin(ctx, sourceID); err != nil {
		return fmt.Errorf("register: undo: %w", err)
	}
	for _, step := range []func(context.Context, db.Tx) (int, error){u.restore, u.remove} {
		for more := true; more; {
			err := r.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
				n, err := step(ctx, tx)
				more = n > 0
				return err
			})
			if err != nil {
				return fmt.Errorf("register: undo: %w", err)
			}
		}
	}
	return r.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return setState(ctx, tx, u.source, stateUndone, r.now()) })
}

// undoing is a running undo.
type undoing struct {
	r        *Register
	finisher *finisher
	source   int64
	since    time.Time
}

// begin checks everything before anything is changed.
func (u *undoing) begin(ctx context.Context, id string) error {
	return u.r.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		no, info, err := sourceByID(ctx, tx, id)
		if err != nil {
			return err
		}
		u.source, u.since = no, info.Started
		switch info.State {
		case stateUndone:
			return ErrUndone
		case stateUndoing:
			return nil // went through these checks before
		}
		if err := noUndoUnfinished(ctx, tx); err != nil {
			return err
		}
		var later int64
		if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM resident_former WHERE source = $1`, no).Scan(&later); err != nil {
			return err
		}
		if later > 0 {
			return ErrOvertaken
		}
		if err := u.nobodyDepends(ctx, tx); err != nil {
			return err
		}
		return setState(ctx, tx, no, stateUndoing, time.Time{})
	})
}

// nobodyDepends asks about everybody whom the import added or changed.
func (u *undoing) nobodyDepends(ctx context.Context, q db.Querier) error {
	if u.r.dependants == nil {
		return nil
	}
	ids, err := db.All(ctx, q, db.Value[string], `SELECT id FROM resident WHERE source = $1 ORDER BY no`, u.source)
	if err != nil {
		return err
	}
	for part := range slices.Chunk(ids, undoSize) {
		if err := u.ask(ctx, q, part); err != nil {
			return err
		}
	}
	return nil
}

func (u *undoing) ask(ctx context.Context, q db.Querier, ids []string) error {
	if u.r.dependants == nil || len(ids) == 0 {
		return nil
	}
	n, err := u.r.dependants.AttemptsSince(ctx, q, ids, u.since)
	if err == nil && n > 0 {
		err = ErrHasDependants
	}
	return err
}

// restore puts former versions back and says how many.
func (u *undoing) restore(ctx context.Context, tx db.Tx) (int, error) {
	former := make(map[int64]row)
	var nos []int64
	err := eachRow(ctx, tx, `SELECT `+residentColumns+` FROM resident_former WHERE replaced_by = $1 ORDER BY no LIMIT $2`,
		[]any{u.source, int64(undoSize)}, func(w *row) error {
			former[w.no] = *w
			nos = append(nos, w.no)
			return nil
		})
	if err != nil || len(nos) == 0 {
		return 0, err
	}
	changes, present, ids, err := u.changes(ctx, tx, nos, former)
	if err != nil {
		return 0, err
	}
	if err := u.ask(ctx, tx, ids); err != nil {
		return 0, err
	}
	next := make([]versioned, len(nos))
	for i, no := range nos {
		next[i] = versioned{former[no], present[no]}
	}
	if err := updateVersions(ctx, tx, next); err != nil {
		return 0, err
	}
	if err := deleteIn(ctx, tx, `DELETE FROM resident_former WHERE replaced_by = $1 AND no IN `, []any{u.source}, nos); err != nil {
		return 0, err
	}
	return len(nos), writeReindex(ctx, tx, changes)
}

// changes compares the present versions with those that are to be; a number without one is to go.
// It gives the present version numbers too.
func (u *undoing) changes(ctx context.Context, tx db.Tx, nos []int64, next map[int64]row) (list []reindex, present map[int64]int64, ids []string, err error) {
	present = make(map[int64]int64, len(nos))
	err = many(ctx, tx, "no", nos, func(w *row) error {
		now, err := u.r.resident(w)
		if err != nil {
			return err
		}
		if w.source != u.source {
			return ErrOvertaken
		}
		ids, present[w.no] = append(ids, w.id), w.version
		former, stays := next[w.no]
		if !stays {
			list = append(list, u.finisher.reindex(w.no, &now, nil))
			return nil
		}
		then, err := u.r.resident(&former)
		list = append(list, u.finisher.reindex(w.no, &now, &then))
		return err
	})
	return list, present, ids, err
}

// remove deletes residents whom the import added, from the last number down, and says how many.
func (u *undoing) remove(ctx context.Context, tx db.Tx) (int, error) {
	nos, err := db.All(ctx, tx, db.Value[int64], `SELECT no FROM resident WHERE source = $1 AND version = 1 ORDER BY no DESC LIMIT $2`, u.source, int64(undoSize))
	if err != nil || len(nos) == 0 {
		return 0, err
	}
	slices.Sort(nos)
	changes, _, ids, err := u.changes(ctx, tx, nos, nil)
	if err != nil {
		return 0, err
	}
	if err := u.ask(ctx, tx, ids); err != nil {
		return 0, err
	}
	if err := deleteIn(ctx, tx, `DELETE FROM resident_photo WHERE resident IN `, nil, ids); err != nil {
		return 0, err
	}
	if err := deleteIn(ctx, tx, `DELETE FROM resident WHERE no IN `, nil, nos); err != nil {
		return 0, err
	}
	return len(nos), writeReindex(ctx, tx, changes)
}

// deleteIn runs a deletion for all values, some at a time; args stand before them.
func deleteIn[T any](ctx context.Context, tx db.Tx, statement string, args []any, values []T) error {
	for part := range slices.Chunk(values, db.MaxParameters-len(args)) {
		all := slices.Clone(args)
		for _, v := range part {
			all = append(all, v)
		}
		if _, err := tx.ExecContext(ctx, statement+"("+db.List(len(args)+1, len(part))+")", all...); err != nil {
			return err
		}
	}
	return nil
}
