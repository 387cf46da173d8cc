package enrol

import (
	"context"
	"sync"
	"time"
)

const (
	pollEvery  = time.Second           // for changes by other processes
	commitTime = 30 * time.Millisecond // in which a transaction that we are part of has probably ended
)

// bell wakes those who watch. A ring says only that something may have changed.
type bell struct {
	mu   sync.Mutex
	next chan struct{} // closed by the next ring; nil while nobody waits
}

// wait is closed by the next ring.
func (b *bell) wait() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.next == nil {
		b.next = make(chan struct{})
	}
	return b.next
}

func (b *bell) ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.next != nil {
		close(b.next)
		b.next = nil
	}
}

// ringSoon rings for a change in a transaction of somebody else's, which is not committed yet. If it takes
// longer, the next poll sees it.
func (b *bell) ringSoon() {
	b.mu.Lock()
	waited := b.next != nil
	b.mu.Unlock()
	if waited {
		time.AfterFunc(commitTime, b.ring)
	}
}

// watch calls changed at once, and then whenever mark gives another text, until ctx ends or one of them
// fails. mark must be cheap: it is asked at every change in this process and once a second.
func (e *Enrol) watch(ctx context.Context, mark func(context.Context) (string, error), changed func(context.Context) error) error {
	ticker := time.NewTicker(pollEvery)
	defer ticker.Stop()
	for last, first := "", true; ; first = false {
		rung := e.bell.wait() // before the look, so that no ring falls between
		now, err := mark(ctx)
		if err != nil {
			return err
		}
		if first || now != last {
			if err := changed(ctx); err != nil {
				return err
			}
			last = now
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-rung:
		case <-ticker.C:
		}
	}
}
