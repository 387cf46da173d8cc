package region

import (
	"slices"
	"strings"
)

// Offices name the columns of their outlines in many ways: the mapping agency's (WADMKD, KDEPUM, NAMOBJ), the ministry's,
// the statistics office's, their own. Names here are in lower case letters and digits only.
var (
	nameColumns = []string{
		"namakelurahan", "namakel", "nmkelurahan", "nmkel", "kelurahan", "kel", "namadesa", "nmdesa", "namadesakelurahan", "desakelurahan",
		"desakel", "keldesa", "kelurahandesa", "desa", "wadmkd", "namobj", "village", "villagename", "name4", "adm4en", "adm4id", "nama", "name",
	}
	kecamatanColumns = []string{
		"kodekecamatan", "kodekec", "kdkec", "kdckec", "namakecamatan", "namakec", "nmkecamatan", "nmkec", "kecamatan", "kec", "wadmkc",
		"district", "subdistrict", "name3", "adm3en", "adm3id",
	}
)

// Why a feature has no kelurahan.
const (
	reasonUnnamed  = "no_code_or_name"      // no column that says which it is
	reasonUnknown  = "not_found"            // no one kelurahan of the city has this code or name
	reasonConflict = "code_and_name_differ" // two of its columns mean different kelurahan
)

// identify says which kelurahan of the city a feature is, or why not. Codes are asked first; a name that clearly means
// another kelurahan refutes the code, which may be the statistics office's.
func (a *Atlas) identify(properties map[string]string, city string) (code, name, reason string) {
	name = column(properties, nameColumns)
	kecamatan := a.kecamatanOf(properties, city)
	codes := a.codesIn(properties, kecamatan, city)
	named := a.named(name, kecamatan, city)
	switch {
	case len(codes) > 1 || len(codes) == 1 && named != "" && named != codes[0]:
		return "", name, reasonConflict
	case len(codes) == 1:
		return codes[0], name, ""
	case named != "":
		return named, name, ""
	case name == "":
		return "", name, reasonUnnamed
	}
	return "", name, reasonUnknown
}

func column(properties map[string]string, names []string) string {
	for _, n := range names {
		if v := properties[n]; v != "" {
			return v
		}
	}
	return ""
}

// codesIn are the kelurahan of the city whose code stands in a column of codes.
func (a *Atlas) codesIn(properties map[string]string, kecamatan, city string) []string {
	var codes []string
	for key, value := range properties {
		coded := strings.HasPrefix(key, "kode") || strings.HasPrefix(key, "kd") || strings.HasPrefix(key, "code") || strings.HasPrefix(key, "id")
		if !coded || strings.Contains(key, "bps") {
			continue
		}
		code := dotted(value)
		if len(value) == 4 && kecamatan != "" {
			code = kecamatan + "." + value
		}
		if area, ok := a.Area(code); ok && area.Level == Village && strings.HasPrefix(code, city+".") && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}

// kecamatanOf is the kecamatan that a feature names by code or name, "" if none is recognised.
func (a *Atlas) kecamatanOf(properties map[string]string, city string) string {
	for _, n := range kecamatanColumns {
		value := properties[n]
		if value == "" {
			continue
		}
		if area, ok := a.Area(dotted(value)); ok && area.Level == Kecamatan && strings.HasPrefix(area.Code, city+".") {
			return area.Code
		}
		if code, ok := a.kecamatan(value, city); ok {
			return code
		}
	}
	return ""
}

func (a *Atlas) named(name, kecamatan, city string) string {
	within := city
	if kecamatan != "" {
		within = kecamatan
	}
	code, _ := a.Kelurahan(name, within)
	return code
}
