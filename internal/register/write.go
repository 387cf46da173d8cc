package register

import (
	"context"
	"database/sql"
	"errors"
	"sort"

	"jemput/internal/db"
)

// insertChunk writes an ordered chunk of new residents with all that the search needs, and numbers its rows.
func insertChunk(ctx context.Context, tx db.Tx, c *chunk) error {
	if len(c.rows) == 0 {
		return nil
	}
	var base int64
	if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(no) + 1, 0) FROM resident`).Scan(&base); err != nil {
		return err
	}
	for i := range c.rows {
		c.rows[i].no = base + int64(i)
	}
	err := db.InsertMany(ctx, tx, `INSERT INTO resident (`+residentColumns+`) VALUES `, residentColumnCount, ``, len(c.rows),
		func(dst []any, i int) []any { return rowArgs(dst, &c.rows[i]) })
	if err != nil {
		return err
	}
	all := c.refsFrom(base)
	begun := sort.Search(len(all), func(i int) bool { return all[i].segment<<segmentBits >= base }) // before it: a segment others began
	if err := mergeTerms(ctx, tx, all[:begun], refs.merge); err != nil {
		return err
	}
	if err := insertTerms(ctx, tx, all[begun:]); err != nil {
		return err
	}
	return addWords(ctx, tx, all, 1)
}

// insertTerms adds lists to segments that have none yet.
func insertTerms(ctx context.Context, tx db.Tx, add []segmentRefs) error {
	if len(add) == 0 {
		return nil
	}
	err := db.InsertMany(ctx, tx, `INSERT INTO resident_term (term, segment, refs) VALUES `, 3, ``, len(add),
		func(dst []any, i int) []any { return append(dst, add[i].term, add[i].segment, []byte(add[i].refs)) })
	if err != nil {
		return err
	}
	return movedIn(ctx, tx, add)
}

// mergeTerms changes stored lists by combine(stored, given); a list that gets empty goes.
func mergeTerms(ctx context.Context, tx db.Tx, given []segmentRefs, combine func(stored, given refs) refs) error {
	if len(given) == 0 {
		return nil
	}
	read, err := tx.PrepareContext(ctx, `SELECT refs FROM resident_term WHERE term = $1 AND segment = $2`)
	if err != nil {
		return err
	}
	defer read.Close()
	write, err := tx.PrepareContext(ctx, `INSERT INTO resident_term (term, segment, refs) VALUES ($1, $2, $3)
		ON CONFLICT (term, segment) DO UPDATE SET refs = excluded.refs`)
	if err != nil {
		return err
	}
	defer write.Close()
	for _, g := range given {
		var stored []byte
		if err := read.QueryRowContext(ctx, g.term, g.segment).Scan(&stored); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if next := combine(stored, g.refs); len(next) > 0 {
			_, err = write.ExecContext(ctx, g.term, g.segment, []byte(next))
		} else {
			_, err = tx.ExecContext(ctx, `DELETE FROM resident_term WHERE term = $1 AND segment = $2`, g.term, g.segment)
		}
		if err != nil {
			return err
		}
	}
	return movedIn(ctx, tx, given)
}

// addWords counts the words of the lists up (sign 1) or down (-1) and tells other processes.
func addWords(ctx context.Context, tx db.Tx, lists []segmentRefs, sign int) error {
	counts := map[string]int{}
	for _, l := range lists {
		if isWord(l.term) {
			counts[l.term] += sign * l.refs.len()
		}
	}
	if len(counts) == 0 {
		return nil
	}
	words := make([]string, 0, len(counts))
	for w := range counts {
		words = append(words, w)
	}
	sort.Strings(words)
	err := db.InsertMany(ctx, tx, `INSERT INTO register_word (word, n) VALUES `, 2, ` ON CONFLICT (word) DO UPDATE SET n = register_word.n + excluded.n`,
		len(words), func(dst []any, i int) []any { return append(dst, words[i], int64(counts[words[i]])) })
	if err != nil {
		return err
	}
	if sign < 0 {
		if _, err := tx.ExecContext(ctx, `DELETE FROM register_word WHERE n <= 0`); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, `UPDATE register_epoch SET n = n + 1 WHERE name = 'words'`)
	return err
}
