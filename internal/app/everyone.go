package app

import (
	"context"

	"jemput/internal/auth"
)

// everyone gives the officers to those who show what was done, closed accounts too: a past visit keeps its team's names.
type everyone struct{ *auth.Auth }

// Staff implements outreach.Staff and enrol.Staff.
func (e everyone) Staff(ctx context.Context) ([]auth.Officer, error) { return e.Everyone(ctx) }
