package sdjwt_test

import (
	"encoding/json"
	"fmt"
	"time"

	"jemput/sdjwt"
)

// An issuer states claims of which the holder may withhold two.
func ExampleIssuer_Issue() {
	issuer, err := sdjwt.NewIssuer(issuerKey, sdjwt.Header{KeyID: "k1"})
	if err != nil {
		panic(err)
	}
	text, err := issuer.Issue(sdjwt.Object{
		sdjwt.Plain("iss", "https://issuer.example"),
		sdjwt.Disclosable("given_name", "Siti"),
		sdjwt.Plain("nationalities", sdjwt.Array{sdjwt.Item("ID"), sdjwt.DisclosableItem("NL")}),
		sdjwt.Decoy(),
	})
	if err != nil {
		panic(err)
	}
	token, err := sdjwt.Parse(text)
	if err != nil {
		panic(err)
	}
	claims, err := token.Verify(issuerKey.public(), sdjwt.Check{Now: time.Now()})
	if err != nil {
		panic(err)
	}
	shown, err := json.Marshal(claims)
	fmt.Println(string(shown), err)
	// Output: {"given_name":"Siti","iss":"https://issuer.example","nationalities":["ID","NL"]} <nil>
}

// A holder shows the age and nothing else, bound to one verifier and one request.
func ExampleToken_Present() {
	issuer, err := sdjwt.NewIssuer(issuerKey, sdjwt.Header{})
	if err != nil {
		panic(err)
	}
	text, err := issuer.Issue(sdjwt.Object{
		sdjwt.Disclosable("given_name", "Siti"),
		sdjwt.Disclosable("age_over_17", true),
		cnf(holderKey),
	})
	if err != nil {
		panic(err)
	}
	token, err := sdjwt.Parse(text)
	if err != nil {
		panic(err)
	}
	shown, err := token.Present(func(path sdjwt.Path) bool { return path[0] == "age_over_17" })
	if err != nil {
		panic(err)
	}
	now := time.Now()
	presentation, err := shown.KeyBind(holderKey, sdjwt.Binding{Audience: "https://bank.example", Nonce: "4711", IssuedAt: now})
	if err != nil {
		panic(err)
	}

	received, err := sdjwt.Parse(presentation)
	if err != nil {
		panic(err)
	}
	claims, err := received.VerifyPresentation(issuerKey.public(), sdjwt.Presentation{
		Check: sdjwt.Check{Now: now}, Audience: "https://bank.example", Nonce: "4711",
	})
	_, named := claims["given_name"]
	fmt.Println(claims["age_over_17"], named, err)
	// Output: true false <nil>
}
