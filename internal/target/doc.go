// Package target owns what is to be reached and what is: bases, targets, and the realisation
// counters that every board is summed from.
//
// Invariants: counters move only in the transaction that moves an attempt, and equal a
// recount of the attempts at any time (Check); a resident counts for the city and kelurahan
// where they lived when they were activated, wherever that was; a percentage always says of
// which base, is rounded half up to hundredths, and never reaches a goal before the people do;
// a target that is set anew leaves its history.
package target
