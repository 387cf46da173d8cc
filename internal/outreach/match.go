package outreach

import (
	"context"
	"errors"
	"slices"

	"jemput/internal/register"
)

// verdict is whom a row means.
type verdict struct {
	resident string // "" unless certain
	reason   string // why it is not certain
	maybe    []lookalike
}

type lookalike struct{ resident, why string }

// The reasons beyond register.Likeness.
const (
	nameDiffers = "name_differs"  // the NIK is of somebody with another name
	nikNotFound = "nik_not_found" // the register does not know the NIK
	severalFit  = "several_fit"
	nobodyFits  = "nobody_fits"
	byNIK       = "nik"
)

// match finds the residents whom rows mean: by the NIK, whose holder must not have a wholly different name; without
// a readable NIK by name and birth date, if one living resident has both.
func (o *Outreach) match(ctx context.Context, people []listed) ([]verdict, error) {
	verdicts := make([]verdict, len(people))
	var rest []int
	var given []register.Given
	for i := range people {
		p := &people[i]
		sure, err := o.matchNIK(ctx, p, &verdicts[i])
		if err != nil {
			return nil, err
		}
		if !sure {
			rest = append(rest, i)
			given = append(given, register.Given{Name: p.plain, Born: p.born, Hint: p.hint, Sex: p.sex})
		}
	}
	if len(rest) == 0 {
		return verdicts, nil
	}
	found, err := o.register.Identify(ctx, o.db.Read(), given)
	if err != nil {
		return nil, err
	}
	for j, i := range rest {
		verdicts[i].weigh(people[i].nik != "", found[j])
	}
	return verdicts, nil
}

// matchNIK looks the NIK up; sure if no more is to be asked.
func (o *Outreach) matchNIK(ctx context.Context, p *listed, v *verdict) (sure bool, err error) {
	if p.nik == "" {
		return false, nil
	}
	holder, err := o.register.ByNIK(ctx, p.nik)
	if errors.Is(err, register.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	switch {
	case p.plain != "" && !register.Alike(p.plain, holder.Name) && !register.Alike(p.name, holder.Name):
		v.reason, v.maybe = nameDiffers, []lookalike{{holder.ID, byNIK}}
		return false, nil
	case holder.Life != register.Living:
		v.reason, v.maybe = string(register.LikeGone), []lookalike{{holder.ID, byNIK}}
	default:
		v.resident = holder.ID
	}
	return true, nil
}

// weigh draws the conclusion from the residents who look like the person.
func (v *verdict) weigh(number bool, found []register.Lookalike) {
	same := 0
	for _, l := range found {
		if l.Likeness == register.LikeSame {
			same++
		}
		if !slices.ContainsFunc(v.maybe, func(m lookalike) bool { return m.resident == l.ID }) {
			v.maybe = append(v.maybe, lookalike{l.ID, string(l.Likeness)})
		}
	}
	switch {
	case v.reason != "": // the NIK is somebody else's
	case number:
		v.reason = nikNotFound
	case len(found) == 0:
		v.reason = nobodyFits
	case same == 1:
		v.resident, v.maybe = found[0].ID, nil
	case same > 1:
		v.reason = severalFit
	default:
		v.reason = string(found[0].Likeness)
	}
}
