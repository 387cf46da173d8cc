package outreach

import (
	"context"
	"fmt"
	"io"
	"path"

	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/register"
)

// RosterImport is what came of a list of people.
type RosterImport struct {
	File      string            `json:"file"`
	DryRun    bool              `json:"dry_run"`
	Format    string            `json:"format"`     // csv or xlsx
	HeaderRow int64             `json:"header_row"` // row numbers are those of a spreadsheet program
	Columns   map[string]string `json:"columns" doc:"What was read: nik, name, birth_date, sex, nip, unit, and the header of its column"`
	Rows      int               `json:"rows"`    // rows with a person, whatever became of them
	Matched   int               `json:"matched"` // rows whose resident is certain
	Added     int               `json:"added"`   // entries that are new on the roster, given names included
	Linked    int               `json:"linked" doc:"Given names of the roster that are now known to be a resident"`
	Already   int               `json:"already" doc:"Rows that the roster had before"`
	Repeated  []RepeatedRow     `json:"repeated"`
	Doubtful  []DoubtfulRow     `json:"doubtful" doc:"Not on the roster until a person decides"`
	Unmatched []UnmatchedRow    `json:"unmatched" doc:"On the roster under the given name"`
	Rejected  []RejectedRow     `json:"rejected"`
}

// RepeatedRow is a row about somebody whom an earlier row has named.
type RepeatedRow struct {
	Row   int64 `json:"row"`
	First int64 `json:"first"`
}

// UnmatchedRow is a row about somebody who was not found in the register.
type UnmatchedRow struct {
	Row       int64  `json:"row"`
	GivenName string `json:"given_name"`
	Unit      string `json:"unit"`
	Reason    string `json:"reason" enum:"nik_not_found,nobody_fits"`
}

// DoubtfulRow is a row about whom a person must decide.
type DoubtfulRow struct {
	Row        int64       `json:"row"`
	GivenName  string      `json:"given_name"`
	Unit       string      `json:"unit"`
	Reason     string      `json:"reason" enum:"name_differs,nik_not_found,several_fit,sex_differs,not_living,name_similar,birth_date_differs,birth_date_not_said"`
	Candidates []Candidate `json:"candidates"`
}

// Candidate is a resident whom a doubtful row may mean.
type Candidate struct {
	register.ResidentSummary
	Why      string `json:"why" doc:"nik, or how name and birth date fit"`
	OnRoster bool   `json:"on_roster" doc:"Stands there already, or comes there by another row"`
}

// RejectedRow is a row that says nothing of a person.
type RejectedRow struct {
	Row    int64  `json:"row"`
	Reason string `json:"reason" enum:"name_missing,row_heading,row_quotes,row_too_long,row_many_columns"`
}

// ImportRoster puts the people of a list (CSV or XLSX) on a visit's roster: by NIK, else by name and birth date.
// Where a person must decide, nobody is added. The same list again adds nothing. A dry run only tells.
// name is the file's name; the file is read whole, up to 8 MB.
func (o *Outreach) ImportRoster(ctx context.Context, visitID string, file io.Reader, name string, dryRun bool) (RosterImport, error) {
	if err := checkPreparable(ctx, o.db.Read(), visitID); err != nil { // before a long list is read
		return RosterImport{}, err
	}
	today := civil.Of(o.now())
	l, err := readList(file, today)
	if err != nil {
		return RosterImport{}, fmt.Errorf("outreach: read list: %w", err)
	}
	verdicts, err := o.match(ctx, l.people)
	if err != nil {
		return RosterImport{}, fmt.Errorf("outreach: match list: %w", err)
	}
	in := RosterImport{File: short(withoutNumbers(path.Base(name))), DryRun: dryRun, Format: string(l.format), HeaderRow: l.headerRow,
		Columns: l.columns, Rows: len(l.people) + len(l.rejected), Rejected: l.rejected}
	plan := newPlan(in, l.people, verdicts)
	if dryRun {
		entries, err := listRoster(ctx, o.db.Read(), visitID)
		if err != nil {
			return RosterImport{}, err
		}
		plan.against(entries)
	} else if err := o.carryOut(ctx, visitID, plan); err != nil {
		return RosterImport{}, fmt.Errorf("outreach: import roster: %w", err)
	}
	err = o.showCandidates(ctx, plan, today)
	return plan.result, err
}

func (o *Outreach) carryOut(ctx context.Context, visitID string, plan *rosterPlan) error {
	return o.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := checkPreparable(ctx, tx, visitID); err != nil {
			return err
		}
		entries, err := listRoster(ctx, tx, visitID)
		if err != nil {
			return err
		}
		plan.against(entries)
		for no, residentID := range plan.link {
			if _, err := linkEntry(ctx, tx, visitID, no, residentID); err != nil {
				return err
			}
		}
		if _, err := o.addEntries(ctx, tx, visitID, plan.add); err != nil {
			return err
		}
		if len(plan.add)+len(plan.link) == 0 {
			return nil
		}
		return o.note(ctx, tx, "roster.imported", visitID, "")
	})
}

// showCandidates fills in who the candidates are.
func (o *Outreach) showCandidates(ctx context.Context, plan *rosterPlan, today civil.Date) error {
	var ids []string
	for _, d := range plan.result.Doubtful {
		for _, c := range d.Candidates {
			ids = append(ids, c.ID)
		}
	}
	residents, err := o.register.ByIDs(ctx, o.db.Read(), ids)
	if err != nil {
		return err
	}
	for _, d := range plan.result.Doubtful {
		for i := range d.Candidates {
			if p, ok := residents[d.Candidates[i].ID]; ok {
				d.Candidates[i].ResidentSummary = o.register.Summary(&p, today)
			}
		}
	}
	return nil
}
