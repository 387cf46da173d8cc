package enrol

import (
	"context"

	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/register"
)

// TriageCode says what can be done for a person. Those that bar an activation are outcome codes as well,
// except AlreadyActive.
type TriageCode string

// The triage codes.
const (
	MayActivate   TriageCode = "may_activate"
	RecordFirst   TriageCode = "record_first" // biometrics are not on record
	TooYoung      TriageCode = "too_young"    // need not hold an identity card yet
	NotLiving     TriageCode = "not_living"
	MovedOut      TriageCode = "moved_out"
	Foreigner     TriageCode = "foreigner" // without permanent stay
	AlreadyActive TriageCode = "already_active"
)

// Triage is what can be done for a person.
type Triage struct {
	Code TriageCode
}

// MayActivate reports that an attempt can lead to an activation.
func (t Triage) MayActivate() bool { return t.Code == MayActivate }

// refusals are why no attempt is started.
var refusals = map[TriageCode]*fault.Error{
	RecordFirst:   fault.New(fault.Conflict, string(RecordFirst), "The person's biometrics must be recorded first.").WithHint("send the person to the recording desk"),
	TooYoung:      fault.New(fault.Conflict, string(TooYoung), "The person need not hold an identity card yet.").WithHint("from 17, or from the marriage, the person may"),
	NotLiving:     fault.New(fault.Conflict, string(NotLiving), "The register says that this person is not alive.").WithHint("if that is wrong, the registrar corrects the register"),
	MovedOut:      fault.New(fault.Conflict, string(MovedOut), "The register says that this person has moved out.").WithHint("the city where the person lives now has the record"),
	Foreigner:     fault.New(fault.Conflict, string(Foreigner), "Only citizens and foreigners with permanent stay get a digital ID.").WithHint("if the register has the citizenship wrong, the registrar corrects it"),
	AlreadyActive: errAlreadyActive,
}

func (t Triage) refusal() error {
	if refusal, refused := refusals[t.Code]; refused {
		return refusal
	}
	return nil
}

// triageOf goes by the register alone. KTP status 1 of somebody who must hold a card by now is an old
// record: what is missing is the recording, not age.
func triageOf(p *register.Resident, on civil.Date) TriageCode {
	switch {
	case p.Life == register.Dead:
		return NotLiving
	case p.Life == register.MovedOut:
		return MovedOut
	case p.Citizenship == register.OtherForeigner:
		return Foreigner
	case !p.WajibKTP(on):
		return TooYoung
	case !p.KTPStatus.BiometricsRecorded():
		return RecordFirst
	}
	return MayActivate
}

// Triage says what can be done for a person today.
func (e *Enrol) Triage(ctx context.Context, q db.Querier, p *register.Resident) (Triage, error) {
	active, err := activeAttempt(ctx, q, p.ID)
	if err != nil {
		return Triage{}, err
	}
	if active != "" {
		return Triage{AlreadyActive}, nil
	}
	return Triage{triageOf(p, e.today())}, nil
}
