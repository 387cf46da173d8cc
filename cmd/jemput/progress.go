package main

import (
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// meter shows how far long work has come, where a person looks on.
type meter struct{ bar *progressbar.ProgressBar }

// progress gives a meter that is silent unless standard error is a terminal.
func (s *session) progress(what string, silent bool) *meter {
	f, ok := s.err.(*os.File)
	if silent || !ok || !term.IsTerminal(int(f.Fd())) {
		return &meter{}
	}
	return &meter{progressbar.NewOptions64(100, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(what),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true))}
}

// at moves the meter to done of total.
func (m *meter) at(done, total, rows int64) {
	if m.bar == nil || total <= 0 {
		return
	}
	_ = m.bar.Set64(100 * done / total) // a terminal that went away
}

func (m *meter) done() {
	if m.bar != nil {
		_ = m.bar.Finish()
	}
}
