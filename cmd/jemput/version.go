package main

import (
	"fmt"
	"io"
	"strings"

	"jemput/internal/region"
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
	notice := region.Notice()
	return s.print(c.JSON, map[string]string{"version": version, "license": "Apache-2.0", "areas": notice}, func(w io.Writer) {
		fmt.Fprintf(w, "jemput %s, Apache-2.0\n\n%s\n", version, strings.TrimSpace(notice))
	})
}
