package main

import (
	"fmt"
	"io"
)

type fsckCommand struct{ place }

// Help is shown below the flags.
func (fsckCommand) Help() string {
	return `Example:
  jemput fsck --data /srv/jemput && echo sound

May run beside the server. Ends with 3 if it found anything.`
}

func (c *fsckCommand) Run(s *session) error {
	a, closeApp, err := s.open(c.place)
	if err != nil {
		return err
	}
	defer closeApp()
	found, err := a.Fsck(s.ctx)
	if err != nil {
		return err
	}
	err = s.print(c.JSON, map[string]any{"sound": len(found) == 0, "findings": found}, func(w io.Writer) {
		for _, f := range found {
			fmt.Fprintf(w, "%s: %s: %s\n", f.Part, f.Code, f.Detail)
		}
		if len(found) == 0 {
			fmt.Fprintln(w, "Sound: every count, chain and uniqueness agrees with the facts.")
		}
	})
	if err == nil && len(found) > 0 {
		return errFindings
	}
	return err
}
