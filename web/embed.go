// Package web holds the web apps as `make web` built them into dist, embedded in the binary.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Apps is the folder of built apps: office, field, wallet, each with its index.html. Empty before `make web`.
func Apps() fs.FS {
	apps, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the folder's name is a constant above
	}
	return apps
}
