package credential

import (
	"encoding/base64"
	"strings"
)

// The type's description for wallets and verifiers: SD-JWT VC, sections "Type Metadata",
// "Display Metadata" and "Claim Metadata".

// TypeMetadata describes a credential type.
type TypeMetadata struct {
	VCT         string          `json:"vct"`
	Name        string          `json:"name"`
	Description string          `json:"description"`
	Display     []TypeDisplay   `json:"display"`
	Claims      []ClaimMetadata `json:"claims"`
}

// TypeDisplay is how the type looks in one language.
type TypeDisplay struct {
	Locale      string    `json:"locale"`
	Name        string    `json:"name"`
	Description string    `json:"description"`
	Rendering   Rendering `json:"rendering"`
}

// Rendering is the plain card and its drawn forms.
type Rendering struct {
	Simple       SimpleRendering `json:"simple"`
	SVGTemplates []SVGTemplate   `json:"svg_templates"`
}

// SimpleRendering is for wallets that draw the card themselves.
type SimpleRendering struct {
	BackgroundColor string `json:"background_color"`
	TextColor       string `json:"text_color"`
}

// SVGTemplate is a drawn card for one colour scheme.
type SVGTemplate struct {
	URI        string        `json:"uri"` // data: a card must not need the network
	Properties SVGProperties `json:"properties"`
}

// SVGProperties says when a drawn card fits.
type SVGProperties struct {
	Orientation string `json:"orientation"`
	ColorScheme string `json:"color_scheme"`
}

// ClaimMetadata describes one claim.
type ClaimMetadata struct {
	Path      []string     `json:"path"`
	Display   []ClaimLabel `json:"display"`
	Mandatory bool         `json:"mandatory"`
	SD        string       `json:"sd"`
	SVGID     string       `json:"svg_id,omitempty"`
}

// ClaimLabel is a claim's name in one language.
type ClaimLabel struct {
	Locale string `json:"locale"`
	Label  string `json:"label"`
}

// Metadata describes the profile.
func (p *Profile) Metadata() TypeMetadata {
	m := TypeMetadata{VCT: p.Type, Name: p.Name.EN, Description: p.Description.EN}
	for _, l := range []struct{ locale, name, description string }{
		{"id", p.Name.ID, p.Description.ID}, {"en", p.Name.EN, p.Description.EN},
	} {
		m.Display = append(m.Display, TypeDisplay{Locale: l.locale, Name: l.name, Description: l.description, Rendering: p.rendering(l.name)})
	}
	for n := range p.Claims {
		c := &p.Claims[n]
		m.Claims = append(m.Claims, ClaimMetadata{
			Path: c.Path, Mandatory: c.Mandatory, SD: "always", SVGID: onCard[strings.Join(c.Path, ".")],
			Display: []ClaimLabel{{"id", c.Label.ID}, {"en", c.Label.EN}},
		})
	}
	return m
}

// onCard are the claims that the drawn card shows, by the name of their place.
var onCard = map[string]string{"name": "name", "personal_administrative_number": "nik", "kelurahan": "kelurahan", "issuing_authority": "authority"}

func (p *Profile) rendering(title string) Rendering {
	return Rendering{
		Simple: SimpleRendering{BackgroundColor: p.Light.Background, TextColor: p.Light.Text},
		SVGTemplates: []SVGTemplate{
			{drawn(p.Light, title), SVGProperties{"landscape", "light"}},
			{drawn(p.Dark, title), SVGProperties{"landscape", "dark"}},
		},
	}
}

// card has the proportions of an ID-1 card. {{...}} are the places that a wallet fills; colours and title are ours.
const card = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 428 270" font-family="system-ui,sans-serif" fill="$text">` +
	`<rect width="428" height="270" rx="16" fill="$background"/><path d="M0 214q107-40 214 0t214 0v40a16 16 0 0 1-16 16H16a16 16 0 0 1-16-16z" fill="$accent" opacity=".18"/>` +
	`<rect x="24" y="24" width="6" height="34" rx="3" fill="$accent"/><text x="42" y="40" font-size="17" font-weight="700">$title</text>` +
	`<text x="42" y="58" font-size="12">{{authority}}</text><text x="24" y="128" font-size="24" font-weight="700">{{name}}</text>` +
	`<text x="24" y="160" font-size="18" letter-spacing="1.5">{{nik}}</text><text x="24" y="186" font-size="13">{{kelurahan}}</text></svg>`

func drawn(c Palette, title string) string {
	svg := strings.NewReplacer("$background", c.Background, "$text", c.Text, "$accent", c.Accent, "$title", title).Replace(card)
	return "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString([]byte(svg))
}
