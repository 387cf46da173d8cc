package register

import "sync"

// vocabulary is the cached list of name words.
type vocabulary struct {
	mu    sync.Mutex
	epoch int64
}

// forget makes the next search read the words again.
func (v *vocabulary) forget() {
	v.mu.Lock()
	v.epoch = -1
	v.mu.Unlock()
}
