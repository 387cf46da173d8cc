package sim

import (
	"os"
	"testing"
)

// folder holds the city that tests share.
var folder string

func TestMain(m *testing.M) {
	var err error
	if folder, err = os.MkdirTemp("", "sim"); err != nil {
		panic(err)
	}
	code := m.Run()
	if whole.node != nil {
		_ = whole.DB.Close()
	}
	_ = os.RemoveAll(folder)
	os.Exit(code)
}
