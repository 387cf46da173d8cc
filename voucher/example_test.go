package voucher_test

import (
	"crypto/ecdsa"
	"errors"
	"fmt"
	"time"

	"jemput/voucher"
)

// A device mints a voucher; the issuer finds the device by the key id and redeems it.
func Example() {
	now := time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC)
	text, err := voucher.Mint(device, voucher.Claims{
		KeyID: []byte("device-1"), Attempt: [16]byte{1}, Sequence: 7,
		Issued: now, Expires: now.Add(time.Hour), CodeMAC: [16]byte{2},
	})
	if err != nil {
		panic(err)
	}
	claims, err := voucher.Open(text, func(kid []byte) (*ecdsa.PublicKey, error) {
		if string(kid) != "device-1" {
			return nil, errors.New("unknown device")
		}
		return &device.PublicKey, nil
	})
	fmt.Println(claims.Sequence, claims.ValidAt(now.Add(time.Minute), 0), err)
	// Output: 7 true <nil>
}
