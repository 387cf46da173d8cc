// Package config owns what a node is told: what it is (its city, its authority, how it
// activates), and where it stands (folder, database, addresses).
//
// Invariants: what a node is lives in its database and is the same for all processes on
// it; a configuration that Check lets pass can be run with; there are no globals.
package config
