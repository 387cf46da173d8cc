package main

import (
	"time"

	"jemput/internal/jose"
	"jemput/mdoc"
)

const (
	docType   = "id.jemput.identity.1"
	namespace = "eu.europa.ec.eudi.pid.1"
)

// session is a request by OpenID4VP, in answer to which documents are shown.
type session struct {
	ClientID    string `json:"clientId"`
	Nonce       string `json:"nonce"`
	ResponseURI string `json:"responseUri"`
}

func (s session) transcript() mdoc.Transcript {
	return mdoc.OpenID4VPTranscript(s.ClientID, s.Nonce, nil, s.ResponseURI)
}

// material is what "make" prints.
type material struct {
	Session      session `json:"session"`
	Transcript   string  `json:"transcript"`
	Anchor       string  `json:"anchor"`
	IssuerCert   string  `json:"issuerCert"`
	IssuerKey    jwk     `json:"issuerKey"`
	DeviceKey    jwk     `json:"deviceKey"`
	ReaderKey    jwk     `json:"readerKey"` // the reader's ephemeral key
	IssuerSigned string  `json:"issuerSigned"`
	Signature    string  `json:"signature"` // a response with a device signature
	MAC          string  `json:"mac"`       // a response with a MAC
	Request      string  `json:"request"`   // with reader authentication
}

func makeAll(now time.Time) (*material, error) {
	anchor, err := newAuthority(now)
	if err != nil {
		return nil, err
	}
	issuer, cert, err := anchor.certify("Document signer", now)
	if err != nil {
		return nil, err
	}
	m := &material{Session: session{ClientID: "x509_hash:abc", Nonce: "n-0S6_WzA2Mj", ResponseURI: "https://bank.example/response"},
		Anchor: jose.Encode(anchor.cert.Raw), IssuerCert: jose.Encode(cert)}
	m.Transcript = jose.Encode(m.Session.transcript().Encode())
	device, err := newSigner()
	if err != nil {
		return nil, err
	}
	reader, err := newSigner()
	if err != nil {
		return nil, err
	}
	for _, k := range []struct {
		key signer
		to  *jwk
	}{{issuer, &m.IssuerKey}, {device, &m.DeviceKey}, {reader, &m.ReaderKey}} {
		if *k.to, err = k.key.jwk(); err != nil {
			return nil, err
		}
	}
	if err := m.present(issuer, cert, device, reader, now); err != nil {
		return nil, err
	}
	return m, m.ask(anchor, now)
}

func identity(device signer, now time.Time) mdoc.Credential {
	return mdoc.Credential{
		DocType: docType,
		Namespaces: []mdoc.Namespace{
			{Name: namespace, Elements: []mdoc.Element{
				{Name: "family_name", Value: "Siti Aminah"}, {Name: "birth_date", Value: mdoc.Date("1990-01-31")},
				{Name: "age_over_17", Value: true}, {Name: "portrait", Value: make([]byte, 800)},
				{Name: "nationality", Value: []string{"ID"}}}},
			{Name: docType, Elements: []mdoc.Element{{Name: "is_wajib_ktp", Value: true}, {Name: "kelurahan", Value: int64(1673011001)}}}},
		DeviceKey: &device.PublicKey,
		Validity:  mdoc.Validity{Signed: now.Add(-time.Minute), From: now.Add(-time.Minute), Until: now.AddDate(0, 6, 0)},
		Status:    &mdoc.Status{Index: 412345, URI: "https://linggau.example/status/1"},
	}
}

// present makes a credential and shows a part of it with either proof.
func (m *material) present(issuer signer, cert []byte, device, reader signer, now time.Time) error {
	i, err := mdoc.NewIssuer(issuer, [][]byte{cert})
	if err != nil {
		return err
	}
	raw, err := i.Issue(identity(device, now))
	if err != nil {
		return err
	}
	m.IssuerSigned = jose.Encode(raw)
	credential, err := mdoc.ParseIssuerSigned(raw)
	if err != nil {
		return err
	}
	part := credential.Select(func(_, name string) bool { return name != "portrait" })
	signed, err := part.Sign(device, m.Session.transcript())
	if err != nil {
		return err
	}
	m.Signature = jose.Encode((&mdoc.DeviceResponse{Documents: []*mdoc.Document{signed}}).Encode())
	own, err := device.ECDH()
	if err != nil {
		return err
	}
	other, err := reader.ECDH()
	if err != nil {
		return err
	}
	maced, err := part.MAC(own, other.PublicKey(), m.Session.transcript())
	if err != nil {
		return err
	}
	m.MAC = jose.Encode((&mdoc.DeviceResponse{Documents: []*mdoc.Document{maced}}).Encode())
	return nil
}

// ask makes a request, signed by a reader that the anchor certifies.
func (m *material) ask(anchor authority, now time.Time) error {
	key, cert, err := anchor.certify("Reader", now)
	if err != nil {
		return err
	}
	q, err := mdoc.NewDocRequest(mdoc.Request{DocType: docType, Namespaces: []mdoc.RequestedNamespace{
		{Name: namespace, Elements: []mdoc.RequestedElement{{Name: "family_name"}, {Name: "birth_date", Retain: true}, {Name: "age_over_17"}}}}})
	if err != nil {
		return err
	}
	if q, err = q.Authenticate(key, [][]byte{cert}, m.Session.transcript()); err != nil {
		return err
	}
	m.Request = jose.Encode((&mdoc.DeviceRequest{Requests: []*mdoc.DocRequest{q}}).Encode())
	return nil
}
