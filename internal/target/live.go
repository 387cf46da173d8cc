package target

import (
	"context"
	"sync"
	"time"
)

// liveEvery is how often the counters are looked at while somebody watches the board. Looking, not telling:
// what other processes and the command line do is seen as well.
const liveEvery = time.Second

// snapshot is the figures that watchers share, so that a hundred screens cost as much as one.
type snapshot struct {
	mu      sync.Mutex // guards all below, and is held while the figures are read
	at      time.Time
	figures Figures
}

// watched gives the figures, at most liveEvery old.
func (t *Targets) watched(ctx context.Context) (Figures, error) {
	s := &t.live
	s.mu.Lock()
	defer s.mu.Unlock()
	now := t.Now()
	if age := now.Sub(s.at); age >= 0 && age < liveEvery*9/10 {
		return s.figures, nil
	}
	f, err := t.figures(ctx, t.DB.Read())
	if err != nil {
		return f, err
	}
	s.at, s.figures = now, f
	return f, nil
}

// watch sends the figures at once and after each change, until ctx ends or send fails.
func (t *Targets) watch(ctx context.Context, send func(Figures) error) error {
	var last Figures
	ticker := time.NewTicker(liveEvery)
	defer ticker.Stop()
	for first := true; ; first = false {
		f, err := t.watched(ctx)
		if err != nil {
			return err
		}
		if first || f != last {
			if err := send(f); err != nil {
				return err
			}
			last = f
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
}
