package register

import (
	"context"
	"database/sql"
	"errors"

	"jemput/internal/db"
	"jemput/internal/fault"
)

// maxPhotoBytes bounds a stored photo.
const maxPhotoBytes = 200 << 10

// Photo is a resident's portrait.
type Photo struct {
	MediaType string // image/jpeg, image/png, image/webp, image/avif or image/svg+xml
	Bytes     []byte
}

var errNoPhoto = fault.New(fault.NotFound, "photo_not_found", "The register holds no photo of this resident.")

func photoContext(id string) []byte { return []byte("resident_photo.sealed/" + id) }

// Photo is the stored portrait, or the drawn one where portraits are drawn.
func (r *Register) Photo(ctx context.Context, id string) (Photo, error) {
	var p Photo
	var sealed []byte
	err := r.db.Read().QueryRowContext(ctx, `SELECT media_type, sealed FROM resident_photo WHERE resident = $1`, id).Scan(&p.MediaType, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return r.drawnPhoto(ctx, id)
	}
	if err != nil {
		return Photo{}, err
	}
	p.Bytes, err = r.sealer.Open(nil, sealed, photoContext(id))
	return p, err
}

func (r *Register) drawnPhoto(ctx context.Context, id string) (Photo, error) {
	if r.portraits == nil {
		return Photo{}, errNoPhoto
	}
	p, err := r.Get(ctx, r.db.Read(), id)
	if err != nil {
		return Photo{}, err
	}
	return r.portraits(ctx, &p)
}

// SetPhoto stores a resident's portrait, sealed; the one before is replaced.
func (r *Register) SetPhoto(ctx context.Context, tx db.Tx, id string, p Photo) error {
	switch p.MediaType {
	case "image/jpeg", "image/png", "image/webp", "image/avif", "image/svg+xml":
	default:
		return fault.New(fault.Invalid, "photo_type", "A photo is JPEG, PNG, WebP, AVIF or SVG.").WithField("media_type")
	}
	if len(p.Bytes) == 0 || len(p.Bytes) > maxPhotoBytes {
		return fault.New(fault.Invalid, "photo_size", "A photo has between 1 byte and 200 kB.").WithField("bytes")
	}
	if _, err := one(ctx, tx, `id = $1`, id); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO resident_photo (resident, media_type, sealed, stored_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (resident) DO UPDATE SET media_type = excluded.media_type, sealed = excluded.sealed, stored_at = excluded.stored_at`,
		id, p.MediaType, r.sealer.Seal(nil, p.Bytes, photoContext(id)), db.Micros(r.now()))
	return err
}
