// Package outreach owns whom the office goes to and when: groups and their members, visits with
// their teams, and the rosters of the people who are expected.
//
// Invariants: a resident belongs to any number of groups, of which the one joined first is the
// primary; nobody stands twice on the roster of a visit; a roster number, once given, is never
// given to another entry of that visit; whoever was not found in the register stays on the roster
// under the name the list gave, without any number of theirs; a doubtful match is decided by a
// person, never by the program.
package outreach
