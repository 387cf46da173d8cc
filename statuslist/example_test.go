package statuslist_test

import (
	"encoding/json"
	"fmt"
	"time"

	"jemput/statuslist"
)

// A verifier looks a token's status up.
func ExampleVerifyJWT() {
	list, err := statuslist.New(2, 1<<20)
	if err != nil {
		panic(err)
	}
	if err := list.Set(412345, statuslist.Invalid); err != nil {
		panic(err)
	}
	text, err := statuslist.SignJWT(signer, statuslist.Header{KeyID: "1"},
		statuslist.Token{Subject: uri, IssuedAt: when, TTL: time.Hour, List: list})
	if err != nil {
		panic(err)
	}

	ref, _, err := statuslist.ReferenceOf(map[string]any{"status": map[string]any{
		"status_list": map[string]any{"idx": json.Number("412345"), "uri": uri}}})
	if err != nil {
		panic(err)
	}
	token, err := statuslist.VerifyJWT(text, &signer.PublicKey, ref.URI, when)
	if err != nil {
		panic(err)
	}
	status, err := token.List.Get(ref.Index)
	fmt.Println(status == statuslist.Invalid, err)
	// Output: true <nil>
}
