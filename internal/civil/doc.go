// Package civil owns dates as people mean them: a day without a clock or a zone.
//
// Invariants: a Date is valid or zero; its text form is YYYY-MM-DD, which sorts as
// text the way it sorts in time, so that both database engines compare it alike.
package civil
