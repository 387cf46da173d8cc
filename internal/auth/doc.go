// Package auth owns the staff of the office: their accounts, passwords, sessions, and which
// role may do what.
//
// Roles map to scopes as data (scopes.go); an operation asks for a scope, never for a role.
// Passwords are argon2id; hashing is bounded, so that a flood of logins cannot use up the
// machine's memory. A session is a random token in a cookie; the database holds its hash.
//
// Invariants: a login with an unknown name costs the same time as one with a wrong password;
// a session ends when it is idle, when it is old, at logout, at the next login from the same
// browser, and with the account; the demo's one-click login does not exist outside the demo.
package auth
