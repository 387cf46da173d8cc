package enrol

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"jemput/internal/db"
	"jemput/internal/fault"
)

// ConsentVersion is the text that is read to people now. Former versions stay in the program: what
// somebody agreed to can always be shown.
const ConsentVersion = "2026-11"

//go:embed consent/*.json
var consentFiles embed.FS

// Bilingual is a text in both languages.
type Bilingual struct {
	ID string `json:"id"`
	EN string `json:"en"`
}

// ConsentText is what a person agrees to.
type ConsentText struct {
	Version string    `json:"version"`
	Purpose Bilingual `json:"purpose"`
	Text    struct {
		ID []string `json:"id"`
		EN []string `json:"en"`
	} `json:"text"`
	Retention Bilingual `json:"retention"`

	hash string // SHA-256 of the file, hexadecimal
}

var errConsentVersion = fault.New(fault.Invalid, "consent_version_unknown", "There is no consent text of this version.").WithField("version")

// ConsentTextOf is the text of a version, with the name of the authority that asks.
func ConsentTextOf(version, authority string) (ConsentText, error) {
	if version == "" || strings.ContainsAny(version, "/\\.") {
		return ConsentText{}, errConsentVersion
	}
	b, err := consentFiles.ReadFile("consent/" + version + ".json")
	if err != nil {
		return ConsentText{}, errConsentVersion
	}
	sum := sha256.Sum256(b)
	name, err := json.Marshal(authority)
	if err != nil {
		return ConsentText{}, fmt.Errorf("enrol: authority's name: %w", err)
	}
	var t ConsentText
	if err := json.Unmarshal([]byte(strings.ReplaceAll(string(b), "{authority}", string(name[1:len(name)-1]))), &t); err != nil {
		return ConsentText{}, fmt.Errorf("enrol: consent text %s: %w", version, err)
	}
	t.hash = hex.EncodeToString(sum[:])
	return t, nil
}

// ConsentGiven is the consent of a person, or of a guardian for them.
type ConsentGiven struct {
	Version  string // of the text that was read
	Language string // in which it was read: "id" or "en"
	Guardian string // who agreed in the person's place and by which right, "" for the person
}

type consentedDetail struct {
	Version  string `json:"version"`
	Language string `json:"language"`
	Guardian string `json:"guardian,omitempty"`
	TextHash string `json:"text_sha256"`
}

var errLanguage = fault.New(fault.Invalid, "consent_language_unknown", "The text exists in Indonesian (id) and English (en).").WithField("language")

// Consent records that the person agreed to the text. It may come before or after the identity proof, not after the offer.
func (e *Enrol) Consent(ctx context.Context, id string, c ConsentGiven) (Attempt, error) {
	text, err := ConsentTextOf(c.Version, e.Node.Authority)
	if err != nil {
		return Attempt{}, err
	}
	if c.Language != "id" && c.Language != "en" {
		return Attempt{}, errLanguage
	}
	guardian, err := note("guardian", c.Guardian)
	if err != nil {
		return Attempt{}, err
	}
	return e.act(ctx, id, func(ctx context.Context, _ db.Tx, a *Attempt) (*event, error) {
		if a.Consent.Version == c.Version && !a.State.Closed() {
			return nil, nil
		}
		if err := beforeOffer(a); err != nil {
			return nil, err
		}
		a.Consent = Agreement{c.Version, e.moment()}
		return &event{kind: consented, by: officer(ctx), detail: consentedDetail{c.Version, c.Language, guardian, text.hash}}, nil
	})
}
