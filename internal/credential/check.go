package credential

import (
	"context"
	"fmt"

	"jemput/internal/audit"
	"jemput/internal/db"
)

// rules are questions whose answer must be empty: code, what it means, and a query for one id per row.
var rules = []struct{ code, detail, query string }{
	{"credential_twice", "an attempt has more than one credential that holds",
		`SELECT attempt FROM credential_issued WHERE status <> 1 GROUP BY attempt HAVING COUNT(*) > 1 ORDER BY attempt`},
	{"status_entry_twice", "two credentials share a place in a status list",
		`SELECT MIN(id) FROM credential_issued GROUP BY list, entry HAVING COUNT(*) > 1 ORDER BY 1`},
	{"status_entry_outside", "a credential's place is in no list",
		`SELECT c.id FROM credential_issued c LEFT JOIN credential_status_list l ON l.no = c.list
		 WHERE l.no IS NULL OR c.entry < 0 OR c.entry >= 1048576 ORDER BY c.id`},
	{"revocation_missing", "a credential is revoked without a reason, or has a reason and is not revoked",
		`SELECT c.id FROM credential_issued c LEFT JOIN credential_revocation r ON r.credential = c.id
		 WHERE (c.status = 1) <> (r.credential IS NOT NULL) ORDER BY c.id`},
	{"credential_days", "a credential ends before it begins",
		`SELECT id FROM credential_issued WHERE expires_on <= issued_on ORDER BY id`},
}

// Check holds the ledger against its invariants, for fsck.
func (l *Ledger) Check(ctx context.Context, q db.Querier) ([]audit.Finding, error) {
	var findings []audit.Finding
	for _, r := range rules {
		err := eachID(ctx, q, func(id string) error {
			findings = append(findings, audit.Finding{Code: r.code, Detail: fmt.Sprintf("%s: %s", r.detail, id)})
			return nil
		}, r.query)
		if err != nil {
			return nil, err
		}
	}
	return findings, nil
}

// Accepted are attempts whose wallet has a credential that holds, in their order, the next limit ones after one.
func (l *Ledger) Accepted(ctx context.Context, q db.Querier, after string, limit int) ([]string, error) {
	var ids []string
	err := eachID(ctx, q, func(id string) error { ids = append(ids, id); return nil },
		`SELECT attempt FROM credential_issued WHERE accepted_at > 0 AND status <> 1 AND attempt > $1 ORDER BY attempt LIMIT $2`, after, limit)
	return ids, err
}
