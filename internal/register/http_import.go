package register

import (
	"context"
	"net/http"
	"time"

	"jemput/internal/httpapi"

	"github.com/danielgtaylor/huma/v2"
)

// ImportWrite is the scope for importing files and undoing imports.
const ImportWrite httpapi.Scope = "import.write"

type importBody struct {
	ID       string          `json:"id"`
	Name     string          `json:"name"`
	City     string          `json:"city"`
	Size     int64           `json:"size" doc:"Bytes of the uploaded file, 0 if it is no longer there or was imported on the command line"`
	At       time.Time       `json:"at" doc:"When it was uploaded, or imported on the command line"`
	State    string          `json:"state" enum:"uploaded,running,checked,done,failed,interrupted,undoing,undone"`
	SourceID string          `json:"source_id,omitempty"`
	Uploaded bool            `json:"uploaded" doc:"Whether the file is here: it can be run, previewed and deleted"`
	Preview  *Preview        `json:"preview,omitempty"`
	Progress *ImportProgress `json:"progress,omitempty"`
	Result   *importOutcome  `json:"result,omitempty"`
	Error    *importError    `json:"error,omitempty"`
}

// importOutcome is ImportResult for a client: without the path of a file on the server.
type importOutcome struct {
	DryRun     bool             `json:"dry_run"`
	Resumed    bool             `json:"resumed"`
	Rows       int64            `json:"rows"`
	Accepted   int64            `json:"accepted"`
	Rejected   int64            `json:"rejected"`
	Warnings   int64            `json:"warnings"`
	Inserted   int64            `json:"inserted"`
	Changed    int64            `json:"changed"`
	Unchanged  int64            `json:"unchanged"`
	Reasons    map[string]int64 `json:"reasons,omitempty"`
	HasRejects bool             `json:"has_rejects"`
	Seconds    float64          `json:"seconds,omitempty"`
}

func outcomeOf(r *ImportResult) *importOutcome {
	if r == nil {
		return nil
	}
	return &importOutcome{DryRun: r.DryRun, Resumed: r.Resumed, Rows: r.Rows, Accepted: r.Accepted, Rejected: r.Rejected, Warnings: r.Warnings,
		Inserted: r.Inserted, Changed: r.Changed, Unchanged: r.Unchanged, Reasons: r.Reasons, HasRejects: r.RejectsFile != "", Seconds: r.Took.Seconds()}
}

func importBodyOf(u *upload) importBody {
	b := importBody{ID: u.ID, Name: u.Name, City: u.City, Size: u.Size, At: u.Uploaded, State: u.State, Uploaded: true,
		SourceID: u.Source, Result: outcomeOf(u.Result), Error: u.Error}
	if u.live {
		progress := u.progress
		b.Progress = &progress
	}
	return b
}

// importOfSource is an import whose file is not here.
func importOfSource(s *SourceInfo) importBody {
	state := s.State
	if state == stateRunning {
		state = uploadInterrupted
	}
	t := &s.Stats
	return importBody{ID: s.ID, Name: s.Name, City: s.City, At: s.Started, State: state, SourceID: s.ID, Result: &importOutcome{
		Rows: t.Read, Accepted: t.Read - t.Rejected, Rejected: t.Rejected, Warnings: t.Warned, Inserted: t.Inserted, Changed: t.Changed, Unchanged: t.Unchanged}}
}

type (
	importInput struct {
		ID string `path:"id" maxLength:"40"`
	}
	importOutput  struct{ Body importBody }
	importsOutput struct {
		Body struct {
			Imports []importBody `json:"imports"`
		}
	}
	runInput struct {
		ID   string `path:"id" maxLength:"40"`
		Body struct {
			Mapping Mapping `json:"mapping,omitempty" doc:"Column, from 0, of each field; without it the header decides"`
			DryRun  bool    `json:"dry_run,omitempty"`
		}
	}
	previewInput struct {
		ID   string `path:"id" maxLength:"40"`
		Body struct {
			Mapping Mapping `json:"mapping"`
		}
	}
	previewOutput struct{ Body Preview }
)

func importOp(method, path, id, summary, event string) httpapi.Op {
	return httpapi.Op{Operation: huma.Operation{
		OperationID: id, Method: method, Path: "/api/v1/imports" + path, Summary: summary, Tags: []string{"register"},
	}, Scope: ImportWrite, Audit: event}
}

// ImportRoutes adds the upload, preview, import and undo of residents' files.
func ImportRoutes(api *httpapi.API, im *Importer) {
	list := importOp(http.MethodGet, "", "import-list", "All imports and uploaded files, the newest first", "import.list")
	list.Coalesce = true
	httpapi.Register(api, list, im.serveList)
	httpapi.Register(api, importOp(http.MethodGet, "/{id}", "import-read", "One import with its preview, progress and result", "import.read"), im.serveOne)
	httpapi.Register(api, importOp(http.MethodPost, "/{id}/preview", "import-preview", "The first rows as another mapping reads them", "import.preview"), im.servePreview)
	httpapi.Register(api, importOp(http.MethodPost, "/{id}/run", "import-run", "Import an uploaded file, or find out what that would do", "import.run"), im.serveRun)
	httpapi.Register(api, importOp(http.MethodDelete, "/{id}", "import-delete", "Remove an uploaded file and its rejects", "import.delete"), im.serveDelete)
	undo := importOp(http.MethodPost, "/{id}/undo", "import-undo", "Take an import back as a whole", "import.undo")
	undo.Timeout = uploadTime
	httpapi.Register(api, undo, im.serveUndo)
	upload := importOp(http.MethodPost, "", "import-upload", "Upload a CSV or XLSX file: multipart/form-data with fields file and city, or the bytes themselves with the header X-File-Name", "import.upload")
	upload.MaxBodyBytes, upload.Timeout = maxUpload, uploadTime
	httpapi.Handle(api, upload, im.serveUpload)
	httpapi.Handle(api, importOp(http.MethodGet, "/{id}/rejects", "import-rejects", "The rows that were not taken, as CSV", "import.rejects"), im.serveRejects)
	httpapi.Events(api, importOp(http.MethodGet, "/{id}/events", "import-events", "Progress of a running import: events progress, then done or failed", "import.watch"), im.serveEvents)
}

func (im *Importer) serveList(ctx context.Context, _ *struct{}) (*importsOutput, error) {
	sources, err := im.register.Sources(ctx)
	if err != nil {
		return nil, err
	}
	out := &importsOutput{}
	out.Body.Imports = []importBody{}
	here := map[string]bool{}
	im.mu.Lock()
	for _, u := range im.uploads {
		b := importBodyOf(u)
		here[b.SourceID] = true
		out.Body.Imports = append(out.Body.Imports, b)
	}
	im.mu.Unlock()
	for i := range sources {
		if !here[sources[i].ID] {
			out.Body.Imports = append(out.Body.Imports, importOfSource(&sources[i]))
		}
	}
	sortNewest(out.Body.Imports, func(b *importBody) string { return b.ID })
	return out, nil
}

func (im *Importer) serveOne(ctx context.Context, in *importInput) (*importOutput, error) {
	u, _, err := im.look(in.ID)
	if err != nil {
		_, info, err := sourceByID(ctx, im.register.db.Read(), in.ID)
		if err != nil {
			return nil, err
		}
		return &importOutput{importOfSource(&info)}, nil
	}
	out := &importOutput{importBodyOf(&u)}
	out.Body.Preview, err = im.previewOf(ctx, in.ID, nil)
	return out, err
}

func (im *Importer) servePreview(ctx context.Context, in *previewInput) (*previewOutput, error) {
	p, err := im.previewOf(ctx, in.ID, in.Body.Mapping)
	if err != nil {
		return nil, err
	}
	return &previewOutput{*p}, nil
}

func (im *Importer) serveRun(_ context.Context, in *runInput) (*importOutput, error) {
	if err := im.Run(in.ID, in.Body.Mapping, in.Body.DryRun); err != nil {
		return nil, err
	}
	u, _, err := im.look(in.ID)
	return &importOutput{importBodyOf(&u)}, err
}

func (im *Importer) serveDelete(_ context.Context, in *importInput) (*struct{}, error) {
	return nil, im.Delete(in.ID)
}

// serveUndo goes on when the client leaves: half an undo would block the next import.
func (im *Importer) serveUndo(ctx context.Context, in *importInput) (*struct{}, error) {
	return nil, im.Undo(context.WithoutCancel(ctx), in.ID)
}
