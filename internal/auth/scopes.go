package auth

import (
	"slices"

	"jemput/internal/httpapi"
)

// The scopes: what an operation may ask for.
const (
	Public                     = httpapi.Public
	Session      httpapi.Scope = "session" // everybody who is logged in
	BoardRead    httpapi.Scope = "board.read"
	VisitRead    httpapi.Scope = "visit.read"
	VisitWrite   httpapi.Scope = "visit.write"
	RosterRead   httpapi.Scope = "roster.read" // the people of a visit
	ResidentRead httpapi.Scope = "resident.read"
	AttemptWrite httpapi.Scope = "attempt.write"
	ImportWrite  httpapi.Scope = "import.write"
	TargetWrite  httpapi.Scope = "target.write"
	StaffWrite   httpapi.Scope = "staff.write"
	AuditRead    httpapi.Scope = "audit.read"
)

// Role is what an officer is to the office.
type Role string

// The roles.
const (
	Administrator Role = "administrator"
	Head          Role = "head"
	Planner       Role = "planner"
	Registrar     Role = "registrar"
	FieldOfficer  Role = "officer"
	AgencyContact Role = "agency_contact"
	Auditor       Role = "auditor"
	RelyingParty  Role = "relying_party"
)

// grants is the whole of the authorisation policy: each right only where the work needs it. An
// administrator runs the system and sees no resident; an auditor reads the log and changes nothing.
var grants = []struct {
	role   Role
	scopes []httpapi.Scope
}{
	{Administrator, []httpapi.Scope{BoardRead, VisitRead, VisitWrite, TargetWrite, StaffWrite}},
	{Head, []httpapi.Scope{BoardRead, VisitRead, TargetWrite, AuditRead}},
	{Planner, []httpapi.Scope{BoardRead, VisitRead, VisitWrite, RosterRead}},
	{Registrar, []httpapi.Scope{BoardRead, VisitRead, VisitWrite, RosterRead, ResidentRead, AttemptWrite, ImportWrite}},
	{FieldOfficer, []httpapi.Scope{BoardRead, VisitRead, RosterRead, ResidentRead, AttemptWrite}},
	{AgencyContact, []httpapi.Scope{BoardRead, VisitRead}},
	{Auditor, []httpapi.Scope{BoardRead, AuditRead}},
	{RelyingParty, nil},
}

// Roles are all roles, from the widest rights to the narrowest.
func Roles() []Role {
	roles := make([]Role, len(grants))
	for i, g := range grants {
		roles[i] = g.role
	}
	return roles
}

// Valid reports whether there is such a role.
func (r Role) Valid() bool { return slices.Contains(Roles(), r) }

// Scopes are the rights of a role. Everybody who is logged in has Session.
func (r Role) Scopes() []httpapi.Scope {
	scopes := []httpapi.Scope{Session}
	for _, g := range grants {
		if g.role == r {
			scopes = append(scopes, g.scopes...)
		}
	}
	return scopes
}

// Has reports whether a role has a right. Public is everybody's.
func (r Role) Has(scope httpapi.Scope) bool {
	return scope == Public || slices.Contains(r.Scopes(), scope)
}

// Scopes are all scopes that some role has, and Public: an operation may ask for no other.
func Scopes() []httpapi.Scope {
	all := []httpapi.Scope{Public, Session}
	for _, g := range grants {
		for _, s := range g.scopes {
			if !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}

// RoleWithout is a role that lacks a scope; false if every role has it. For the tests of the border.
func RoleWithout(scope httpapi.Scope) (Role, bool) {
	for _, r := range Roles() {
		if !r.Has(scope) {
			return r, true
		}
	}
	return "", false
}
