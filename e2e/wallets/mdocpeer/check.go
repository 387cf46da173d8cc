package main

import (
	"crypto"
	"crypto/x509"
	"errors"
	"fmt"
	"time"

	"jemput/internal/jose"
	"jemput/mdoc"
)

// question is what "check" reads.
type question struct {
	Session      session `json:"session"`
	Anchor       string  `json:"anchor"`
	ReaderKey    jwk     `json:"readerKey"`
	IssuerSigned string  `json:"issuerSigned"` // or
	Response     string  `json:"response"`
}

// learned is what "check" prints: the elements by name, or why there are none.
type learned struct {
	DocType  string         `json:"docType,omitempty"`
	Signed   bool           `json:"signed"` // by the device
	Elements map[string]any `json:"elements,omitempty"`
	Refused  string         `json:"refused,omitempty"`
}

func (q question) check(now time.Time) (*learned, error) {
	var l *learned
	var err error
	if q.IssuerSigned != "" {
		l, err = q.checkCredential(now)
	} else {
		l, err = q.checkResponse(now)
	}
	if err != nil {
		return &learned{Refused: err.Error()}, nil
	}
	return l, nil
}

func (q question) checkCredential(now time.Time) (*learned, error) {
	raw, err := jose.Decode(q.IssuerSigned)
	if err != nil {
		return nil, err
	}
	s, err := mdoc.ParseIssuerSigned(raw)
	if err != nil {
		return nil, err
	}
	key, err := q.trust(s)
	if err != nil {
		return nil, err
	}
	if err := s.Verify(key, mdoc.Check{DocType: docType, Now: now}); err != nil {
		return nil, err
	}
	elements, err := values(s.Items())
	return &learned{DocType: s.DocType(), Elements: elements}, err
}

func (q question) checkResponse(now time.Time) (*learned, error) {
	raw, err := jose.Decode(q.Response)
	if err != nil {
		return nil, err
	}
	response, err := mdoc.ParseDeviceResponse(raw)
	if err != nil {
		return nil, err
	}
	reader, err := q.ReaderKey.agreement()
	if err != nil {
		return nil, err
	}
	all, err := response.Verify(q.trust, mdoc.Presentation{Check: mdoc.Check{DocType: docType, Now: now},
		Transcript: q.Session.transcript(), ReaderKey: reader})
	if err != nil {
		return nil, err
	}
	if len(all) != 1 {
		return nil, fmt.Errorf("%d documents", len(all))
	}
	elements, err := values(all[0].Items)
	return &learned{DocType: all[0].DocType, Signed: all[0].Signed, Elements: elements}, err
}

// trust follows the chain to the anchor.
func (q question) trust(s *mdoc.IssuerSigned) (crypto.PublicKey, error) {
	der, err := jose.Decode(q.Anchor)
	if err != nil {
		return nil, err
	}
	anchor, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	if len(s.Chain()) != 1 {
		return nil, errors.New("chain is not one certificate")
	}
	leaf, err := x509.ParseCertificate(s.Chain()[0])
	if err != nil {
		return nil, err
	}
	if err := leaf.CheckSignatureFrom(anchor); err != nil {
		return nil, err
	}
	return leaf.PublicKey, nil
}

func values(items []mdoc.Item) (map[string]any, error) {
	all := make(map[string]any, len(items))
	for _, item := range items {
		v, err := item.Value()
		if err != nil {
			return nil, err
		}
		all[item.Name] = v
	}
	return all, nil
}
