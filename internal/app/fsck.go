package app

import (
	"context"
	"fmt"

	"jemput/internal/audit"
)

// Finding is something in the data that the invariants do not allow.
type Finding struct {
	Part   string `json:"part"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

// Fsck recomputes everything that is counted, chained or unique from the facts. No finding means a sound node.
func (a *App) Fsck(ctx context.Context) ([]Finding, error) {
	parts := []struct {
		name  string
		check func(context.Context) ([]audit.Finding, error)
	}{
		{"audit", a.Audit.Verify}, {"enrol", a.Enrol.Check}, {"target", a.Targets.Check}, {"issuer", a.Issuer.Check},
	}
	all := []Finding{}
	for _, part := range parts {
		found, err := part.check(ctx)
		if err != nil {
			return nil, fmt.Errorf("fsck of %s: %w", part.name, err)
		}
		for _, f := range found {
			all = append(all, Finding{part.name, f.Code, f.Detail})
		}
	}
	return all, nil
}
