package httpapi

import (
	"context"
	"net/http"

	"github.com/google/uuid"
)

// call is what is known of a running operation. Only its own goroutine touches it.
type call struct {
	caller  Caller
	subject string
	purpose string
	refusal string
}

type callKey struct{}

func callFrom(ctx context.Context) *call {
	if c, ok := ctx.Value(callKey{}).(*call); ok {
		return c
	}
	return &call{}
}

// SetSubject names whom the running operation is about in its audit record, where the {id} of the
// path does not say it already. Ids only: never a NIK or a name.
func SetSubject(ctx context.Context, id string) { callFrom(ctx).subject = id }

// SetPurpose says in the audit record why the operation was done.
func SetPurpose(ctx context.Context, purpose string) { callFrom(ctx).purpose = purpose }

// SetCaller says who the caller turned out to be, for the operation that logs one in.
func SetCaller(ctx context.Context, c Caller) { callFrom(ctx).caller = c }

// SetRefusal says in the audit record that a plain handler refused in its own protocol's words, such as
// OAuth's, instead of returning a fault. code is that protocol's error code.
func SetRefusal(ctx context.Context, code string) { callFrom(ctx).refusal = code }

// subjectOf is the {id} of the path. Anything that is not one of our ids is left out: a person may have typed a NIK there.
func subjectOf(r *http.Request) string {
	id, err := uuid.Parse(r.PathValue("id"))
	if err != nil {
		return ""
	}
	return id.String()
}

// recordingWriter writes the audit record before the first byte of a plain handler's response.
type recordingWriter struct {
	http.ResponseWriter
	record  func() error
	started bool
	failed  error
}

func (w *recordingWriter) start() error {
	if !w.started {
		w.started = true
		w.failed = w.record()
	}
	return w.failed
}

func (w *recordingWriter) WriteHeader(status int) {
	if w.start() == nil { // otherwise Handle answers with a problem
		w.ResponseWriter.WriteHeader(status)
	}
}

func (w *recordingWriter) Write(b []byte) (int, error) {
	if err := w.start(); err != nil {
		return 0, err
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap gives http.ResponseController the writer below.
func (w *recordingWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
