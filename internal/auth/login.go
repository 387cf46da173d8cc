package auth

import (
	"context"
	"strings"

	"jemput/internal/db"
	"jemput/internal/httpapi"
)

// Login checks a password and starts a session. oldToken is the session the browser had, "" if none;
// address is the client's network address.
func (a *Auth) Login(ctx context.Context, login, password, oldToken, address string) (Officer, string, error) {
	login = strings.ToLower(strings.TrimSpace(login))
	if len(password) > maxLength || !loginForm.MatchString(login) {
		login, password = "-", "" // matches no account, costs the same
	}
	if err := a.guard.try(login, address); err != nil {
		return Officer{}, "", err
	}
	o, found, err := findAccount(ctx, a.db.Read(), login)
	if err != nil {
		return Officer{}, "", err
	}
	stored := a.hasher.dummy
	if found && !o.disabled {
		stored = o.password
		httpapi.SetSubject(ctx, o.ID)
	}
	right, current, err := a.hasher.matches(ctx, password, stored)
	if err != nil {
		return Officer{}, "", err
	}
	if !right || !found || o.disabled {
		return Officer{}, "", errWrong
	}
	a.guard.succeeded(login, address)
	token, err := a.begin(ctx, o.Officer, oldToken)
	if err == nil && !current {
		err = a.upgrade(ctx, o, password)
	}
	return o.Officer, token, err
}

// begin starts an officer's session and tells the border who the caller is from now on. The account is
// looked at once more inside the transaction: it may have been disabled meanwhile.
func (a *Auth) begin(ctx context.Context, o Officer, oldToken string) (token string, err error) {
	err = a.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		now, ok, err := findAccount(ctx, tx, o.Login)
		if err != nil {
			return err
		}
		if !ok || now.disabled {
			return errWrong
		}
		token, err = a.start(ctx, tx, o.ID, oldToken)
		return err
	})
	if err != nil {
		return "", err
	}
	hash, _ := tokenHash(token)
	httpapi.SetCaller(ctx, httpapi.Caller{ID: o.ID, Session: nameOf(hash)})
	return token, nil
}

// upgrade stores a password anew that was hashed at an older cost.
func (a *Auth) upgrade(ctx context.Context, o account, password string) error {
	stored, err := a.hasher.hash(ctx, password)
	if err != nil {
		return err
	}
	return a.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		return replacePassword(ctx, tx, o.ID, o.password, stored)
	})
}

// demoLogin starts a session without a password. Only the demo has a route to it.
func (a *Auth) demoLogin(ctx context.Context, login, oldToken string) (Officer, string, error) {
	o, found, err := findAccount(ctx, a.db.Read(), login)
	if err != nil {
		return Officer{}, "", err
	}
	if !found || o.disabled {
		return Officer{}, "", errOfficerUnknown
	}
	token, err := a.begin(ctx, o.Officer, oldToken)
	return o.Officer, token, err
}
