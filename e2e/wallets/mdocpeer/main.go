// Command mdocpeer is the mdoc package's side of a test against mdoc libraries that others wrote.
// "make" prints keys, certificates and messages of ours; "check" reads messages of theirs and
// prints what a verifier learns. Everything binary is base64url.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "mdocpeer:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("usage: mdocpeer make|check")
	}
	var answer any
	var err error
	switch args[0] {
	case "make":
		answer, err = makeAll(time.Now().Truncate(time.Second))
	case "check":
		var asked question
		if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
			return fmt.Errorf("question: %w", err)
		}
		answer, err = asked.check(time.Now())
	default:
		err = fmt.Errorf("unknown command %q", args[0])
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(answer)
}
