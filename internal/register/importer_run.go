package register

import (
	"context"
	"errors"

	"jemput/internal/fault"
)

// Run imports an uploaded file in the background; watch tells how far it is.
func (im *Importer) Run(id string, mapping Mapping, dryRun bool) error {
	im.mu.Lock()
	defer im.mu.Unlock()
	u, err := im.get(id)
	if err != nil {
		return err
	}
	for _, other := range im.uploads {
		if other.live {
			return ErrImportRunning
		}
	}
	if im.ctx.Err() != nil {
		return fault.New(fault.Unavailable, "stopping", "the server is stopping")
	}
	before := u.uploadState
	u.State, u.Mapping, u.Result, u.Error, u.progress = uploadRunning, mapping, nil, nil, ImportProgress{TotalBytes: u.Size}
	if err := im.save(u); err != nil {
		u.uploadState = before
		return err
	}
	u.live = true
	request := ImportRequest{Path: im.path(id, "file"), Name: u.Name, City: u.City, Mapping: mapping, DryRun: dryRun,
		RejectsPath: im.path(id, "rejects.csv"), Progress: func(p ImportProgress) { im.tell(u, p) }}
	im.runs.Go(func() { im.run(u, request) })
	return nil
}

func (im *Importer) run(u *upload, request ImportRequest) {
	result, err := im.register.Import(im.ctx, request)
	im.mu.Lock()
	defer im.mu.Unlock()
	u.live, u.Result = false, &result
	if result.SourceID != "" {
		u.Source = result.SourceID
	}
	switch {
	case err == nil && request.DryRun:
		u.State = uploadChecked
	case err == nil:
		u.State = uploadDone
	case errors.Is(err, context.Canceled):
		u.State, u.Result = uploadInterrupted, nil
	default:
		u.State, u.Result, u.Error = uploadFailed, nil, errorOf(err)
		im.config.Log.Error("an import failed", "import", u.ID, "error", err)
	}
	if err := im.save(u); err != nil {
		im.config.Log.Error("an import's state could not be kept", "import", u.ID, "error", err)
	}
}

// errorOf is what a client may read of a failure.
func errorOf(err error) *importError {
	if f, ok := fault.As(err); ok && f.Kind != fault.Internal {
		return &importError{f.Code, f.Detail}
	}
	return &importError{"internal", "something went wrong on our side; run the import again to go on"}
}

func (im *Importer) tell(u *upload, p ImportProgress) {
	im.mu.Lock()
	defer im.mu.Unlock()
	u.progress = p
	close(u.news)
	u.news = make(chan struct{})
}

// Undo takes back what an upload, or an import from the command line, brought into the register.
func (im *Importer) Undo(ctx context.Context, id string) error {
	im.mu.Lock()
	source, u := id, im.uploads[id]
	if u != nil {
		switch {
		case u.live:
			im.mu.Unlock()
			return ErrImportRunning
		case u.Source == "":
			im.mu.Unlock()
			return fault.New(fault.Conflict, "import_not_run", "this file has not been imported")
		}
		source = u.Source
	}
	im.mu.Unlock()
	if err := im.register.Undo(ctx, source); err != nil || u == nil {
		return err
	}
	im.mu.Lock()
	defer im.mu.Unlock()
	u.State = uploadUndone
	return im.save(u)
}

// look is an upload as it is now, and what is closed when there is news.
func (im *Importer) look(id string) (u upload, news <-chan struct{}, err error) {
	im.mu.Lock()
	defer im.mu.Unlock()
	found, err := im.get(id)
	if err != nil {
		return upload{}, nil, err
	}
	return *found, found.news, nil
}

// previewOf reads the beginning of an upload, once for each mapping.
func (im *Importer) previewOf(ctx context.Context, id string, mapping Mapping) (*Preview, error) {
	u, _, err := im.look(id)
	if err != nil {
		return nil, err
	}
	if mapping == nil {
		mapping = u.Mapping
	}
	p, err := im.register.Preview(ctx, im.path(id, "file"), u.City, mapping)
	return &p, err
}
