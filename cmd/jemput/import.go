package main

type importCommand struct {
	Residents importResidents `cmd:"" help:"Read the register: CSV or XLSX as the office's system exports it."`
	Roster    importRoster    `cmd:"" help:"Read the people of a visit: an agency's own staff file."`
	Outlines  importOutlines  `cmd:"" help:"Read the outlines of the city's kelurahan for the map: GeoJSON."`
}
