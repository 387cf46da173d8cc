package register

import (
	"cmp"
	"context"
	"strings"

	"jemput/internal/db"
)

// namedHit is a hit with what orders equal ranks.
type namedHit struct {
	hit
	name, id string
}

func (a namedHit) compare(b namedHit) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.name, b.name), strings.Compare(a.id, b.id))
}

func (r *Register) namesOf(ctx context.Context, hits []hit) ([]namedHit, error) {
	nos, ranks := make([]int64, len(hits)), make(map[int64]rank, len(hits))
	for i, h := range hits {
		nos[i], ranks[h.no] = h.no, h.rank
	}
	named := make([]namedHit, 0, len(hits))
	err := r.eachName(ctx, nos, func(no int64, id, name string) {
		named = append(named, namedHit{hit{ranks[no], no}, name, id})
	})
	return named, err
}

// eachName reads the names of residents, in no particular order.
func (r *Register) eachName(ctx context.Context, nos []int64, each func(no int64, id, name string)) error {
	return db.InPieces(nos, func(args []any, in string) error {
		return db.Each(ctx, r.db.Read(), func(s db.Row) error {
			var no int64
			var id, name string
			if err := s.Scan(&no, &id, &name); err != nil {
				return err
			}
			each(no, id, name)
			return nil
		}, `SELECT no, id, name FROM resident WHERE no IN (`+in+`) ORDER BY no`, args...)
	})
}
