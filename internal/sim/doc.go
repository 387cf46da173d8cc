// Package sim owns the synthetic city: people, families, institutions, months of outreach
// and the visit of today. It drives the demo, load and property tests.
//
// Invariants: the same seed and day make the same city; nobody in it exists; the city has
// exactly Residents people, of whom exactly WajibKTP must hold an identity card on its day,
// and exactly Realised are counted; every portrait is drawn and says CONTOH.
package sim
