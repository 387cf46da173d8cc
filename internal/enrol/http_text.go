package enrol

import (
	"context"
	"net/http"

	"jemput/internal/auth"
	"jemput/internal/httpapi"
)

// textRoutes adds what is the same for everybody: the ways an attempt ends, and the consent text.
func (e *Enrol) textRoutes(api *httpapi.API) {
	outcomes := declare(http.MethodGet, "/api/v1/outcomes", "outcome-list", "The ways in which an attempt ends without an activation", auth.Session, "outcome.list")
	consent := declare(http.MethodGet, "/api/v1/consent", "consent-text", "What people agree to", auth.Session, "consent.text")
	outcomes.Coalesce, consent.Coalesce = true, true
	httpapi.Register(api, outcomes, e.serveOutcomes)
	httpapi.Register(api, consent, e.serveConsentText)
}

type endingBody struct {
	Code      string    `json:"code"`
	State     State     `json:"state" enum:"failed,refused,left"`
	Name      Bilingual `json:"name"`
	Next      Bilingual `json:"next" doc:"What to tell the person"`
	RetryDays int       `json:"retry_days" doc:"Proposed days until the next try, 0 for none"`
}

type outcomesOutput struct {
	Body struct {
		Outcomes []endingBody `json:"outcomes"`
	}
}

func (e *Enrol) serveOutcomes(context.Context, *struct{}) (*outcomesOutput, error) {
	out := &outcomesOutput{}
	for _, x := range Endings() {
		out.Body.Outcomes = append(out.Body.Outcomes, endingBody{x.Code, x.State, x.Name, x.Next, x.RetryDays})
	}
	return out, nil
}

type consentTextInput struct {
	Version string `query:"version" maxLength:"20" doc:"A former version; the newest if left out"`
}

type consentTextOutput struct{ Body ConsentText }

func (e *Enrol) serveConsentText(_ context.Context, in *consentTextInput) (*consentTextOutput, error) {
	version := in.Version
	if version == "" {
		version = ConsentVersion
	}
	t, err := ConsentTextOf(version, e.Node.Authority)
	if err != nil {
		return nil, err
	}
	return &consentTextOutput{t}, nil
}
