package target

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"jemput/internal/audit"
	"jemput/internal/db"
	"jemput/internal/enrol"
)

// Check recounts every attempt and compares with the counters, and every target's base with those of its
// kelurahan, in one transaction, so that it may run beside the server.
func (t *Targets) Check(ctx context.Context) ([]audit.Finding, error) {
	var findings []audit.Finding
	err := t.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		if findings, err = t.recount(ctx, tx); err != nil {
			return err
		}
		bases, err := checkBases(ctx, tx)
		findings = append(findings, bases...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("target: check: %w", err)
	}
	return findings, nil
}

func (t *Targets) recount(ctx context.Context, tx db.Tx) (findings []audit.Finding, err error) {
	facts := map[counter]int64{}
	err = t.facts.EachFact(ctx, tx, func(c enrol.Count) error {
		facts[rowOf(c)]++
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachCounter(ctx, tx, func(c counter, n int64) {
		if facts[c] != n {
			findings = append(findings, counterWrong(c, n, facts[c]))
		}
		delete(facts, c)
	})
	for c, n := range facts {
		findings = append(findings, counterWrong(c, 0, n))
	}
	slices.SortFunc(findings, func(a, b audit.Finding) int { return strings.Compare(a.Detail, b.Detail) })
	return findings, err
}

func counterWrong(c counter, have, want int64) audit.Finding {
	return audit.Finding{Code: "counter_wrong", Detail: fmt.Sprintf("%s %s on %s of city %s area %s at %s by %s, group %s, visit %s: counted %d, the attempts say %d",
		c.Outcome, cmp.Or(c.Code, "-"), c.Day, c.city, c.Area, c.PlaceCity, c.Channel, cmp.Or(c.GroupID, "-"), cmp.Or(c.VisitID, "-"), have, want)}
}

// checkBases finds targets whose base is not the sum of what was counted for them.
func checkBases(ctx context.Context, tx db.Tx) (findings []audit.Finding, err error) {
	err = eachRow(ctx, tx, func(s db.Row) error {
		var id string
		var base, sum int64
		err := s.Scan(&id, &base, &sum)
		findings = append(findings, audit.Finding{Code: "base_wrong", Detail: fmt.Sprintf("target %s: its base is %d, its kelurahan have %d", id, base, sum)})
		return err
	}, `SELECT g.id, g.base, CAST(COALESCE(SUM(CASE WHEN g.base_kind = 'recorded' THEN b.recorded ELSE b.wajib_ktp END), 0) AS BIGINT)
		FROM target_target AS g LEFT JOIN target_base AS b ON b.target_id = g.id GROUP BY g.id, g.base, g.no
		HAVING g.base <> COALESCE(SUM(CASE WHEN g.base_kind = 'recorded' THEN b.recorded ELSE b.wajib_ktp END), 0) ORDER BY g.no`)
	return findings, err
}
