package register

import (
	"context"
	"slices"
	"strings"

	"jemput/internal/db"
	"jemput/internal/fault"
)

// Get is the resident with this id, ErrNotFound if there is none.
func (r *Register) Get(ctx context.Context, q db.Querier, id string) (Resident, error) {
	w, err := one(ctx, q, `id = $1`, id)
	if err != nil {
		return Resident{}, err
	}
	return r.resident(&w)
}

// ByNIK is the resident with this number, ErrNotFound if there is none.
func (r *Register) ByNIK(ctx context.Context, n NIK) (Resident, error) {
	if !n.Valid() {
		return Resident{}, fault.New(fault.Invalid, "nik_malformed", "A NIK has 16 digits.").WithHint("read it from the card again").WithField("nik")
	}
	w, err := one(ctx, r.db.Read(), `nik_hash = $1`, nikHash(r.sealer, n))
	if err != nil {
		return Resident{}, err
	}
	return r.resident(&w)
}

// ByIDs reads several residents at once; those who are not in the register are left out.
func (r *Register) ByIDs(ctx context.Context, q db.Querier, ids []string) (map[string]Resident, error) {
	found := make(map[string]Resident, len(ids))
	err := many(ctx, q, "id", ids, func(w *row) error {
		p, err := r.resident(w)
		found[p.ID] = p
		return err
	})
	return found, err
}

// Family is everybody on this card, in the order of the card: head, spouse, children by age.
func (r *Register) Family(ctx context.Context, card FamilyCard) ([]Resident, error) {
	if !card.Valid() {
		return nil, fault.New(fault.Invalid, "family_card_malformed", "A family card number has 16 digits.").WithField("family_card")
	}
	nos, err := r.cardHolders(ctx, card)
	if err != nil {
		return nil, err
	}
	family := []Resident{}
	err = many(ctx, r.db.Read(), "no", nos, func(w *row) error {
		p, err := r.resident(w)
		if err == nil && p.FamilyCard == card { // the bucket holds others too
			family = append(family, p)
		}
		return err
	})
	slices.SortFunc(family, func(a, b Resident) int {
		if a.Relation != b.Relation {
			return a.Relation - b.Relation
		}
		if c := a.BirthDate.Compare(b.BirthDate); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return family, err
}

// cardHolders lists the residents whose family card falls into the same bucket.
func (r *Register) cardHolders(ctx context.Context, card FamilyCard) ([]int64, error) {
	key := cardKeyOf(r.sealer, card)
	var nos []int64
	err := db.Each(ctx, r.db.Read(), func(s db.Row) error {
		var segment int64
		var stored []byte
		if err := s.Scan(&segment, &stored); err != nil {
			return err
		}
		b := refs(stored)
		for i := range b.len() {
			if b.detail(i) == byte(key.bucket) {
				nos = append(nos, segment<<segmentBits+int64(b.offset(i)))
			}
		}
		return nil
	}, `SELECT segment, refs FROM resident_term WHERE term = $1 ORDER BY segment`, cardTerm(key.bucket))
	return nos, err
}
