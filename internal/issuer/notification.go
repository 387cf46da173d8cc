package issuer

import (
	"context"
	"net/http"

	"jemput/internal/credential"
	"jemput/internal/db"
	"jemput/internal/fault"
)

// serveNotification is the notification endpoint, OpenID4VCI section 11. The first notification of
// each kind counts; repeating it changes nothing and is answered alike.
func (i *Issuer) serveNotification(w http.ResponseWriter, r *http.Request) error {
	t, err := i.bearer(r)
	if err != nil {
		return err
	}
	request, err := readJSON(r, "invalid_notification_request")
	if err != nil {
		return err
	}
	id, ok := request["notification_id"].(string)
	event, known := request["event"].(string)
	column := eventColumns[event]
	if !ok || !known || column == "" {
		return refuse("invalid_notification_request", "notification_id, and an event that the protocol knows, are needed")
	}
	err = i.DB.InTx(r.Context(), func(ctx context.Context, tx db.Tx) error { return i.note(ctx, tx, t, id, event) })
	if err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (i *Issuer) note(ctx context.Context, tx db.Tx, t token, id, event string) error {
	n, ok, err := loadNotification(ctx, tx, "id", id)
	if err != nil {
		return err
	}
	if !ok || n.attempt != t.attempt {
		return refuse("invalid_notification_id", "this token has no such notification")
	}
	already := map[string]bool{eventAccepted: n.accepted, OutcomeFailure: n.failed, OutcomeDeleted: n.forgotten}
	if already[event] {
		return nil
	}
	if err := noteEvent(ctx, tx, id, eventColumns[event], i.Now()); err != nil {
		return err
	}
	if event != eventAccepted {
		return i.Grants.Deliver(ctx, tx, n.attempt, event)
	}
	return i.accept(ctx, tx, n)
}

// accept activates the attempt. Where that may not be, such as for somebody who became active
// elsewhere meanwhile, the credential that is out there is revoked: what is not counted must not
// hold. And what was revoked on the way does not activate any more.
func (i *Issuer) accept(ctx context.Context, tx db.Tx, n notification) error {
	if err := i.ledger.Accept(ctx, tx, n.credential); err != nil {
		return err
	}
	c, err := i.ledger.Get(ctx, tx, n.credential)
	if err != nil || c.Status == credential.Revoked {
		return err
	}
	err = i.Grants.Activate(ctx, tx, n.attempt)
	if fault.KindOf(err) == fault.Conflict {
		return i.ledger.Revoke(ctx, tx, n.credential, fault.CodeOf(err))
	}
	return err
}
