package auth

import "context"

// Officer is a member of the staff, as everybody may know them.
type Officer struct {
	ID      string
	Login   string
	Name    string
	Role    Role
	GroupID string // an agency contact's agency, "" for the office's own staff
}

type officerKey struct{}

// With returns a context in which From finds the officer. For the gate, the CLI and tests.
func With(ctx context.Context, o Officer) context.Context {
	return context.WithValue(ctx, officerKey{}, o)
}

// From is the officer on whose behalf ctx runs; false for public operations.
func From(ctx context.Context) (Officer, bool) {
	o, ok := ctx.Value(officerKey{}).(Officer)
	return o, ok
}
