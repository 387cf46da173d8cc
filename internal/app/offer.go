package app

import (
	"context"
	"time"

	"jemput/internal/enrol"
	"jemput/internal/fault"
	"jemput/internal/register"
)

// CounterOffer is what a person at the counter gets.
type CounterOffer struct {
	AttemptID string    `json:"attempt_id"`
	URI       string    `json:"credential_offer_uri"` // for any wallet
	Link      string    `json:"link"`                 // for a phone's camera: opens our wallet
	TxCode    string    `json:"tx_code"`
	ExpiresAt time.Time `json:"expires_at"`
}

var (
	errNoConsent = fault.New(fault.Invalid, "consent_missing", "Without the person's consent there is no offer.").WithField("consent")
	errNoAddress = fault.New(fault.Unavailable, "address_unknown", "The offer needs the address by which the phone reaches this node.").
			WithHint("start the server once on this data, or give --public-url")
)

// OfferAtCounter takes a person through the counter's steps, from the register to the offer.
func (a *App) OfferAtCounter(ctx context.Context, nik register.NIK, consent bool, public string) (CounterOffer, error) {
	switch {
	case !consent:
		return CounterOffer{}, errNoConsent
	case public != "":
		url, err := publicAddress(public)
		if err != nil {
			return CounterOffer{}, err
		}
		a.base.Store(&url)
	case a.Base() == "":
		return CounterOffer{}, errNoAddress
	}
	person, err := a.Register.ByNIK(ctx, nik)
	if err != nil {
		return CounterOffer{}, err
	}
	attempt, err := a.Enrol.Start(ctx, enrol.StartRequest{ResidentID: person.ID, Channel: enrol.Counter})
	if err != nil {
		return CounterOffer{}, err
	}
	if attempt.State != enrol.Offered { // else the offer is made anew: identity and consent stand
		if err := a.identified(ctx, attempt.ID); err != nil {
			return CounterOffer{}, err
		}
	}
	offer, err := a.Enrol.Offer(ctx, attempt.ID)
	if err != nil {
		return CounterOffer{}, err
	}
	return CounterOffer{AttemptID: attempt.ID, URI: offer.URI, Link: offer.Link, TxCode: offer.TxCode, ExpiresAt: offer.ExpiresAt}, nil
}

// identified records that the person was seen and agreed.
func (a *App) identified(ctx context.Context, attemptID string) error {
	if _, err := a.Enrol.Identify(ctx, attemptID, enrol.Identity{Method: enrol.CardAndFace}); err != nil {
		return err
	}
	_, err := a.Enrol.Consent(ctx, attemptID, enrol.ConsentGiven{Version: enrol.ConsentVersion, Language: "id"})
	return err
}
