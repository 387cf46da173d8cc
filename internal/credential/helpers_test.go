package credential

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jemput/internal/civil"
	"jemput/internal/keys"
)

const base = "https://linggau.example"

var today = civil.Date{Year: 2026, Month: 11, Day: 24}

func noon() time.Time { return today.Midnight(time.UTC).Add(12 * time.Hour) }

func newSigner(t testing.TB) *Signer {
	t.Helper()
	k, err := keys.OpenIssuer(t.TempDir(), "Disdukcapil Kota Lubuklinggau", noon)
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewSigner(k.Signer())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func newHolder(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func issuance(holder crypto.PublicKey) Issuance {
	return Issuance{
		Issuer: base, Authority: "Disdukcapil Kota Lubuklinggau", IssuedOn: today, ExpiresOn: today.AddYears(1), HolderKey: holder,
		StatusURI: base + "/oid4vci/status/1", StatusIndex: 77, Specimen: true,
	}
}

// siti is nobody: the number belongs to no area that exists.
func siti() Subject {
	return Subject{
		NIK: "9999014107900001", Name: "SITI AISYAH", Sex: 2, BirthPlace: "LUBUKLINGGAU", BirthDate: civil.Date{Year: 1990, Month: 7, Day: 1},
		Address: Address{Line: "JL. GARUDA NO. 5", RT: 3, RW: 1, Kelurahan: "KAYU ARA", KelurahanCode: "16.73.02.1001", Kecamatan: "LUBUK LINGGAU BARAT I",
			City: "KOTA LUBUK LINGGAU", Province: "SUMATERA SELATAN", PostCode: "31614"},
		Religion: "ISLAM", Marital: "KAWIN", Occupation: "GURU", Blood: "O", Nationality: "ID", WajibKTP: true,
		Portrait: Portrait{"image/svg+xml", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)},
	}
}

// anybody draws a subject with any part left out that a register may not know.
func anybody(t *rapid.T) Subject {
	word := func(name string) string { return rapid.StringMatching(`[A-Za-z' .,"\\<é]{0,30}`).Draw(t, name) }
	s := Subject{
		NIK: rapid.StringMatching(`[0-9]{16}`).Draw(t, "nik"), Name: "X" + word("name"), Sex: rapid.IntRange(1, 2).Draw(t, "sex"),
		BirthPlace: word("place"), BirthDate: today.AddDays(-rapid.IntRange(0, 40_000).Draw(t, "age")),
		Address: Address{Line: word("line"), RT: rapid.IntRange(0, 99).Draw(t, "rt"), Kelurahan: word("kelurahan"), KelurahanCode: word("code"),
			Kecamatan: word("kecamatan"), City: word("city"), Province: word("province"), PostCode: word("post")},
		Religion: word("religion"), Marital: word("marital"), Occupation: word("occupation"), Blood: word("blood"),
		WajibKTP: rapid.Bool().Draw(t, "wajib"),
	}
	if rapid.Bool().Draw(t, "citizen") {
		s.Nationality = "ID"
	}
	if rapid.Bool().Draw(t, "photo") {
		s.Portrait = Portrait{"image/jpeg", rapid.SliceOfN(rapid.Byte(), 1, 4000).Draw(t, "bytes")}
	}
	return s
}

func anchorOf(t testing.TB) []byte {
	t.Helper()
	k, err := keys.OpenIssuer(t.TempDir(), "Disdukcapil Kota Lubuklinggau", noon)
	if err != nil {
		t.Fatal(err)
	}
	return k.Anchor().Raw
}
