package main

import (
	"fmt"
	"io"
)

type versionCommand struct {
	JSON bool `help:"Answer in JSON, for programs." name:"json"`
}

// Help is shown below the flags.
func (versionCommand) Help() string {
	return `Example:
  jemput version --json`
}

func (c *versionCommand) Run(s *session) error {
	return s.print(c.JSON, map[string]string{"version": version}, func(w io.Writer) { fmt.Fprintln(w, "jemput", version) })
}
