package main

import "github.com/alecthomas/kong"

const about = `Moves a city from the identity card to a digital ID on the phone.

Try it: "jemput demo" starts a made-up city and prints its address.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 fsck found something wrong.`

// commands is the whole command line.
type commands struct {
	Demo    demoCommand    `cmd:"" group:"run" help:"Start the demo city: made-up people, real software."`
	Serve   serveCommand   `cmd:"" group:"run" help:"Serve a prepared city."`
	Migrate migrateCommand `cmd:"" group:"prepare" help:"Prepare a data folder for a city, or bring its schema up to date."`
	Import  importCommand  `cmd:"" group:"prepare" help:"Read an office's files."`
	Staff   staffCommand   `cmd:"" group:"prepare" help:"Keep the accounts of the staff."`
	Target  targetCommand  `cmd:"" group:"work" help:"Show target against realisation, or set the target."`
	Offer   offerCommand   `cmd:"" group:"work" help:"Make the offer of a digital ID for one person, as at the counter."`
	Fsck    fsckCommand    `cmd:"" group:"care" help:"Recompute every count, chain and uniqueness from the facts."`
	Bench   benchCommand   `cmd:"" group:"care" help:"Measure this machine."`
	Version versionCommand `cmd:"" group:"care" help:"Print the version."`
}

// groups are the headings in the help.
var groups = []kong.Group{
	{Key: "run", Title: "Run:"},
	{Key: "prepare", Title: "Prepare a city:"},
	{Key: "work", Title: "Every day:"},
	{Key: "care", Title: "Look after it:"},
	{Key: "set", Title: "Set the target:"},
	{Key: "place", Title: "Where the data is:"},
}

// place are the flags that say where the data is.
type place struct {
	Data string `group:"place" help:"Folder of the data (${default} by default), or the address of a database (postgres://…)." default:"jemput-data" env:"JEMPUT_DATA" placeholder:"DIR"`
	Keys string `group:"place" help:"Folder of the keys: needed beside the address of a database, else DATA/keys." env:"JEMPUT_KEYS" placeholder:"DIR"`
	JSON bool   `help:"Answer in JSON, for programs." name:"json"`
}
