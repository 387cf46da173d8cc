package app

import (
	"context"

	"jemput/internal/civil"
	"jemput/internal/credential"
	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/register"
)

// subjects tells the issuer what the register says of a resident.
type subjects struct{ app *App }

// Subject implements issuer.Subjects.
func (s subjects) Subject(ctx context.Context, q db.Querier, residentID string) (credential.Subject, error) {
	p, err := s.app.Register.Get(ctx, q, residentID)
	if err != nil {
		return credential.Subject{}, err
	}
	photo, err := s.app.Register.Photo(ctx, residentID)
	if err != nil && fault.KindOf(err) != fault.NotFound { // a register without photos issues without one
		return credential.Subject{}, err
	}
	return credential.Subject{
		NIK: p.NIK.Reveal(), Name: p.Name, Sex: int(p.Sex), BirthPlace: p.BirthPlace, BirthDate: p.BirthDate,
		Address: s.address(&p), Religion: register.Religions.Name(p.Religion), Marital: register.MaritalStatuses.Name(int(p.Marital)),
		Occupation: register.Occupations.Name(p.Occupation), Blood: register.BloodTypes.Name(p.Blood), Nationality: nationality(&p),
		WajibKTP: p.WajibKTP(civil.In(s.app.options.Now(), s.app.Node.Zone)),
		Portrait: credential.Portrait{MediaType: photo.MediaType, Bytes: photo.Bytes},
	}, nil
}

// nationality is known of citizens only: the register's table does not say which other country.
func nationality(p *register.Resident) string {
	if p.Citizenship == register.Citizen {
		return "ID"
	}
	return ""
}

func (s subjects) address(p *register.Resident) credential.Address {
	name := func(digits int) string {
		if len(p.Area) < digits {
			return ""
		}
		n, _ := s.app.Atlas.Name(p.Area[:digits]) // "" for an area that is no more
		return n
	}
	c := p.Contact
	return credential.Address{
		Line: c.AddressLine, RT: c.RT, RW: c.RW, Hamlet: c.Hamlet, PostCode: c.PostCode, KelurahanCode: p.Area,
		Kelurahan: name(13), Kecamatan: name(8), City: name(5), Province: name(2),
	}
}
