package enrol

import (
	"context"
	"slices"

	"jemput/internal/db"
	"jemput/internal/fault"
)

// Identity is how the officer made sure of the person.
type Identity struct {
	Method string `json:"method"`
	Note   string `json:"note,omitempty"` // what was seen; needed for an exception
}

// The methods of identity proof.
const (
	CardAndFace = "card_and_face"
	CardOnly    = "card_only" // such as a veiled face
	FaceOnly    = "face_only" // the card is lost, the register's photo was compared
	Exception   = "exception" // anything else, with evidence in the note
)

// Methods are all methods of identity proof.
func Methods() []string { return []string{CardAndFace, CardOnly, FaceOnly, Exception} }

var (
	errMethod = fault.New(fault.Invalid, "identity_method_unknown", "The method is card_and_face, card_only, face_only or exception.").WithField("method")
	errNote   = fault.New(fault.Invalid, "identity_note_missing", "An exception needs a note that says how the person was identified.").WithField("note")
)

func (i Identity) checked() (_ Identity, err error) {
	if !slices.Contains(Methods(), i.Method) {
		return i, errMethod
	}
	if i.Note, err = note("note", i.Note); err != nil {
		return i, err
	}
	if i.Method == Exception && i.Note == "" {
		return i, errNote
	}
	return i, nil
}

// Identify records the identity proof. Before the offer it may be done again, which replaces the former one.
func (e *Enrol) Identify(ctx context.Context, id string, i Identity) (Attempt, error) {
	i, err := i.checked()
	if err != nil {
		return Attempt{}, err
	}
	return e.act(ctx, id, func(ctx context.Context, _ db.Tx, a *Attempt) (*event, error) {
		if a.Identity == i {
			return nil, nil
		}
		if err := beforeOffer(a); err != nil {
			return nil, err
		}
		a.State, a.Identity = Identified, i
		return &event{kind: identified, by: officer(ctx), detail: i}, nil
	})
}

// beforeOffer refuses what can only be done before the person has an offer.
func beforeOffer(a *Attempt) error {
	switch {
	case a.State == Active:
		return errAlreadyActive
	case a.State == Offered:
		return errOfferedOnce
	case a.State.Closed():
		return errClosed
	}
	return nil
}
