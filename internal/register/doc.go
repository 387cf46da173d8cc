// Package register owns the residents and families of a city: what the civil registry
// recorded of them, the rules of the NIK, who must hold an identity card (wajib KTP),
// search, and the import of real offices' files.
//
// Invariants: a NIK never changes and identifies one resident; a NIK that disagrees with
// the birth date or sex is a warning, never a rejection; the kelurahan of domicile is
// never derived from the NIK; NIK, family card number, address and contacts are stored
// sealed; every row knows the import or person it came from; an import is one undoable unit.
//
// Search: the transaction that changes a resident changes the inverted index, so a search never
// misses who is there. It reads lists of bytes, not rows, and ranks exact over reordered over begun
// over misspelt; it holds in memory only the words (thousands) and who lives in the areas last
// asked for (a bit each). A number is looked up by its keyed hash and is never in a URL or a list.
package register
