package register

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"jemput/internal/fault"

	"github.com/google/uuid"
)

// maxUploads bounds how many files wait in the folder: each may have 300 MB, and all hold personal data.
const maxUploads = 20

// ImporterConfig of an Importer. Every field but City is required.
type ImporterConfig struct {
	Folder string // for uploaded files and rejects; only its owner may read it
	City   string // the node's own city, for uploads that name none
	Now    func() time.Time
	Log    *slog.Logger
}

// Importer keeps the files that the office uploads, and imports them one at a time. Safe for concurrent use.
// What it knows of a file is beside it in the folder, so that it survives a restart.
type Importer struct {
	register *Register
	config   ImporterConfig
	ctx      context.Context // ends with Close
	cancel   context.CancelFunc
	runs     sync.WaitGroup

	mu      sync.Mutex // guards all below
	uploads map[string]*upload
}

// upload is one file. Importer.mu guards it.
type upload struct {
	uploadState
	live     bool // runs at this moment, in this process
	progress ImportProgress
	news     chan struct{} // closed and replaced when something changes
}

// uploadState is what is kept on disk.
type uploadState struct {
	ID       string        `json:"id"`
	Name     string        `json:"name"`
	City     string        `json:"city"`
	Size     int64         `json:"size"`
	Uploaded time.Time     `json:"uploaded_at"`
	State    string        `json:"state"`
	Mapping  Mapping       `json:"mapping,omitempty"`   // as the caller gave it
	Source   string        `json:"source_id,omitempty"` // what the register calls the import, also of one that was cut short
	Result   *ImportResult `json:"result,omitempty"`
	Error    *importError  `json:"error,omitempty"`
}

type importError struct {
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

// The states of an upload.
const (
	uploadWaiting     = "uploaded"
	uploadRunning     = "running"
	uploadChecked     = "checked" // a dry run came to its end
	uploadDone        = "done"
	uploadFailed      = "failed"
	uploadInterrupted = "interrupted" // cut short; running it again goes on
	uploadUndoing     = "undoing"
	uploadUndone      = "undone"
)

var errTooManyUploads = fault.New(fault.Conflict, "uploads_full", "too many uploaded files are kept; delete the old ones first")

// NewImporter takes over the folder, which is created if it is missing.
func NewImporter(r *Register, c ImporterConfig) (*Importer, error) {
	if c.Folder == "" || c.Now == nil || c.Log == nil {
		return nil, errors.New("register: the importer's configuration is incomplete")
	}
	if err := os.MkdirAll(c.Folder, 0o700); err != nil {
		return nil, fmt.Errorf("register: folder of uploads: %w", err)
	}
	im := &Importer{register: r, config: c, uploads: map[string]*upload{}}
	im.ctx, im.cancel = context.WithCancel(context.Background())
	return im, im.load()
}

// Close cuts a running import short, to be gone on with later, and waits for it.
func (im *Importer) Close() {
	im.cancel()
	im.runs.Wait()
}

func (im *Importer) load() error {
	entries, err := os.ReadDir(im.config.Folder)
	if err != nil {
		return fmt.Errorf("register: folder of uploads: %w", err)
	}
	for _, e := range entries {
		if _, err := uuid.Parse(e.Name()); err != nil {
			continue
		}
		text, err := os.ReadFile(im.path(e.Name(), "state.json"))
		if errors.Is(err, os.ErrNotExist) { // an upload that did not arrive whole
			err = os.RemoveAll(im.path(e.Name(), ""))
			if err != nil {
				return fmt.Errorf("register: folder of uploads: %w", err)
			}
			continue
		}
		u := &upload{news: make(chan struct{})}
		if err == nil {
			err = json.Unmarshal(text, &u.uploadState)
		}
		if err != nil || u.ID != e.Name() {
			return fmt.Errorf("register: upload %s: its state cannot be read: %w", e.Name(), err)
		}
		if u.State == uploadRunning {
			u.State = uploadInterrupted
		}
		im.uploads[u.ID] = u
	}
	return nil
}

// path of one of an upload's files.
func (im *Importer) path(id, file string) string { return filepath.Join(im.config.Folder, id, file) }

// save writes an upload's state so that a power cut leaves the old or the new one. mu is held.
func (im *Importer) save(u *upload) error {
	text, err := json.Marshal(u.uploadState)
	if err != nil {
		return err
	}
	tmp := im.path(u.ID, "state.new")
	if err := os.WriteFile(tmp, text, 0o600); err != nil {
		return fmt.Errorf("register: keep the upload's state: %w", pathless(err))
	}
	if err := os.Rename(tmp, im.path(u.ID, "state.json")); err != nil {
		return fmt.Errorf("register: keep the upload's state: %w", err)
	}
	close(u.news)
	u.news = make(chan struct{})
	return nil
}

// get finds an upload. mu is held.
func (im *Importer) get(id string) (*upload, error) {
	if u, ok := im.uploads[id]; ok {
		return u, nil
	}
	return nil, ErrSourceUnknown
}

// begin makes room for a new upload and gives its id and the path for its content.
func (im *Importer) begin() (id, path string, err error) {
	im.mu.Lock()
	full := len(im.uploads) >= maxUploads
	im.mu.Unlock()
	if full {
		return "", "", errTooManyUploads
	}
	if id, err = newID(); err != nil {
		return "", "", err
	}
	if err := os.Mkdir(im.path(id, ""), 0o700); err != nil {
		return "", "", fmt.Errorf("register: store the upload: %w", err)
	}
	return id, im.path(id, "file"), nil
}

// accept takes a file that is stored whole.
func (im *Importer) accept(id, name, city string, size int64) error {
	if city == "" {
		city = im.config.City
	}
	if err := im.register.checkCity(city); err != nil {
		return err
	}
	im.mu.Lock()
	defer im.mu.Unlock()
	u := &upload{news: make(chan struct{}), uploadState: uploadState{ID: id, Name: cleanFileName(name), City: city, Size: size,
		Uploaded: im.config.Now().UTC(), State: uploadWaiting}}
	if err := im.save(u); err != nil {
		return err
	}
	im.uploads[id] = u
	return nil
}

// discard removes what an upload left on disk.
func (im *Importer) discard(id string) {
	if err := os.RemoveAll(im.path(id, "")); err != nil {
		im.config.Log.Error("an uploaded file could not be removed", "import", id, "error", pathless(err))
	}
}

// Delete removes an uploaded file and its rejects. What it brought into the register stays.
func (im *Importer) Delete(id string) error {
	im.mu.Lock()
	defer im.mu.Unlock()
	u, err := im.get(id)
	if err != nil {
		return err
	}
	if u.live {
		return ErrImportRunning
	}
	if err := os.RemoveAll(im.path(id, "")); err != nil {
		return fmt.Errorf("register: remove the upload: %w", pathless(err))
	}
	delete(im.uploads, id)
	return nil
}

// cleanFileName is the last part of what a client calls its file, without signs that no name needs.
func cleanFileName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c == '"' {
			return -1
		}
		return c
	}, strings.ToValidUTF8(name, ""))
	if runes := []rune(name); len(runes) > 100 {
		name = string(runes[:100])
	}
	if name == "" {
		return "file"
	}
	return name
}

// newest first, by id: ids are made in the order of time.
func sortNewest[T any](list []T, id func(*T) string) {
	slices.SortFunc(list, func(a, b T) int { return strings.Compare(id(&b), id(&a)) })
}
