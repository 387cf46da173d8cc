package enrol

import (
	"slices"
	"time"

	"jemput/internal/civil"
	"jemput/internal/config"
)

// Channel is how a person came to be served.
type Channel string

// The channels.
const (
	Visiting Channel = "visit"
	Counter  Channel = "counter"
)

// State is how far an attempt has come.
type State string

// The states. An attempt is open in the first three and closed in the last three.
const (
	Prepared   State = "prepared"
	Identified State = "identified"
	Offered    State = "offered"
	Active     State = "active"
	Failed     State = "failed"
	Refused    State = "refused"
	Left       State = "left"
)

// States are all states, in the order of an attempt's life.
func States() []State { return []State{Prepared, Identified, Offered, Active, Failed, Refused, Left} }

// Open reports that the attempt can still become active without being reopened.
func (s State) Open() bool { return s == Prepared || s == Identified || s == Offered }

// Closed reports that the attempt ended without an activation.
func (s State) Closed() bool { return s == Failed || s == Refused || s == Left }

// Counted reports that attempts in this state stand in the counters.
func (s State) Counted() bool { return s == Offered || s == Active || s.Closed() }

// kind is what an event says happened.
type kind string

const (
	started    kind = "started"
	identified kind = "identified"
	consented  kind = "consented"
	offered    kind = "offered"
	codeWrong  kind = "code_wrong"
	redeemed   kind = "redeemed"
	issued     kind = "issued"
	activated  kind = "activated" // the wallet accepted
	confirmed  kind = "confirmed" // in the national system
	delivered  kind = "delivered" // the wallet reported something else
	closed     kind = "closed"
	reopened   kind = "reopened"
	recorded   kind = "recorded" // a result from elsewhere
)

// moves says from which states an event may come, and to which it may lead: the whole life of an
// attempt. fsck holds the stored events against it.
var moves = map[kind]struct{ from, to []State }{
	started:    {from: []State{""}, to: []State{Prepared}},
	recorded:   {from: []State{""}, to: []State{Active, Failed, Refused, Left}},
	identified: {from: []State{Prepared, Identified}, to: []State{Identified}},
	consented:  {from: []State{Prepared, Identified}, to: []State{Prepared, Identified}},
	offered:    {from: []State{Identified, Offered}, to: []State{Offered}},
	codeWrong:  {from: []State{Offered}, to: []State{Offered}},
	redeemed:   {from: []State{Offered}, to: []State{Offered}},
	issued:     {from: []State{Offered}, to: []State{Offered}},
	activated:  {from: []State{Offered}, to: []State{Active}},
	confirmed:  {from: []State{Identified}, to: []State{Active}},
	delivered:  {from: States(), to: States()},
	closed:     {from: []State{Prepared, Identified, Offered}, to: []State{Failed, Refused, Left}},
	reopened:   {from: []State{Active, Failed, Refused, Left}, to: []State{Prepared, Identified}},
}

// lawful reports whether an event of this kind may lead from one state to the other.
func (k kind) lawful(from, to State) bool {
	m, known := moves[k]
	if !known || !slices.Contains(m.from, from) || !slices.Contains(m.to, to) {
		return false
	}
	return from == to || k != consented && k != delivered // those two change no state
}

// Attempt is one attempt to activate one resident, as it stands.
type Attempt struct {
	ID         string // UUIDv7
	ResidentID string
	VisitID    string // "" at the counter
	GroupID    string // the resident's primary group when it was started, "" if none
	OfficerID  string // who started it
	Channel    Channel
	Mode       config.Mode
	PlaceCity  string // where the person was served, "16.73"
	Area       string // kelurahan of domicile when it was started
	State      State
	Code       string     // of the outcome, "" unless closed
	Next       string     // the next step if it is another than the outcome's own
	RetryOn    civil.Date // zero if there is nothing to try again
	Identity   Identity   // zero before the identity proof
	Consent    Agreement  // zero without consent
	StartedAt  time.Time
	ChangedAt  time.Time
	ActiveAt   time.Time  // zero unless active
	OfferUntil time.Time  // when the newest offer ends, zero if there is none
	RedeemedAt time.Time  // when a wallet took the offer, zero if none did
	IssuedAt   time.Time  // when the credential left, zero if it did not
	Day        civil.Date // when it came into its state, in the node's zone

	lastNo int
}

// Agreement is the consent that was given.
type Agreement struct {
	Version string // of the text
	At      time.Time
}

// Count is one counter: what happened to how many people of an area and group, where and when.
type Count struct {
	PlaceCity string
	Area      string
	GroupID   string
	VisitID   string
	Channel   Channel
	Day       civil.Date
	Outcome   string // offered, active, failed, refused, left
	Code      string // of failed, refused and left
}

// count is the counter in which the attempt stands, false if in none.
func (a *Attempt) count() (Count, bool) {
	return Count{a.PlaceCity, a.Area, a.GroupID, a.VisitID, a.Channel, a.Day, string(a.State), a.Code}, a.State.Counted()
}
