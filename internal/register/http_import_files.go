package register

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"jemput/internal/fault"
	"jemput/internal/httpapi"
)

const (
	maxUpload  = 300 << 20
	uploadTime = 15 * time.Minute
)

var errNoFile = fault.New(fault.Invalid, "upload_without_file", "the request holds no file").WithField("file")

// serveUpload stores a file as it arrives and answers with its preview. A file that cannot be read is not kept.
func (im *Importer) serveUpload(w http.ResponseWriter, r *http.Request) (err error) {
	id, path, err := im.begin()
	if err != nil {
		return err
	}
	kept := false
	defer func() {
		if !kept {
			im.discard(id)
		}
	}()
	name, city, size, err := receive(r, path)
	if err != nil {
		return err
	}
	if city == "" {
		city = im.config.City
	}
	preview, err := im.register.Preview(r.Context(), path, city, nil)
	if err != nil {
		return err
	}
	if err := im.accept(id, name, city, size); err != nil {
		return err
	}
	kept = true
	httpapi.SetSubject(r.Context(), id)
	u, _, err := im.look(id)
	if err != nil {
		return err
	}
	body := importBodyOf(&u)
	body.Preview = &preview
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	_, err = w.Write(text)
	return err
}

// receive writes the request's file to path.
func receive(r *http.Request, path string) (name, city string, size int64, err error) {
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if !strings.HasPrefix(media, "multipart/") {
		if name, err = url.PathUnescape(r.Header.Get("X-File-Name")); err != nil {
			name = ""
		}
		size, err = store(path, r.Body)
		return name, r.URL.Query().Get("city"), size, err
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return "", "", 0, fault.Wrap(err, fault.Invalid, "upload_malformed", "the form cannot be read")
	}
	found := false
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", "", 0, arrived(err)
		}
		switch {
		case part.FormName() == "city":
			if city, err = smallField(part); err != nil {
				return "", "", 0, err
			}
		case part.FormName() == "file" && !found:
			found, name = true, part.FileName()
			if size, err = store(path, part); err != nil {
				return "", "", 0, err
			}
		}
	}
	if !found {
		return "", "", 0, errNoFile
	}
	return name, city, size, nil
}

func smallField(part *multipart.Part) (string, error) {
	text, err := io.ReadAll(io.LimitReader(part, 100))
	return strings.TrimSpace(string(text)), arrived(err)
}

// store writes a file that only its owner may read, and syncs it.
func store(path string, src io.Reader) (int64, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, fmt.Errorf("register: store the upload: %w", pathless(err))
	}
	size, err := io.Copy(f, src)
	if err != nil {
		_ = f.Close()
		return 0, arrived(err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return 0, fmt.Errorf("register: store the upload: %w", pathless(err))
	}
	if size == 0 {
		return 0, errNoFile
	}
	return size, nil
}

// arrived tells a body that is too large, or a client that left, from a disk that is full.
func arrived(err error) error {
	var tooLarge *http.MaxBytesError
	var disk *os.PathError
	switch {
	case err == nil, errors.As(err, &tooLarge):
		return err
	case errors.As(err, &disk):
		return fmt.Errorf("register: store the upload: %w", disk.Err)
	}
	return fault.Wrap(err, fault.Invalid, "upload_cut", "the upload did not arrive whole")
}

func (im *Importer) serveRejects(w http.ResponseWriter, r *http.Request) error {
	u, _, err := im.look(r.PathValue("id"))
	if err != nil {
		return err
	}
	missing := fault.New(fault.NotFound, "rejects_not_found", "no rows of this import were rejected")
	if u.live {
		return ErrImportRunning
	}
	f, err := os.Open(im.path(u.ID, "rejects.csv"))
	if errors.Is(err, os.ErrNotExist) {
		return missing
	}
	if err != nil {
		return fmt.Errorf("register: open the rejects: %w", pathless(err))
	}
	defer f.Close()
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": "ditolak-" + u.ID + ".csv"}))
	_, err = io.Copy(w, f)
	return err
}

// failedEvent ends the stream of an import that did not come to its end.
type failedEvent struct {
	State string       `json:"state"`
	Error *importError `json:"error,omitempty"`
}

// serveEvents sends the progress until the import is over; of one that is over, the end at once.
func (im *Importer) serveEvents(r *http.Request, send httpapi.Send) error {
	id := r.PathValue("id")
	for {
		u, news, err := im.look(id)
		if err != nil {
			return err
		}
		switch {
		case u.live:
			err = send("progress", u.progress)
		case u.State == uploadFailed || u.State == uploadInterrupted || u.Result == nil:
			return send("failed", failedEvent{u.State, u.Error})
		default:
			return send("done", outcomeOf(u.Result))
		}
		if err != nil {
			return err
		}
		select {
		case <-news:
		case <-r.Context().Done():
			return nil
		}
	}
}
