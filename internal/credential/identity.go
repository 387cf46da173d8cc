package credential

import (
	"encoding/base64"
	"fmt"
	"strings"
)

// IdentityType is the vct of the identity credential.
const IdentityType = "urn:jemput:identity:1"

// ageLimits are the ages that others ask about: identity card and driving licence, adulthood in
// most countries, marriage and contracts without the parents' consent.
var ageLimits = []int{17, 18, 21}

// Identity is the profile of the identity credential. Names are those of the EU PID's SD-JWT VC
// encoding where a claim means the same; what differs is in docs/divergences.md.
var Identity = &Profile{
	Type:        IdentityType,
	Name:        Text{"Identitas Digital", "Digital Identity"},
	Description: Text{"Identitas kependudukan dari Disdukcapil", "Identity as recorded by the civil registry"},
	Light:       Palette{Background: "#F4F1E8", Text: "#16302B", Accent: "#0B6E5B"},
	Dark:        Palette{Background: "#10211E", Text: "#EAF3EF", Accent: "#5CCBB0"},
	Claims:      append(append(personClaims(), placeClaims()...), issueClaims()...),
}

func text(from func(*Subject) string) func(*Subject, Issuance) any {
	return func(s *Subject, _ Issuance) any {
		if v := from(s); v != "" {
			return v
		}
		return nil
	}
}

func personClaims() []Claim {
	claims := []Claim{
		{[]string{"name"}, Text{"Nama lengkap", "Full name"}, true, text(func(s *Subject) string { return s.Name })},
		{[]string{"given_name"}, Text{"Nama", "Given name"}, true, text(func(s *Subject) string { return s.Name })},
		// Present and empty: whoever asks for it gets an answer, and the answer is true.
		{[]string{"family_name"}, Text{"Nama keluarga", "Family name"}, true, func(*Subject, Issuance) any { return "" }},
		{[]string{"birthdate"}, Text{"Tanggal lahir", "Date of birth"}, true, text(func(s *Subject) string { return s.BirthDate.String() })},
		{[]string{"place_of_birth"}, Text{"Tempat lahir", "Place of birth"}, false, nil},
		{[]string{"place_of_birth", "locality"}, Text{"Tempat lahir", "Place of birth"}, false, text(func(s *Subject) string { return s.BirthPlace })},
		{[]string{"sex"}, Text{"Jenis kelamin", "Sex"}, true, func(s *Subject, _ Issuance) any {
			if s.Sex == 0 {
				return nil
			}
			return s.Sex
		}},
		{[]string{"nationalities"}, Text{"Kewarganegaraan", "Nationality"}, false, func(s *Subject, _ Issuance) any {
			if s.Nationality == "" {
				return nil
			}
			return []string{s.Nationality}
		}},
		{[]string{"personal_administrative_number"}, Text{"NIK", "National identity number"}, true, text(func(s *Subject) string { return s.NIK })},
		{[]string{"portrait"}, Text{"Foto", "Portrait"}, false, func(s *Subject, _ Issuance) any {
			if len(s.Portrait.Bytes) == 0 {
				return nil
			}
			return "data:" + s.Portrait.MediaType + ";base64," + base64.StdEncoding.EncodeToString(s.Portrait.Bytes)
		}},
		{[]string{"marital_status"}, Text{"Status perkawinan", "Marital status"}, false, text(func(s *Subject) string { return s.Marital })},
		{[]string{"religion"}, Text{"Agama", "Religion"}, false, text(func(s *Subject) string { return s.Religion })},
		{[]string{"occupation"}, Text{"Pekerjaan", "Occupation"}, false, text(func(s *Subject) string { return s.Occupation })},
		{[]string{"blood_type"}, Text{"Golongan darah", "Blood type"}, false, text(func(s *Subject) string { return s.Blood })},
		{[]string{"is_wajib_ktp"}, Text{"Wajib KTP", "Must hold an identity card"}, true, func(s *Subject, _ Issuance) any { return s.WajibKTP }},
		{[]string{"age_equal_or_over"}, Text{"Batas umur", "Age limits"}, true, nil},
	}
	for _, limit := range ageLimits {
		claims = append(claims, Claim{
			[]string{"age_equal_or_over", fmt.Sprint(limit)}, Text{fmt.Sprintf("Berumur %d tahun atau lebih", limit), fmt.Sprintf("Aged %d or over", limit)}, true,
			func(s *Subject, i Issuance) any { return s.BirthDate.Age(i.IssuedOn) >= limit },
		})
	}
	return claims
}

func placeClaims() []Claim {
	return []Claim{
		{[]string{"address"}, Text{"Alamat", "Address"}, false, nil},
		{[]string{"address", "formatted"}, Text{"Alamat lengkap", "Full address"}, false, text(func(s *Subject) string { return s.Address.formatted() })},
		{[]string{"address", "street_address"}, Text{"Jalan, RT/RW", "Street"}, false, text(func(s *Subject) string { return s.Address.street() })},
		{[]string{"address", "locality"}, Text{"Kota/kabupaten", "City"}, false, text(func(s *Subject) string { return s.Address.City })},
		{[]string{"address", "region"}, Text{"Provinsi", "Province"}, false, text(func(s *Subject) string { return s.Address.Province })},
		{[]string{"address", "postal_code"}, Text{"Kode pos", "Post code"}, false, text(func(s *Subject) string { return s.Address.PostCode })},
		{[]string{"address", "country"}, Text{"Negara", "Country"}, false, func(*Subject, Issuance) any { return "ID" }},
		{[]string{"kelurahan"}, Text{"Kelurahan/desa", "Village"}, false, text(func(s *Subject) string { return s.Address.Kelurahan })},
		{[]string{"kelurahan_code"}, Text{"Kode kelurahan", "Village code"}, false, text(func(s *Subject) string { return s.Address.KelurahanCode })},
		{[]string{"kecamatan"}, Text{"Kecamatan", "District"}, false, text(func(s *Subject) string { return s.Address.Kecamatan })},
	}
}

func issueClaims() []Claim {
	return []Claim{
		{[]string{"issuing_authority"}, Text{"Diterbitkan oleh", "Issuing authority"}, true, func(_ *Subject, i Issuance) any { return i.Authority }},
		{[]string{"issuing_country"}, Text{"Negara penerbit", "Issuing country"}, true, func(*Subject, Issuance) any { return "ID" }},
		{[]string{"specimen"}, Text{"CONTOH", "SPECIMEN"}, false, func(_ *Subject, i Issuance) any {
			if !i.Specimen {
				return nil
			}
			return true
		}},
	}
}

// street is the line above the village, as on the card.
func (a *Address) street() string {
	parts := []string{}
	if a.Line != "" {
		parts = append(parts, a.Line)
	}
	if a.Hamlet != "" {
		parts = append(parts, a.Hamlet)
	}
	if a.RT > 0 || a.RW > 0 {
		parts = append(parts, fmt.Sprintf("RT %03d/RW %03d", a.RT, a.RW))
	}
	return strings.Join(parts, ", ")
}

// formatted is the whole address, a line for each part (OpenID Connect Core section 5.1.1).
func (a *Address) formatted() string {
	lines := []string{}
	for _, line := range []string{a.street(), a.Kelurahan, a.Kecamatan, strings.TrimSpace(a.City + " " + a.PostCode), a.Province} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
