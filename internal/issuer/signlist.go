package issuer

import (
	"context"
	"time"

	"jemput/internal/credential"
	"jemput/statuslist"
)

// statusBits holds valid, revoked and suspended.
const statusBits = 2

// signList builds an edition from the ledger and signs it. Its time is the beginning of its slot,
// so that all processes say the same.
func (i *Issuer) signList(ctx context.Context, e edition) ([]byte, error) {
	list, err := statuslist.New(statusBits, credential.ListSize)
	if err != nil {
		return nil, err
	}
	err = i.ledger.EachChanged(ctx, i.DB.Read(), e.list, func(index int64, s credential.Status) error {
		return list.Set(int(index), statuslist.Status(s))
	})
	if err != nil {
		return nil, err
	}
	issued := time.Unix(e.slot*int64(listSlot.Seconds()), 0).UTC()
	signer := i.Keys.Signer()
	text, err := statuslist.SignJWT(signer, statuslist.Header{Chain: signer.Chain()}, statuslist.Token{
		Subject: e.uri, IssuedAt: issued, Expires: issued.Add(listLife), TTL: listTTL, List: list,
	})
	return []byte(text), err
}
