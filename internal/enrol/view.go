package enrol

import (
	"context"
	"time"

	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/register"
)

// attemptBody is an attempt as clients see it. Days and times that are not there are "".
type attemptBody struct {
	ID         string         `json:"id"`
	ResidentID string         `json:"resident_id"`
	VisitID    string         `json:"visit_id"`
	GroupID    string         `json:"group_id"`
	Officer    attemptOfficer `json:"officer"`
	Channel    Channel        `json:"channel" enum:"visit,counter"`
	Mode       config.Mode    `json:"mode" enum:"native,external"`
	State      State          `json:"state" enum:"prepared,identified,offered,active,failed,refused,left"`
	Code       string         `json:"code" doc:"Of the outcome, empty unless the attempt ended without an activation"`
	Next       string         `json:"next" doc:"The next step if it is another than the outcome's own"`
	RetryOn    string         `json:"retry_on" doc:"YYYY-MM-DD"`
	StartedAt  string         `json:"started_at"`
	ChangedAt  string         `json:"changed_at"`
	ActiveAt   string         `json:"active_at"`
	Identity   *identityBody  `json:"identity"`
	Consent    *consentBody   `json:"consent"`
	Offer      *offerState    `json:"offer"`
	CountsHere bool           `json:"counts_here" doc:"The person lives in this city"`
}

type attemptOfficer struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type identityBody struct {
	Method string `json:"method" enum:"card_and_face,card_only,face_only,exception"`
	Note   string `json:"note"`
}

type consentBody struct {
	Version string `json:"version"`
	At      string `json:"at"`
}

type offerState struct {
	ExpiresAt string `json:"expires_at"`
	Redeemed  bool   `json:"redeemed" doc:"A wallet took it"`
	Issued    bool   `json:"issued" doc:"The credential left"`
}

type triageBody struct {
	Code        TriageCode `json:"code" enum:"may_activate,record_first,too_young,not_living,moved_out,foreigner,already_active"`
	MayActivate bool       `json:"may_activate"`
}

func triageView(t Triage) triageBody { return triageBody{t.Code, t.MayActivate()} }

func text(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// names are the officers' names by id.
func (e *Enrol) names(ctx context.Context) (map[string]string, error) {
	names := map[string]string{}
	if e.Staff == nil {
		return names, nil
	}
	staff, err := e.Staff.Staff(ctx)
	for _, o := range staff {
		names[o.ID] = o.Name
	}
	return names, err
}

func (e *Enrol) view(a *Attempt, names map[string]string) attemptBody {
	b := attemptBody{
		ID: a.ID, ResidentID: a.ResidentID, VisitID: a.VisitID, GroupID: a.GroupID, Officer: attemptOfficer{a.OfficerID, names[a.OfficerID]},
		Channel: a.Channel, Mode: a.Mode, State: a.State, Code: a.Code, Next: a.Next, RetryOn: a.RetryOn.String(),
		StartedAt: text(a.StartedAt), ChangedAt: text(a.ChangedAt), ActiveAt: text(a.ActiveAt), CountsHere: e.CountsHere(a),
	}
	if a.Identity.Method != "" {
		b.Identity = &identityBody{a.Identity.Method, a.Identity.Note}
	}
	if a.Consent.Version != "" {
		b.Consent = &consentBody{a.Consent.Version, text(a.Consent.At)}
	}
	if !a.OfferUntil.IsZero() {
		b.Offer = &offerState{text(a.OfferUntil), !a.RedeemedAt.IsZero(), !a.IssuedAt.IsZero()}
	}
	return b
}

func (e *Enrol) views(all []Attempt, names map[string]string) []attemptBody {
	bodies := make([]attemptBody, len(all))
	for i := range all {
		bodies[i] = e.view(&all[i], names)
	}
	return bodies
}

// people are the summaries of residents, as of today.
func (e *Enrol) people(ctx context.Context, q db.Querier, ids []string) (map[string]register.Resident, error) {
	seen, distinct := map[string]bool{"": true}, []string{}
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			distinct = append(distinct, id)
		}
	}
	return e.Register.ByIDs(ctx, q, distinct)
}
