package enrol

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/fault"
)

// Filter picks attempts: the people behind a figure. Zero fields pick all.
type Filter struct {
	VisitID string
	GroupID string
	State   State
	Code    string
	Day     civil.Date // on which they came into their state
	Area    string     // a kelurahan, or the beginning of the code: kecamatan, city
	After   string     // the Next of the page before
	Limit   int        // 1 to 500
}

// Page is some of the attempts that a filter picks, those that changed last first.
type Page struct {
	Attempts []Attempt
	Total    int    // all that the filter picks
	Next     string // for Filter.After, "" after the last page
}

var errCursor = fault.New(fault.Invalid, "after_malformed", "This is no place in the list.").WithField("after")

// where is the condition of a filter and its arguments, of which the first is $1.
func (f Filter) where() (string, []any) {
	conditions, args := []string{"1 = 1"}, []any{}
	equal := func(column, value string) {
		if value != "" {
			args = append(args, value)
			conditions = append(conditions, column+" = $"+strconv.Itoa(len(args)))
		}
	}
	equal("visit_id", f.VisitID)
	equal("group_id", f.GroupID)
	equal("state", string(f.State))
	equal("code", f.Code)
	equal("day", f.Day.String())
	equal("SUBSTR(area, 1, "+strconv.Itoa(len(f.Area))+")", f.Area)
	return strings.Join(conditions, " AND "), args
}

// List gives a page of attempts.
func (e *Enrol) List(ctx context.Context, q db.Querier, f Filter) (Page, error) {
	where, args := f.where()
	var page Page
	if err := q.QueryRowContext(ctx, `SELECT COUNT(*) FROM enrol_attempt WHERE `+where, args...).Scan(&page.Total); err != nil {
		return Page{}, fmt.Errorf("enrol: count attempts: %w", err)
	}
	if f.After != "" {
		changed, id, err := readCursor(f.After)
		if err != nil {
			return Page{}, err
		}
		args = append(args, changed, id)
		where += fmt.Sprintf(" AND (changed_at, id) < ($%d, $%d)", len(args)-1, len(args))
	}
	args = append(args, int64(f.Limit+1))
	page.Attempts = []Attempt{}
	err := db.Each(ctx, q, func(s db.Row) error {
		a, err := scanAttempt(s)
		page.Attempts = append(page.Attempts, a)
		return err
	}, fmt.Sprintf(`SELECT %s FROM enrol_attempt WHERE %s ORDER BY changed_at DESC, id DESC LIMIT $%d`, attemptColumns, where, len(args)), args...)
	if err != nil {
		return Page{}, fmt.Errorf("enrol: list attempts: %w", err)
	}
	if len(page.Attempts) > f.Limit {
		page.Attempts = page.Attempts[:f.Limit]
		last := &page.Attempts[f.Limit-1]
		page.Next = strconv.FormatInt(micros(last.ChangedAt), 10) + "_" + last.ID
	}
	return page, nil
}

func readCursor(after string) (changed int64, id string, err error) {
	number, id, ok := strings.Cut(after, "_")
	if changed, err = strconv.ParseInt(number, 10, 64); err != nil || !ok {
		return 0, "", errCursor
	}
	return changed, id, nil
}
