package region

import (
	_ "embed" // centres.csv
	"encoding/csv"
	"strconv"
	"strings"
	"sync"
)

//go:embed centres.csv
var centresText string

// centre is a place in degrees (WGS 84).
type centre struct {
	code     string
	lat, lng float64
}

// centres are the known centres of kelurahan, in code order.
var centres = sync.OnceValue(func() []centre {
	r := csv.NewReader(strings.NewReader(centresText))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil { // the file is part of the program
		panic(err)
	}
	var list []centre
	for _, row := range rows[1:] {
		lat, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			panic(err)
		}
		lng, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			panic(err)
		}
		list = append(list, centre{row[0], lat, lng})
	}
	return list
})

// centresIn are the known centres of an area and of what lies inside.
func centresIn(code string) []centre {
	var list []centre
	for _, c := range centres() {
		if c.code == code || strings.HasPrefix(c.code, code+".") {
			list = append(list, c)
		}
	}
	return list
}

// Centre is the middle of an area in degrees (WGS 84): of a kelurahan its own, of a kecamatan or city the mean of its
// kelurahan's. Known for 16.73.
func (a *Atlas) Centre(code string) (lat, lng float64, ok bool) {
	if level, _, ok := a.find(code); !ok || level < City {
		return 0, 0, false
	}
	list := centresIn(code)
	if len(list) == 0 {
		return 0, 0, false
	}
	for _, c := range list {
		lat, lng = lat+c.lat, lng+c.lng
	}
	return lat / float64(len(list)), lng / float64(len(list)), true
}
