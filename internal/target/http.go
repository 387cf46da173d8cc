package target

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"jemput/internal/auth"
	"jemput/internal/civil"
	"jemput/internal/fault"
	"jemput/internal/httpapi"
	"jemput/internal/outreach"
)

// Routes adds the board and the target.
func Routes(api *httpapi.API, t *Targets) {
	read := func(path, id, summary, event string) httpapi.Op {
		op := declare(http.MethodGet, path, id, summary, auth.BoardRead, event)
		op.Coalesce = true
		return op
	}
	httpapi.Register(api, read("/api/v1/board", "board-read", "Target against realisation", "board.read"), t.serveBoard)
	httpapi.Register(api, read("/api/v1/board/areas", "board-areas", "The same by area", "board.areas"), t.serveAreas)
	httpapi.Register(api, read("/api/v1/board/groups", "board-groups", "The same by group", "board.groups"), t.serveGroups)
	httpapi.Events(api, read("/api/v1/board/events", "board-events", "The figures as they change: events \"board\"", "board.watch"), t.serveEvents)
	httpapi.Register(api, read("/api/v1/target", "target-read", "The present target", "target.read"), t.serveTarget)
	httpapi.Register(api, declare(http.MethodPut, "/api/v1/target", "target-set", "Set a target over today's base", auth.TargetWrite, "target.put"), t.serveSet)
}

func declare(method, path, id, summary string, scope httpapi.Scope, event string) httpapi.Op {
	return httpapi.Op{Operation: huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"board"},
	}, Scope: scope, Audit: event}
}

type targetBody struct {
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	BaseKind   string     `json:"base_kind" enum:"wajib_ktp,recorded"`
	Base       int64      `json:"base"`
	BaseAsOf   civil.Date `json:"base_as_of" format:"date"`
	BaseSource string     `json:"base_source"`
	Number     int64      `json:"number"`
	PercentBP  int        `json:"percent_bp" doc:"Hundredths of a percent, 0 if only a number was said"`
	Due        civil.Date `json:"due" format:"date"`
}

func bodyOf(g Target) targetBody {
	return targetBody{g.ID, g.Name, g.BaseKind, g.Base, g.BaseAsOf, g.BaseSource, g.Number, g.PercentBP, g.Due}
}

type boardBody struct {
	AsOf   time.Time   `json:"as_of"`
	City   cityBody    `json:"city"`
	Target *targetBody `json:"target" doc:"null while none is set"`
	Figures
	PercentOfBase    int64          `json:"percent_of_base_bp" doc:"Hundredths of a percent"`
	PercentOfTarget  int64          `json:"percent_of_target_bp" doc:"Hundredths of a percent"`
	ExpectedByToday  int64          `json:"expected_by_today" doc:"On a straight line through the year"`
	WorkdaysLeft     int64          `json:"workdays_left" doc:"Monday to Friday, today and the last day included"`
	NeededPerWorkday int64          `json:"needed_per_workday"`
	PacePerWorkday   float64        `json:"pace_per_workday" doc:"Average of the last 20 workdays before today, one decimal"`
	Outcomes         []outcomeCount `json:"outcomes" doc:"Attempts made here, by how they stand"`
	Channels         []channelCount `json:"channels" doc:"The city's activated people, by how they were served"`
	Series           []DayCount     `json:"series" doc:"Activations by day since the beginning of the year; days without any are left out"`
}

type cityBody struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

type outcomeCount struct {
	Outcome string `json:"outcome"`
	Code    string `json:"code"`
	N       int64  `json:"n"`
}

type boardOutput struct{ Body boardBody }

func (t *Targets) serveBoard(ctx context.Context, _ *struct{}) (*boardOutput, error) {
	q, today := t.DB.Read(), t.today()
	list, err := loadDays(ctx, q, t.Node.City)
	if err != nil {
		return nil, err
	}
	outcomes, err := loadOutcomes(ctx, q, t.Node.City)
	if err != nil {
		return nil, err
	}
	g, set, err := t.Current(ctx, q)
	if err != nil {
		return nil, err
	}
	b := boardBody{
		AsOf: t.Now().UTC(), City: cityBody{Code: t.Node.City}, Figures: list.figures(today), Outcomes: outcomes, Channels: list.channels(),
		PacePerWorkday: list.pace(today), Series: list.series(civil.Date{Year: today.Year, Month: time.January, Day: 1}),
	}
	b.City.Name, _ = t.Atlas.Name(t.Node.City) // checked when the node was prepared
	if set {
		b.measure(g, today)
	}
	return &boardOutput{b}, nil
}

// measure sets what there is against a target.
func (b *boardBody) measure(g Target, today civil.Date) {
	body := bodyOf(g)
	b.Target = &body
	ofBase, ofTarget := g.shares(b.Realised)
	b.PercentOfBase, b.PercentOfTarget = int64(ofBase), int64(ofTarget)
	b.ExpectedByToday = g.expected(today)
	b.NeededPerWorkday, b.WorkdaysLeft = g.needed(b.Realised, today)
}

type areasInput struct {
	Within string `query:"within" maxLength:"8" doc:"City or kecamatan; the node's city by default"`
}

// areaBody is an area's row with its percentages as integers, as everywhere on the board.
type areaBody struct {
	AreaRow
	PercentOfBase   int64 `json:"percent_of_base_bp" doc:"Hundredths of a percent"`
	PercentOfTarget int64 `json:"percent_of_target_bp" doc:"Hundredths of a percent"`
}

type areasOutput struct {
	Body struct {
		Rows  []areaBody `json:"rows"`
		Total areaBody   `json:"total"`
	}
}

var errOtherCity = fault.New(fault.NotFound, "area_not_here", "This board knows the areas of its own city.").WithField("within")

func (t *Targets) serveAreas(ctx context.Context, in *areasInput) (*areasOutput, error) {
	within := in.Within
	if within == "" {
		within = t.Node.City
	}
	if _, known := t.Atlas.Name(within); !known || within[:min(5, len(within))] != t.Node.City {
		return nil, errOtherCity
	}
	rows, total, err := t.areas(ctx, within)
	if err != nil {
		return nil, err
	}
	out := &areasOutput{}
	out.Body.Rows = make([]areaBody, len(rows))
	for i, r := range rows {
		out.Body.Rows[i] = areaBody{r, int64(r.PercentOfBase), int64(r.PercentOfTarget)}
	}
	out.Body.Total = areaBody{total, int64(total.PercentOfBase), int64(total.PercentOfTarget)}
	return out, nil
}

type groupsInput struct {
	Kind outreach.GroupKind `query:"kind" enum:"agency,school,health,company,community" doc:"All kinds by default"`
}

type groupBody struct {
	GroupRow
	Percent int64 `json:"percent_bp" doc:"Active members, in hundredths of a percent of all members"`
}

type groupsOutput struct {
	Body struct {
		Rows  []groupBody `json:"rows"`
		Total groupBody   `json:"total"`
	}
}

func (t *Targets) serveGroups(ctx context.Context, in *groupsInput) (*groupsOutput, error) {
	rows, err := t.groups(ctx, in.Kind)
	if err != nil {
		return nil, err
	}
	if o, ok := auth.From(ctx); ok && o.Role == auth.AgencyContact { // sees their own, and nothing of an agency that is not there any more
		rows = slices.DeleteFunc(rows, func(r GroupRow) bool { return r.ID != o.GroupID })
	}
	out := &groupsOutput{}
	out.Body.Rows = make([]groupBody, len(rows))
	for i, r := range rows {
		out.Body.Rows[i] = groupBody{r, int64(r.Percent)}
	}
	total := totalOf(rows)
	out.Body.Total = groupBody{total, int64(total.Percent)}
	return out, nil
}

func (t *Targets) serveEvents(r *http.Request, send httpapi.Send) error {
	return t.watch(r.Context(), func(f Figures) error { return send("board", f) })
}

type targetOutput struct {
	Body struct {
		Target *targetBody `json:"target" doc:"null while none is set"`
	}
}

func (t *Targets) serveTarget(ctx context.Context, _ *struct{}) (*targetOutput, error) {
	g, set, err := t.Current(ctx, t.DB.Read())
	out := &targetOutput{}
	if set {
		body := bodyOf(g)
		out.Body.Target = &body
	}
	return out, err
}

type setInput struct {
	Body struct {
		Name      string     `json:"name" maxLength:"120"`
		BaseKind  string     `json:"base_kind" enum:"wajib_ktp,recorded"`
		PercentBP int        `json:"percent_bp,omitempty" doc:"Hundredths of a percent"`
		Number    int64      `json:"number,omitempty" doc:"People; taken from the percentage if it is left out"`
		Due       civil.Date `json:"due" format:"date"`
	}
}

func (t *Targets) serveSet(ctx context.Context, in *setInput) (*targetOutput, error) {
	b := in.Body
	g, err := t.Set(ctx, Target{Name: b.Name, BaseKind: b.BaseKind, BaseSource: "register", PercentBP: b.PercentBP, Number: b.Number, Due: b.Due})
	if err != nil {
		return nil, err
	}
	httpapi.SetSubject(ctx, g.ID)
	out := &targetOutput{}
	body := bodyOf(g)
	out.Body.Target = &body
	return out, nil
}
