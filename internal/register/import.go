package register

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"jemput/internal/db"
	"jemput/internal/fault"

	"golang.org/x/sync/errgroup"
)

// ImportRequest says which file is imported, and how.
type ImportRequest struct {
	Path        string  // the file; it must not change while it is read
	Name        string  // what the office calls it; kept with the source
	City        string  // the city the file is of, "16.73"; rows of another one are rejected. "" if each row names its own
	Mapping     Mapping // which column holds what; nil to go by the header
	DryRun      bool    // find out everything, write nothing but the rejects
	RejectsPath string  // where the rejects file goes, "" for none; see rejectsFile
	Progress    func(ImportProgress)
}

// ImportProgress is how far an import has come. Its rows are written for good.
type ImportProgress struct {
	Rows       int64 `json:"rows"`
	Accepted   int64 `json:"accepted"`
	Rejected   int64 `json:"rejected"`
	Warnings   int64 `json:"warnings"`
	DoneBytes  int64 `json:"done_bytes"`
	TotalBytes int64 `json:"total_bytes"`
}

// ImportResult is what an import did, or in a dry run would do. Rows = Accepted + Rejected, and
// Accepted = Inserted + Changed + Unchanged.
type ImportResult struct {
	SourceID    string           `json:"source_id,omitempty"` // "" for a dry run
	DryRun      bool             `json:"dry_run"`
	Resumed     bool             `json:"resumed"` // an earlier run of the same file was cut short, and this one went on
	Rows        int64            `json:"rows"`    // rows with content, below the header
	Accepted    int64            `json:"accepted"`
	Rejected    int64            `json:"rejected"`
	Warnings    int64            `json:"warnings"` // accepted rows with something odd
	Inserted    int64            `json:"inserted"`
	Changed     int64            `json:"changed"`
	Unchanged   int64            `json:"unchanged"`
	Repeated    int64            `json:"repeated"`     // of the unchanged, rows that repeat an earlier row of the file
	Reasons     map[string]int64 `json:"reasons"`      // rejected rows by the code of their first problem
	RejectsFile string           `json:"rejects_file"` // "" if there is none
	Took        time.Duration    `json:"took_ns"`
}

// Faults of an import as a whole.
var (
	ErrImportRunning  = fault.New(fault.Conflict, "import_running", "another import or undo is running; wait until it is done")
	ErrUndoUnfinished = fault.New(fault.Conflict, "undo_unfinished", "an import is being undone; finish that first").WithHint("undo the same import again")
)

// Import brings a file into the register. The file is the truth about the fields it has: where it differs the resident
// is changed, the former version kept; also a KTP status that goes back, which is a warning of its own. Fields that
// the file does not have stay as they are, and so does a KTP status, marital status, citizenship or life status whose cell is empty.
//
// It goes in chunks, each one transaction that also says how far the file is behind us. When it is cut short, the same
// file with the same city and mapping goes on from there and ends with the same register and the same result.
// One import or undo runs at a time in a process; another process is tolerated, its changes are kept apart row by row.
func (r *Register) Import(ctx context.Context, req ImportRequest) (ImportResult, error) {
	if !r.running.TryLock() {
		return ImportResult{}, ErrImportRunning
	}
	defer r.running.Unlock()
	defer r.words.forget()
	began := r.now()
	im, err := r.beginImport(ctx, req)
	if err != nil {
		return ImportResult{}, fmt.Errorf("register: import: %w", err)
	}
	err = im.run(ctx)
	err = errors.Join(err, im.close())
	result := im.result()
	result.Took = r.now().Sub(began)
	if err != nil {
		return result, fmt.Errorf("register: import: %w", err)
	}
	return result, nil
}

// importing is a running import.
type importing struct {
	r       *Register
	req     ImportRequest
	table   *importTable
	rows    *rowReader
	rejects *rejectsFile
	seen    map[uint64]seenRow // by NIK: 24 bytes for every accepted row
	matcher matcher            // of the goroutine that reads
	redo    matcher            // of the one that writes, for a chunk that others have overtaken

	source   int64
	sourceID string
	resumed  bool
	begun    int64 // the number that the next new resident would get
	skip     int64 // rows with content that an earlier run has written
	at       time.Time

	stats    Stats            // what is written; of the goroutine that writes
	repeated int64            // of the one that reads, as are the next ones
	reasons  map[string]int64 // of all rows, also those of an earlier run
}

type seenRow struct {
	print  uint64
	number int64
}

func (r *Register) beginImport(ctx context.Context, req ImportRequest) (im *importing, err error) {
	if err := r.checkCity(req.City); err != nil {
		return nil, err
	}
	im = &importing{r: r, req: req, seen: map[uint64]seenRow{}, reasons: map[string]int64{}, at: r.now()}
	defer func() {
		if err != nil {
			err = errors.Join(err, im.close())
		}
	}()
	if im.table, err = openTable(req.Path, req.Mapping); err != nil {
		return im, err
	}
	if err := im.table.check(); err != nil {
		return im, err
	}
	if err := checkCityTold(req.City, im.table.mapping); err != nil {
		return im, err
	}
	im.rows = newRowReader(im.table.mapping, r.places, req.City, today(r), im.table.file.Date1904)
	im.rejects = newRejects(req.RejectsPath, im.table)
	if err := im.beginSource(ctx); err != nil {
		return im, err
	}
	im.matcher = matcher{r: r, finisher: newFinisher(r.sealer, r.now), source: im.source, fresh: im.begun == 0}
	im.redo = matcher{r: r, finisher: newFinisher(r.sealer, r.now), source: im.source}
	return im, nil
}

// beginSource finds the run that was cut short, or writes a new source.
func (im *importing) beginSource(ctx context.Context) error {
	mapping, err := json.Marshal(im.table.mapping)
	if err != nil {
		return err
	}
	hash, err := im.table.hash(ctx)
	if err != nil {
		return err
	}
	begin := func(ctx context.Context, q db.Querier) error {
		if err := noUndoUnfinished(ctx, q); err != nil {
			return err
		}
		if err := q.QueryRowContext(ctx, `SELECT COALESCE(MAX(no) + 1, 0) FROM resident`).Scan(&im.begun); err != nil {
			return err
		}
		return im.findCutShort(ctx, q, hash, string(mapping))
	}
	if im.req.DryRun {
		im.sourceID, im.resumed, im.source = "", false, 0
		return begin(ctx, im.r.db.Read())
	}
	return im.r.db.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		if err := begin(ctx, tx); err != nil || im.resumed {
			return err
		}
		src := Source{Kind: FromImport, Name: im.req.Name, Hash: hash, City: im.req.City}
		im.source, im.sourceID, err = addSource(ctx, tx, src, string(mapping), stateRunning, im.at)
		return err
	})
}

// run lets one goroutine read, check, seal and hash, and another one write.
func (im *importing) run(ctx context.Context) error {
	group, inner := errgroup.WithContext(ctx)
	full, empty := make(chan *importChunk, 1), make(chan *importChunk, 2)
	for range cap(empty) {
		empty <- &importChunk{chunk: &chunk{rows: make([]row, 0, segmentSize)}, rows: make([]parsed, 0, segmentSize)}
	}
	group.Go(func() error { return im.fill(inner, full, empty) })
	group.Go(func() error {
		for c := range full {
			if err := im.write(inner, c); err != nil {
				return err
			}
			im.tell(c.done)
			empty <- c
		}
		return nil
	})
	if err := group.Wait(); err != nil || im.req.DryRun {
		return err
	}
	return im.r.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return setState(ctx, tx, im.source, stateDone, im.r.now()) })
}

func (im *importing) tell(done int64) {
	if im.req.Progress == nil {
		return
	}
	s := &im.stats
	im.req.Progress(ImportProgress{Rows: s.Read, Accepted: s.Read - s.Rejected, Rejected: s.Rejected, Warnings: s.Warned,
		DoneBytes: done, TotalBytes: im.table.size})
}

func (im *importing) close() error {
	var err error
	if im.rejects != nil {
		err = im.rejects.close()
	}
	if im.table != nil {
		err = errors.Join(err, im.table.close())
	}
	return err
}

func (im *importing) result() ImportResult {
	s := &im.stats
	return ImportResult{SourceID: im.sourceID, DryRun: im.req.DryRun, Resumed: im.resumed, Rows: s.Read, Accepted: s.Read - s.Rejected,
		Rejected: s.Rejected, Warnings: s.Warned, Inserted: s.Inserted, Changed: s.Changed, Unchanged: s.Unchanged, Repeated: im.repeated,
		Reasons: im.reasons, RejectsFile: im.rejects.name()}
}
