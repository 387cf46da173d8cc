package issuer

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"jemput/internal/db"
)

// secret makes a token or nonce: 130 random bits. Only its hash is stored.
func secret() (text string, hash []byte) {
	text = rand.Text()
	return text, hashOf(text)
}

func hashOf(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:]
}

// token is an access token.
type token struct {
	attempt, resident string
	identifiers       bool // its answer named credential identifiers
	expires           time.Time
}

func insertToken(ctx context.Context, tx db.Tx, hash []byte, t token) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO issuer_token (token_hash, attempt, resident, identifiers, expires_at) VALUES ($1, $2, $3, $4, $5)`,
		hash, t.attempt, t.resident, t.identifiers, db.Micros(t.expires))
	if err != nil {
		return fmt.Errorf("issuer: store a token: %w", err)
	}
	return nil
}

// loadToken reports false for a token that is unknown or has expired.
func loadToken(ctx context.Context, q db.Querier, hash []byte, now time.Time) (t token, ok bool, err error) {
	var expires int64
	err = q.QueryRowContext(ctx, `SELECT attempt, resident, identifiers, expires_at FROM issuer_token WHERE token_hash = $1`, hash).
		Scan(&t.attempt, &t.resident, &t.identifiers, &expires)
	if errors.Is(err, sql.ErrNoRows) {
		return token{}, false, nil
	}
	if err != nil {
		return token{}, false, fmt.Errorf("issuer: read a token: %w", err)
	}
	t.expires = db.Time(expires)
	return t, now.Before(t.expires), nil
}

// removeTokens ends every access token of an attempt.
func removeTokens(ctx context.Context, tx db.Tx, attempt string) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM issuer_token WHERE attempt = $1`, attempt); err != nil {
		return fmt.Errorf("issuer: remove tokens: %w", err)
	}
	return nil
}

func insertNonce(ctx context.Context, tx db.Tx, hash []byte, expires time.Time) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO issuer_nonce (nonce_hash, expires_at) VALUES ($1, $2)`, hash, db.Micros(expires))
	if err != nil {
		return fmt.Errorf("issuer: store a nonce: %w", err)
	}
	return nil
}

// spendNonce reports whether the nonce was given out, is not spent and has not expired. It is spent now.
func spendNonce(ctx context.Context, tx db.Tx, nonce string, now time.Time) (bool, error) {
	r, err := tx.ExecContext(ctx, `DELETE FROM issuer_nonce WHERE nonce_hash = $1 AND expires_at > $2`, hashOf(nonce), db.Micros(now))
	if err != nil {
		return false, fmt.Errorf("issuer: spend a nonce: %w", err)
	}
	n, err := r.RowsAffected()
	return n == 1, err
}

// removeExpired forgets tokens and nonces that are worth nothing any more.
func removeExpired(ctx context.Context, tx db.Tx, now time.Time) error {
	for _, text := range []string{`DELETE FROM issuer_nonce WHERE expires_at <= $1`, `DELETE FROM issuer_token WHERE expires_at <= $1`} {
		if _, err := tx.ExecContext(ctx, text, db.Micros(now)); err != nil {
			return fmt.Errorf("issuer: remove what has expired: %w", err)
		}
	}
	return nil
}

// notification is what a wallet reported of one credential.
type notification struct {
	id, credential, attempt     string
	accepted, failed, forgotten bool
}

// eventAccepted is the event by which an attempt becomes active.
const eventAccepted = "credential_accepted"

// eventColumns are the events of OpenID4VCI section 11.1 and where their first time is kept.
var eventColumns = map[string]string{
	eventAccepted: "accepted_at", OutcomeFailure: "failed_at", OutcomeDeleted: "deleted_at",
}

func insertNotification(ctx context.Context, tx db.Tx, n notification) error {
	const text = `INSERT INTO issuer_notification (id, credential, attempt, accepted_at, failed_at, deleted_at) VALUES ($1, $2, $3, 0, 0, 0)`
	if _, err := tx.ExecContext(ctx, text, n.id, n.credential, n.attempt); err != nil {
		return fmt.Errorf("issuer: store a notification id: %w", err)
	}
	return nil
}

// loadNotification finds a notification by a column, id or credential; ok is false if there is none.
func loadNotification(ctx context.Context, q db.Querier, where, value string) (n notification, ok bool, err error) {
	var accepted, failed, deleted int64
	err = q.QueryRowContext(ctx, `SELECT id, credential, attempt, accepted_at, failed_at, deleted_at FROM issuer_notification WHERE `+where+` = $1`, value).
		Scan(&n.id, &n.credential, &n.attempt, &accepted, &failed, &deleted)
	if errors.Is(err, sql.ErrNoRows) {
		return n, false, nil
	}
	if err != nil {
		return n, false, fmt.Errorf("issuer: read a notification: %w", err)
	}
	n.accepted, n.failed, n.forgotten = accepted != 0, failed != 0, deleted != 0
	return n, true, nil
}

// noteEvent keeps the first time of an event; column is one of eventColumns.
func noteEvent(ctx context.Context, tx db.Tx, id, column string, at time.Time) error {
	_, err := tx.ExecContext(ctx, `UPDATE issuer_notification SET `+column+` = $1 WHERE id = $2`, db.Micros(at), id)
	if err != nil {
		return fmt.Errorf("issuer: note a notification: %w", err)
	}
	return nil
}
