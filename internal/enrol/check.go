package enrol

import (
	"context"
	"fmt"

	"jemput/internal/audit"
	"jemput/internal/db"
)

// Check holds what is stored against the package's invariants, for fsck. No finding means that every
// attempt stands where its events lead, that nobody is active or open twice, and that every offer and
// activation has what it needs. The counters are target's to check, against EachFact.
func (e *Enrol) Check(ctx context.Context) ([]audit.Finding, error) {
	var findings []audit.Finding
	// One transaction, so that nothing changes between the looks.
	err := e.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		c := checker{}
		for _, check := range []func(context.Context, db.Tx) error{c.events, c.states, c.persons, c.vouchers} {
			if err := check(ctx, tx); err != nil {
				return fmt.Errorf("enrol: check: %w", err)
			}
		}
		findings = c.findings
		return nil
	})
	return findings, err
}

type checker struct{ findings []audit.Finding }

func (c *checker) add(code, format string, args ...any) {
	c.findings = append(c.findings, audit.Finding{Code: code, Detail: fmt.Sprintf(format, args...)})
}

// events: numbers without a gap, and only moves that an attempt can make.
func (c *checker) events(ctx context.Context, tx db.Tx) error {
	var attempt string
	var no int
	var state State
	return db.Each(ctx, tx, func(s db.Row) error {
		var id string
		var n int
		var k kind
		var to State
		if err := s.Scan(&id, &n, &k, &to); err != nil {
			return err
		}
		if id != attempt {
			attempt, no, state = id, 0, ""
		}
		if n != no+1 {
			c.add("event_gap", "attempt %s: event %d is missing", id, no+1)
		}
		if !k.lawful(state, to) {
			c.add("event_unlawful", "attempt %s: event %d, %s, leads from %q to %q", id, n, k, state, to)
		}
		no, state = n, to
		return nil
	}, `SELECT attempt_id, no, kind, state FROM enrol_event ORDER BY attempt_id, no`)
}

// states: every attempt stands where its last event left it, with all that its state needs.
func (c *checker) states(ctx context.Context, tx db.Tx) error {
	return c.each(ctx, tx, "state_differs", "attempt %s does not stand where its last event left it", `SELECT a.id FROM enrol_attempt AS a
		LEFT JOIN enrol_event AS v ON v.attempt_id = a.id AND v.no = a.last_no
		WHERE v.no IS NULL OR v.state <> a.state OR v.code <> a.code OR v.at <> a.changed_at
			OR EXISTS (SELECT 1 FROM enrol_event AS w WHERE w.attempt_id = a.id AND w.no > a.last_no)
		ORDER BY a.id`,
		"step_missing", "attempt %s lacks identity proof or consent", `SELECT a.id FROM enrol_attempt AS a
		WHERE a.state IN ('offered', 'active') AND (a.identity_method = '' OR a.consent_version = '')
			AND NOT EXISTS (SELECT 1 FROM enrol_event AS v WHERE v.attempt_id = a.id AND v.no = 1 AND v.kind = 'recorded')
		ORDER BY a.id`,
		"not_redeemed", "attempt %s is active without a redeemed offer", `SELECT a.id FROM enrol_attempt AS a
		WHERE a.state = 'active' AND a.mode = 'native' AND a.redeemed_at = 0 ORDER BY a.id`)
}

// persons: the database's indexes forbid it, so a finding here says that they are gone.
func (c *checker) persons(ctx context.Context, tx db.Tx) error {
	return c.each(ctx, tx, "active_twice", "resident %s is active more than once",
		`SELECT resident_id FROM enrol_attempt WHERE state = 'active' GROUP BY resident_id HAVING COUNT(*) > 1 ORDER BY resident_id`,
		"open_twice", "resident %s has more than one open attempt",
		`SELECT resident_id FROM enrol_attempt WHERE state IN ('prepared', 'identified', 'offered') GROUP BY resident_id HAVING COUNT(*) > 1 ORDER BY resident_id`)
}

// vouchers: at most one of an attempt is good, and only while it is offered; numbers have no gap.
func (c *checker) vouchers(ctx context.Context, tx db.Tx) error {
	return c.each(ctx, tx, "voucher_loose", "attempt %s has a good voucher that it must not have", `SELECT v.attempt_id FROM enrol_voucher AS v
		JOIN enrol_attempt AS a ON a.id = v.attempt_id WHERE v.voided_at = 0 AND v.redeemed_at = 0
		GROUP BY v.attempt_id, a.state HAVING COUNT(*) > 1 OR a.state <> 'offered' ORDER BY v.attempt_id`,
		"voucher_tries", "attempt %s has a good voucher after too many wrong codes", `SELECT attempt_id FROM enrol_voucher
		WHERE wrong_tries >= 5 AND voided_at = 0 ORDER BY attempt_id`,
		"voucher_gap", "the vouchers of device %s are not numbered without a gap", `SELECT device FROM enrol_voucher
		GROUP BY device HAVING COUNT(*) <> MAX(seq) ORDER BY device`)
}

// each runs queries that give the ids of what must not be: code, format and query for each.
func (c *checker) each(ctx context.Context, tx db.Tx, checks ...string) error {
	for ; len(checks) > 0; checks = checks[3:] {
		err := db.Each(ctx, tx, func(s db.Row) error {
			var id string
			err := s.Scan(&id)
			c.add(checks[0], checks[1], id)
			return err
		}, checks[2])
		if err != nil {
			return err
		}
	}
	return nil
}
