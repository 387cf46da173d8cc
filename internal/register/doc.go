// Package register owns the residents and families of a city: what the civil registry
// recorded of them, the rules of the NIK, who must hold an identity card (wajib KTP),
// search, and the import of real offices' files.
//
// Invariants: a NIK never changes and identifies one resident; a NIK that disagrees with
// the birth date or sex is a warning, never a rejection; the kelurahan of domicile is
// never derived from the NIK; NIK, family card number, address and contacts are stored
// sealed; every row knows the import or person it came from; an import is one undoable unit.
package register
