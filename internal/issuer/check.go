package issuer

import (
	"context"

	"jemput/internal/audit"
)

// checkPage is how many attempts are compared at a time.
const checkPage = 1000

// Check holds what was issued against the package's invariants, for fsck: the ledger's own, and
// that everybody who is active through this node has a credential that their wallet accepted.
func (i *Issuer) Check(ctx context.Context) ([]audit.Finding, error) {
	findings, err := i.ledger.Check(ctx, i.DB.Read())
	if err != nil {
		return nil, err
	}
	accepted := pager{next: func(after string) ([]string, error) {
		return i.ledger.Accepted(ctx, i.DB.Read(), after, checkPage)
	}}
	for after := ""; ; {
		page, err := i.Grants.ActiveAttempts(ctx, i.DB.Read(), after, checkPage)
		if err != nil || len(page) == 0 {
			return findings, err
		}
		for _, attempt := range page {
			has, err := accepted.has(attempt)
			if err != nil {
				return nil, err
			}
			if !has {
				findings = append(findings, audit.Finding{Code: "active_without_credential", Detail: "an attempt is active without an accepted credential: " + attempt})
			}
		}
		after = page[len(page)-1]
	}
}

// pager walks through an ordered list of ids, a page at a time, beside another ordered list.
type pager struct {
	next func(after string) ([]string, error)
	page []string
	last string
	done bool
}

// has reports whether id is in the list. It must be asked in ascending order.
func (p *pager) has(id string) (bool, error) {
	for {
		for len(p.page) > 0 && p.page[0] < id {
			p.page = p.page[1:]
		}
		if len(p.page) > 0 || p.done {
			return len(p.page) > 0 && p.page[0] == id, nil
		}
		page, err := p.next(p.last)
		if err != nil {
			return false, err
		}
		p.page, p.done = page, len(page) == 0
		if !p.done {
			p.last = page[len(page)-1]
		}
	}
}
