package audit

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"jemput/internal/db"
)

// Recent are the newest events before a time, newest first.
func (l *Log) Recent(ctx context.Context, before time.Time, limit int) ([]Event, error) {
	return l.list(ctx, `WHERE at < $1 ORDER BY at DESC, stream, seq DESC LIMIT $2`, db.Micros(before), limit)
}

// About are the newest events about one resident, visit, attempt or officer, newest first: who looked.
func (l *Log) About(ctx context.Context, subject string, limit int) ([]Event, error) {
	return l.list(ctx, `WHERE subject = $1 ORDER BY at DESC, stream, seq DESC LIMIT $2`, subject, limit)
}

func (l *Log) list(ctx context.Context, where string, args ...any) ([]Event, error) {
	events := []Event{}
	err := each(ctx, l.db.Read(), func(s stored) error {
		events = append(events, s.event)
		return nil
	}, where, args...)
	return events, err
}

// Finding is something in the log that its invariants do not allow.
type Finding struct {
	Code   string
	Detail string
}

// Verify recomputes every chain. No finding means that no event was altered, inserted or taken out of the middle.
func (l *Log) Verify(ctx context.Context) ([]Finding, error) {
	var findings []Finding
	var stream string
	var seq int64
	var before []byte
	err := each(ctx, l.db.Read(), func(s stored) error {
		if s.stream != stream {
			stream, seq, before = s.stream, 0, nil
		}
		if s.seq != seq+1 {
			findings = append(findings, Finding{"audit_gap", fmt.Sprintf("stream %s: event %d is missing", stream, seq+1)})
		} else if !bytes.Equal(s.hash, s.event.hash(stream, s.seq, before)) {
			findings = append(findings, Finding{"audit_altered", fmt.Sprintf("stream %s: event %d does not fit its hash", stream, s.seq)})
		}
		seq, before = s.seq, s.hash
		return nil
	}, `ORDER BY stream, seq`)
	return findings, err
}
