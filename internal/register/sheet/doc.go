// Package sheet reads the tables that offices send, row by row and in bounded memory: CSV in
// every dialect that Excel and the civil registry's programs write, and XLSX.
//
// Invariants: what a file is, is found from its first bytes, never from its name; every field
// that is handed out is valid UTF-8; a row that cannot be read is handed out as broken, with its
// number, and costs no other row; a file that ends too early is an error, never a short table.
//
// XLSX is read here and not with excelize, which the reports write with: its row iterator takes a
// cut or damaged worksheet for the end of the table, and it unpacks people's data into the
// system's temporary folder.
package sheet
