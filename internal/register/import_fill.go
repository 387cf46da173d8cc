package register

import (
	"context"
	"errors"
	"io"

	"jemput/internal/civil"
	"jemput/internal/db"
	"jemput/internal/fault"
	"jemput/internal/register/sheet"
)

// maxChunkRows bounds a chunk of which few rows are accepted, so that its progress is kept too.
const maxChunkRows = 4 * segmentSize

func today(r *Register) civil.Date { return civil.Of(r.now()) }

// fill reads the file into chunks. The first one ends with the segment of the index that others began.
func (im *importing) fill(ctx context.Context, full chan<- *importChunk, empty <-chan *importChunk) error {
	defer close(full)
	size := int(segmentSize - im.begun%segmentSize)
	for more := true; more; size = segmentSize {
		var c *importChunk
		select {
		case c = <-empty:
		case <-ctx.Done():
			return ctx.Err()
		}
		var err error
		if more, err = im.readChunk(ctx, c, size); err != nil {
			return err
		}
		if err := im.matcher.match(ctx, im.r.db.Read(), c); err != nil {
			return err
		}
		select {
		case full <- c:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return im.rejects.flush()
}

// readChunk reads rows until the chunk holds size that are accepted; more is false at the end of the file.
func (im *importing) readChunk(ctx context.Context, c *importChunk, size int) (more bool, err error) {
	c.rows, c.before = c.rows[:0], Stats{}
	for read := 0; len(c.rows) < size && c.before.Read < maxChunkRows; read++ {
		if read%1024 == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		row, err := im.table.next()
		if errors.Is(err, io.EOF) {
			c.done = im.table.size
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if row.Blank() {
			continue
		}
		if err := im.readRow(c, &row); err != nil {
			return false, err
		}
	}
	c.done = im.table.file.Done()
	return true, nil
}

// readRow puts a row into the chunk, unless it is rejected, repeats another, or was written by an earlier run.
func (im *importing) readRow(c *importChunk, row *sheet.Row) error {
	behind := im.skip > 0
	count := &c.before
	if behind {
		im.skip--
		count = &Stats{} // the earlier run has counted it
	}
	count.Read++
	p := c.room()
	problems := im.rows.read(row, p)
	first, twice := seenRow{}, false
	if len(problems) == 0 {
		first, twice = im.seen[p.nik]
		if twice && first.print != p.print {
			problems = append(problems, Problem{Code: "nik_repeated", Field: FieldNIK, Column: im.rows.columns.nik, First: first.number})
		}
	}
	switch {
	case len(problems) > 0:
		count.Rejected++
		im.reasons[problems[0].Code]++
		return im.rejects.add(row, problems)
	case twice:
		im.repeated++
		count.Unchanged++
		count.Warned++
		return nil
	}
	im.seen[p.nik] = seenRow{p.print, row.Number}
	if !behind {
		c.rows = c.rows[:len(c.rows)+1]
	}
	return nil
}

// room is the place behind the chunk's last row.
func (c *importChunk) room() *parsed {
	n := len(c.rows)
	if n == cap(c.rows) {
		c.rows = append(c.rows, parsed{})[:n]
	}
	return &c.rows[:n+1][n]
}

// write commits a chunk. If another process changed its residents in between, it is matched again.
func (im *importing) write(ctx context.Context, c *importChunk) error {
	for attempt := 0; ; attempt++ {
		after := im.stats.plus(c.after)
		if im.req.DryRun {
			im.stats = after
			return nil
		}
		err := im.r.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
			if err := insertChunk(ctx, tx, c.chunk); err != nil {
				return err
			}
			if err := writeEdits(ctx, tx, c.edits, im.source, im.at); err != nil {
				return err
			}
			return saveStats(ctx, tx, im.source, after)
		})
		if err == nil {
			im.stats = after
			return nil
		}
		if attempt == 5 || !db.IsUnique(err) && !errors.Is(err, errOvertaken) {
			return err
		}
		if err := im.redo.match(ctx, im.r.db.Read(), c); err != nil {
			return err
		}
	}
}

func (s Stats) plus(t Stats) Stats {
	return Stats{s.Read + t.Read, s.Inserted + t.Inserted, s.Changed + t.Changed, s.Unchanged + t.Unchanged, s.Rejected + t.Rejected, s.Warned + t.Warned}
}

// checkCity refuses a city that does not exist.
func (r *Register) checkCity(city string) error {
	if city == "" {
		return nil
	}
	if _, known := r.places.Name(city); !known || len(city) != 5 {
		return fault.New(fault.Invalid, "city_unknown", "there is no city or regency with this code").WithField("city").
			WithHint("give the Kemendagri code, such as 16.73")
	}
	return nil
}

// checkCityTold refuses a file whose kelurahan cannot be told for want of a city.
func checkCityTold(city string, m Mapping) error {
	_, number := m[FieldCity]
	_, code := m[FieldKelurahan]
	if city == "" && !number && !code {
		return fault.New(fault.Invalid, "city_missing", "the file does not say which city it is of").WithField("city").
			WithHint("give the Kemendagri code of the city, such as 16.73")
	}
	return nil
}
