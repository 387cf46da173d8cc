package httpapi

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

const (
	heartbeat     = 20 * time.Second // below the idle limit of proxies and mobile networks
	streamWrite   = 10 * time.Second // a client that takes nothing for so long is gone
	streamForever = 365 * 24 * time.Hour
)

// Send delivers one event to the client, data as JSON. It fails when the client is gone.
type Send func(event string, data any) error

// Events adds an operation that streams server-sent events (GET). source sends until it returns; its
// context ends when the client leaves, the session ends or the server shuts down. A fault that
// source returns before its first event becomes a problem response.
func Events(a *API, op Op, source func(r *http.Request, send Send) error) {
	op.Timeout = streamForever
	if op.Method == "" {
		op.Method = http.MethodGet
	}
	Handle(a, op, func(w http.ResponseWriter, r *http.Request) error {
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		s := &stream{w: w, control: http.NewResponseController(w)}
		go s.keepAlive(ctx, cancel, func() bool {
			_, _, err := a.config.Gate.Admit(r, op.Scope)
			return err == nil
		})
		err := source(r.WithContext(ctx), s.send)
		cancel()
		s.close()
		if !s.open {
			return err
		}
		return nil // the client left or was told all; nobody is left to answer
	})
}

// stream is one open event stream.
type stream struct {
	control *http.ResponseController

	mu     sync.Mutex // guards all below: events and heartbeats are written by two goroutines
	w      http.ResponseWriter
	open   bool // the header is written
	closed bool // the handler returned; w must not be touched any more
}

func (s *stream) send(event string, data any) error {
	body, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("event %s: %w", event, err)
	}
	return s.write(fmt.Sprintf("event: %s\ndata: %s\n\n", event, body))
}

func (s *stream) write(text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return http.ErrHandlerTimeout
	}
	if !s.open {
		h := s.w.Header()
		h.Set("Content-Type", "text/event-stream")
		h.Set("Cache-Control", "no-store")
		h.Set("X-Accel-Buffering", "no")
		s.open = true
	}
	stuck := time.AfterFunc(streamWrite, func() { _ = s.control.SetWriteDeadline(past) })
	defer stuck.Stop()
	if _, err := s.w.Write([]byte(text)); err != nil {
		return err
	}
	return s.control.Flush()
}

func (s *stream) close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
}

// keepAlive sends comments while there is no news, and ends the stream with the session or the server.
func (s *stream) keepAlive(ctx context.Context, cancel context.CancelFunc, admitted func() bool) {
	defer cancel()
	ticker := time.NewTicker(heartbeat)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-closing(ctx):
			return
		case <-ticker.C:
			if !admitted() || s.write(":\n\n") != nil {
				return
			}
		}
	}
}
