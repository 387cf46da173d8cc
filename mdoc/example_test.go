package mdoc_test

import (
	"fmt"

	"jemput/mdoc"
)

// An issuer states elements, each of which the holder may withhold.
func ExampleIssuer_Issue() {
	issuer, err := mdoc.NewIssuer(issuerKey, [][]byte{issuerDER})
	if err != nil {
		panic(err)
	}
	raw, err := issuer.Issue(mdoc.Credential{
		DocType: "id.jemput.identity.1",
		Namespaces: []mdoc.Namespace{{Name: "eu.europa.ec.eudi.pid.1", Elements: []mdoc.Element{
			{Name: "given_name", Value: "Siti"},
			{Name: "birth_date", Value: mdoc.Date("1990-01-31")},
		}}},
		DeviceKey: deviceKey.public(),
		Validity:  mdoc.Validity{Signed: when, From: when, Until: when.AddDate(1, 0, 0)},
	})
	if err != nil {
		panic(err)
	}
	credential, err := mdoc.ParseIssuerSigned(raw)
	if err != nil {
		panic(err)
	}
	err = credential.Verify(issuerKey.public(), mdoc.Check{DocType: "id.jemput.identity.1", Now: when})
	for _, item := range credential.Items() {
		value, _ := item.Value()
		fmt.Println(item.Name, value, err)
	}
	// Output:
	// given_name Siti <nil>
	// birth_date 1990-01-31 <nil>
}

// A holder shows the age and nothing else, in answer to one request of one verifier.
func ExampleIssuerSigned_Sign() {
	raw, err := mustIssuer().Issue(credential())
	if err != nil {
		panic(err)
	}
	held, err := mdoc.ParseIssuerSigned(raw)
	if err != nil {
		panic(err)
	}
	transcript := mdoc.OpenID4VPTranscript("x509_hash:abc", "4711", nil, "https://bank.example/response")
	shown := held.Select(func(_, name string) bool { return name == "age_over_17" })
	document, err := shown.Sign(deviceKey, transcript)
	if err != nil {
		panic(err)
	}
	answer := (&mdoc.DeviceResponse{Documents: []*mdoc.Document{document}}).Encode()

	received, err := mdoc.ParseDeviceResponse(answer)
	if err != nil {
		panic(err)
	}
	all, err := received.Verify(trustIssuer, mdoc.Presentation{Check: mdoc.Check{Now: when}, Transcript: transcript})
	if err != nil {
		panic(err)
	}
	for _, item := range all[0].Items {
		value, err := item.Value()
		fmt.Println(item.Name, value, err)
	}
	// Output: age_over_17 true <nil>
}

// A reader asks for the age, and signs the question.
func ExampleDocRequest_Authenticate() {
	question, err := mdoc.NewDocRequest(mdoc.Request{
		DocType: "id.jemput.identity.1",
		Namespaces: []mdoc.RequestedNamespace{
			{Name: "eu.europa.ec.eudi.pid.1", Elements: []mdoc.RequestedElement{{Name: "age_over_17"}}}},
	})
	if err != nil {
		panic(err)
	}
	question, err = question.Authenticate(readerKey, [][]byte{issuerDER}, session)
	if err != nil {
		panic(err)
	}
	raw := (&mdoc.DeviceRequest{Requests: []*mdoc.DocRequest{question}}).Encode()

	received, err := mdoc.ParseDeviceRequest(raw)
	if err != nil {
		panic(err)
	}
	first := received.Requests[0]
	fmt.Println(first.Request().Asks("eu.europa.ec.eudi.pid.1", "age_over_17"), first.VerifyReader(readerKey.public(), session))
	// Output: true <nil>
}
