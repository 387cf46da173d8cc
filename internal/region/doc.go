// Package region owns the areas of Indonesia (codes and names after Kepmendagri 300.2.2-2138/2025), how
// their names are found as people type them, and the outlines that an office imports for its map.
//
// Codes are the ministry's, dotted: "16" province, "16.73" city or regency, "16.73.01" kecamatan,
// "16.73.01.1001" village (kelurahan or desa). The areas are made by the build from a package (see
// data/NOTICE.md: source, licence) and embedded; a program built without them says so when Load is called.
//
// Invariants: an Atlas never changes and is safe for concurrent use; every area's parent exists; a name
// gives a code only when exactly one area fits (Kelurahan), a guess is made only for a person who then
// chooses (Search); numbers in names ("Timur I", "Timur 2") are never taken for a misspelling of each other;
// an outline in the database is always of a village inside the city it was imported for, and an import replaces
// the city's earlier one whole or not at all. Until a city has outlines its map shows cells around the
// centres and says that they are schematic.
package region
