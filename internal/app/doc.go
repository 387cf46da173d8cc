// Package app wires a node: it builds every part from the options, connects what the parts
// need of each other, starts and stops them. It is the only package that imports all.
//
// Invariants: a node that Open gave back can work (its database is migrated, its keys are
// there, its settings are checked); domain packages meet only through the interfaces that
// they declare themselves and this package fulfils.
package app
