package audit

import (
	"context"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"jemput/internal/db"
	"jemput/internal/httpapi"
)

// lanes is how many transactions of a process can append at the same time without meeting on one chain.
const lanes = 8

// Log appends to the audit log. Safe for concurrent use.
type Log struct {
	db       *db.DB
	now      func() time.Time
	instance string        // this process, the first part of its streams' names
	lane     atomic.Uint64 // the lane used last

	recording sync.Mutex // serialises the stream of Record, whose transactions are ours alone

	seen coalescer
}

// New makes a log with streams of its own.
func New(d *db.DB, now func() time.Time) *Log {
	return &Log{db: d, now: now, instance: uuid.Must(uuid.NewV7()).String()}
}

// Append writes an event in the caller's transaction: it is in the log if and only if that transaction is.
func (l *Log) Append(ctx context.Context, tx db.Tx, e Event) error {
	lane := 1 + l.lane.Add(1)%lanes
	return l.append(ctx, tx, l.instance+"/"+strconv.FormatUint(lane, 10), e)
}

// Write writes an event in a transaction of its own.
func (l *Log) Write(ctx context.Context, e Event) error {
	l.recording.Lock()
	defer l.recording.Unlock()
	return l.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		return l.append(ctx, tx, l.instance+"/0", e)
	})
}

// Record keeps what the HTTP border did or refused. It implements httpapi.Recorder.
func (l *Log) Record(ctx context.Context, r httpapi.Record) error {
	if r.Coalesce && !l.seen.first(r, l.now()) {
		return nil
	}
	err := l.Write(ctx, Event{Actor: r.Caller.ID, Event: r.Event, Subject: r.Subject, Purpose: r.Purpose, Outcome: r.Outcome})
	if err != nil && r.Coalesce {
		l.seen.forget(r)
	}
	return err
}

func (l *Log) append(ctx context.Context, tx db.Tx, stream string, e Event) error {
	e, err := e.checked()
	if err != nil {
		return err
	}
	e.At = db.Time(db.Micros(l.now()))
	seq, before, err := head(ctx, tx, stream)
	if err != nil {
		return err
	}
	return insert(ctx, tx, stream, seq+1, e, e.hash(stream, seq+1, before))
}
