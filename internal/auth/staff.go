package auth

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"jemput/internal/audit"
	"jemput/internal/db"
	"jemput/internal/fault"
)

var (
	errLoginTaken     = fault.New(fault.Conflict, "login_taken", "Somebody has this login already.").WithHint("give another one; a closed account keeps its login").WithField("login")
	errLoginForm      = fault.New(fault.Invalid, "login_form", "A login has 2 to 40 of the characters a-z, 0-9, dot, dash, underscore.").WithHint("such as rina.marlina").WithField("login")
	errRoleUnknown    = fault.New(fault.Invalid, "role_unknown", "There is no such role.").WithField("role")
	errNameMissing    = fault.New(fault.Invalid, "name_missing", "The officer's name is missing.").WithField("name")
	errOfficerUnknown = fault.New(fault.NotFound, "officer_not_found", "There is no such officer.").WithHint("`jemput staff list` shows the logins")
)

var loginForm = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,39}$`)

// Account is an account to be added. Without a password one is made.
type Account struct {
	Login    string
	Name     string
	Role     Role
	GroupID  string
	Password string
}

// Added is an added account with the password in clear, which nobody can learn again later.
type Added struct {
	Officer
	Password string
}

// AddOfficer adds one account.
func (a *Auth) AddOfficer(ctx context.Context, login, name string, role Role, password string) (Added, error) {
	added, err := a.AddOfficers(ctx, []Account{{Login: login, Name: name, Role: role, Password: password}})
	if err != nil {
		return Added{}, err
	}
	return added[0], nil
}

// AddOfficers adds all accounts or none.
func (a *Auth) AddOfficers(ctx context.Context, accounts []Account) ([]Added, error) {
	added := make([]Added, len(accounts))
	rows := make([]account, len(accounts))
	shared := a.config.Demo && len(accounts) > 0 && samePassword(accounts) // published: one salt for all gives nothing away
	work, hashing := errgroup.WithContext(ctx)
	work.SetLimit(hashAtOnce)
	for i, n := range accounts {
		n, err := n.checked()
		if err != nil {
			return nil, err
		}
		o := Officer{ID: uuid.Must(uuid.NewV7()).String(), Login: n.Login, Name: n.Name, Role: n.Role, GroupID: n.GroupID}
		added[i] = Added{Officer: o, Password: n.Password}
		rows[i] = account{Officer: o}
		if shared && i > 0 {
			continue
		}
		work.Go(func() (err error) {
			rows[i].password, err = a.hasher.hash(hashing, n.Password)
			return err
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	if shared {
		for i := range rows {
			rows[i].password = rows[0].password
		}
	}
	err := a.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		for _, o := range rows {
			if err := insertAccount(ctx, tx, o, a.now()); err != nil {
				return err
			}
			if err := a.note(ctx, tx, "officer.added", o.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return added, nil
}

func samePassword(accounts []Account) bool {
	return accounts[0].Password != "" && !slices.ContainsFunc(accounts, func(n Account) bool { return n.Password != accounts[0].Password })
}

func (n Account) checked() (Account, error) {
	n.Login = strings.ToLower(strings.TrimSpace(n.Login))
	n.Name = strings.TrimSpace(n.Name)
	switch {
	case !loginForm.MatchString(n.Login):
		return n, errLoginForm
	case n.Name == "" || len(n.Name) > 200:
		return n, errNameMissing
	case !n.Role.Valid():
		return n, errRoleUnknown
	}
	if n.Password == "" {
		n.Password = NewPassword()
	}
	return n, checkPassword(n.Password)
}

// Staff are all officers who may log in, by login.
func (a *Auth) Staff(ctx context.Context) ([]Officer, error) {
	all, err := listAccounts(ctx, a.db.Read())
	officers := []Officer{}
	for _, o := range all {
		if !o.disabled {
			officers = append(officers, o.Officer)
		}
	}
	return officers, err
}

// Everyone are all officers there ever were, by login, the closed accounts too: what they did keeps their name.
func (a *Auth) Everyone(ctx context.Context) ([]Officer, error) {
	all, err := listAccounts(ctx, a.db.Read())
	officers := make([]Officer, len(all))
	for i, o := range all {
		officers[i] = o.Officer
	}
	return officers, err
}

// Names are the names of officers by id, of closed accounts too. An id that is no officer's has none.
func (a *Auth) Names(ctx context.Context, ids []string) (map[string]string, error) {
	return loadNames(ctx, a.db.Read(), ids)
}

// Disable closes an account and ends its sessions at once.
func (a *Auth) Disable(ctx context.Context, login string) error {
	return a.change(ctx, login, "officer.disabled", func(ctx context.Context, tx db.Tx, id string) error {
		return setDisabled(ctx, tx, id)
	})
}

// SetPassword replaces a password and ends the account's sessions at once.
func (a *Auth) SetPassword(ctx context.Context, login, password string) error {
	if err := checkPassword(password); err != nil {
		return err
	}
	stored, err := a.hasher.hash(ctx, password)
	if err != nil {
		return err
	}
	return a.change(ctx, login, "officer.password_set", func(ctx context.Context, tx db.Tx, id string) error {
		return setPassword(ctx, tx, id, stored)
	})
}

// change does something to an account that ends all its sessions.
func (a *Auth) change(ctx context.Context, login, event string, do func(context.Context, db.Tx, string) error) error {
	return a.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		o, ok, err := findAccount(ctx, tx, login)
		if err != nil {
			return err
		}
		if !ok {
			return errOfficerUnknown
		}
		if err := do(ctx, tx, o.ID); err != nil {
			return err
		}
		if err := deleteSessionsOf(ctx, tx, o.ID); err != nil {
			return err
		}
		return a.note(ctx, tx, event, o.ID)
	})
}

// note writes who changed an account, in the transaction that changes it: the command line has no other border.
func (a *Auth) note(ctx context.Context, tx db.Tx, event, officerID string) error {
	actor := audit.System
	if o, ok := From(ctx); ok {
		actor = o.ID
	}
	return a.log.Append(ctx, tx, audit.Event{Actor: actor, Event: event, Subject: officerID})
}
