package target

import (
	"context"
	"fmt"

	"jemput/internal/audit"
	"jemput/internal/db"
	"jemput/internal/enrol"
)

// Check recounts every attempt and compares with the counters, in one transaction, so that it may run beside the server.
func (t *Targets) Check(ctx context.Context) ([]audit.Finding, error) {
	var findings []audit.Finding
	err := t.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		facts := map[counter]int64{}
		err := t.facts.EachFact(ctx, tx, func(c enrol.Count) error {
			facts[rowOf(c)]++
			return nil
		})
		if err != nil {
			return err
		}
		findings = nil
		err = eachCounter(ctx, tx, func(c counter, n int64) error {
			if facts[c] != n {
				findings = append(findings, counterWrong(c, n, facts[c]))
			}
			delete(facts, c)
			return nil
		})
		for c, n := range facts {
			findings = append(findings, counterWrong(c, 0, n))
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("target: check: %w", err)
	}
	return findings, nil
}

func counterWrong(c counter, have, want int64) audit.Finding {
	return audit.Finding{Code: "counter_wrong", Detail: fmt.Sprintf("%s on %s in %s at %s by %s: counted %d, the attempts say %d",
		c.Outcome, c.Day, c.Area, c.PlaceCity, c.Channel, have, want)}
}
