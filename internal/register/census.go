package register

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jemput/internal/civil"
	"jemput/internal/db"
)

// AreaCount is the census of one kelurahan.
type AreaCount struct {
	Area      string
	Residents int // living and domiciled there
	WajibKTP  int // of them, those who must hold an identity card
	Recorded  int // of those, the ones whose biometrics are on record
}

// Census counts the residents of a city by kelurahan of domicile, as they would stand on the given day.
func (r *Register) Census(ctx context.Context, city string, on civil.Date) ([]AreaCount, error) {
	// The text of the day 17 years before, not normalised: 29 February compares rightly with every birthday.
	seventeen := fmt.Sprintf("%04d-%02d-%02d", on.Year-17, on.Month, on.Day)
	counts, err := db.All(ctx, r.db.Read(), func(s db.Row) (c AreaCount, err error) {
		err = s.Scan(&c.Area, &c.Residents, &c.WajibKTP, &c.Recorded)
		return c, err
	}, `SELECT area, COUNT(*), SUM(must), SUM(CASE WHEN ktp_status BETWEEN $1 AND $2 THEN must ELSE 0 END)
		FROM (SELECT area, ktp_status, CASE WHEN citizenship <> $3 AND (birth_date <= $4 OR marital <> $5) THEN 1 ELSE 0 END AS must
			FROM resident WHERE life = $6 AND SUBSTR(area, 1, 5) = $7) AS r
		GROUP BY area ORDER BY area`,
		int64(Recorded), int64(CardIssued), int64(OtherForeigner), seventeen, int64(Single), int64(Living), city)
	if err != nil {
		return nil, fmt.Errorf("register: census: %w", err)
	}
	slices.SortFunc(counts, func(a, b AreaCount) int { return strings.Compare(a.Area, b.Area) }) // engines collate differently
	return counts, nil
}
