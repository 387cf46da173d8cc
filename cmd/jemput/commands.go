package main

const about = `Moves a city from the identity card to a digital ID on the phone.

Try it: "jemput demo" starts a made-up city and prints its address.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 fsck found something wrong.`

// commands is the whole command line.
type commands struct {
	Demo    demoCommand    `cmd:"" help:"Start the demo city: made-up people, real software."`
	Serve   serveCommand   `cmd:"" help:"Serve a prepared city."`
	Migrate migrateCommand `cmd:"" help:"Prepare a data folder for a city, or bring its schema up to date."`
	Import  importCommand  `cmd:"" help:"Read an office's files."`
	Staff   staffCommand   `cmd:"" help:"The accounts of the staff."`
	Offer   offerCommand   `cmd:"" help:"Make the offer of a digital ID for one person, as at the counter."`
	Target  targetCommand  `cmd:"" help:"Show target against realisation, or set the target."`
	Fsck    fsckCommand    `cmd:"" help:"Recompute every count, chain and uniqueness from the facts."`
	Bench   benchCommand   `cmd:"" help:"Measure this machine."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// place are the flags that say where the data is.
type place struct {
	Data string `help:"Folder of the data, or the address of a database (postgres://…)." default:"jemput-data" env:"JEMPUT_DATA" placeholder:"DIR"`
	Keys string `help:"Folder of the keys; only beside a database address." env:"JEMPUT_KEYS" placeholder:"DIR"`
	JSON bool   `help:"Answer in JSON, for programs." name:"json"`
}
