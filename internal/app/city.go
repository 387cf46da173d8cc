package app

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/fault"
	"jemput/internal/region"
	"jemput/internal/register"
	"jemput/internal/target"
)

// PrepareCity prepares a data folder for a city. An authority that is not named is the city's civil registry office.
func PrepareCity(ctx context.Context, o Options, city, authority string, mode config.Mode) (applied []string, err error) {
	atlas, err := region.Load()
	if err != nil {
		return nil, err
	}
	name, ok := atlas.Name(city)
	if !ok || len(city) != 5 {
		return nil, fault.New(fault.Invalid, "city_unknown", "There is no city or regency with this code.").WithField("city").
			WithHint("give the Kemendagri code, such as 16.73 for Lubuklinggau")
	}
	if authority == "" {
		authority = "Disdukcapil " + name
	}
	zone, err := time.LoadLocation(zoneOf(city))
	if err != nil {
		return nil, err
	}
	return Prepare(ctx, o, config.Node{City: city, Mode: mode, Authority: authority, Zone: zone})
}

// zoneOf is the time zone of a province: Keppres 41/1987 as amended, by province code.
func zoneOf(city string) string {
	switch province := city[:2]; {
	case strings.Contains("51 52 53 63 64 65 71 72 73 74 75 76", province):
		return "Asia/Makassar"
	case province >= "81":
		return "Asia/Jayapura"
	}
	return "Asia/Jakarta"
}

// ResidentsFile is a file of the register to be imported.
type ResidentsFile struct {
	Path     string
	City     string
	DryRun   bool
	Rejects  string // where the refused rows go; "" is a file of its own in the data folder
	Progress func(register.ImportProgress)
}

// ImportResidents imports a file into the register.
func (a *App) ImportResidents(ctx context.Context, f ResidentsFile) (register.ImportResult, error) {
	rejects := f.Rejects
	if rejects == "" {
		name := strings.TrimSuffix(filepath.Base(f.Path), filepath.Ext(f.Path))
		rejects = filepath.Join(a.options.folder(), "rejects-"+name+"-"+a.options.Now().UTC().Format("20060102T150405Z")+".csv")
	}
	return a.Register.Import(ctx, register.ImportRequest{
		Path: f.Path, Name: filepath.Base(f.Path), City: f.City, DryRun: f.DryRun, RejectsPath: rejects, Progress: f.Progress,
	})
}

// TargetRequest is a target as somebody says it.
type TargetRequest struct {
	Name      string
	BaseKind  string // wajib_ktp or recorded
	PercentBP int    // hundredths of a percent; 0 if only a number was said
	Number    int64  // 0 to take the percentage of the base
	Due       civil.Date
}

// SetTarget sets the city's target over the base of today.
func (a *App) SetTarget(ctx context.Context, r TargetRequest) error {
	if r.Due.IsZero() {
		r.Due = civil.Date{Year: a.day().Year, Month: time.December, Day: 31}
	}
	if r.Name == "" {
		r.Name = "Target " + r.Due.String()
	}
	_, err := a.Targets.Set(ctx, target.Target{
		City: a.Node.City, Name: r.Name, BaseKind: r.BaseKind, BaseAsOf: a.day(), BaseSource: "register",
		PercentBP: r.PercentBP, Number: r.Number, Due: r.Due,
	})
	return err
}
