package main

import (
	"fmt"
	"io"
	"strings"

	"jemput/internal/auth"
)

type staffCommand struct {
	Add      staffAdd      `cmd:"" help:"Add an account; a password is made and shown once."`
	List     staffList     `cmd:"" help:"List the accounts."`
	Password staffPassword `cmd:"" help:"Give an account a new password and end its sessions."`
	Disable  staffDisable  `cmd:"" help:"Close an account and end its sessions."`
}

type staffAdd struct {
	place
	Login string `arg:"" help:"Login name."`
	Name  string `help:"The person's name." required:"" placeholder:"NAME"`
	Role  string `help:"What the account may do: ${enum}." required:"" placeholder:"ROLE" enum:"administrator,head,planner,registrar,officer,agency_contact,auditor,relying_party"`
	Group string `help:"Id of the agency, for an agency's contact." placeholder:"ID"`
}

// Help is shown below the flags.
func (staffAdd) Help() string {
	return `Examples:
  jemput staff add rina --name "Rina Marlina" --role officer
  jemput staff add budi --name "Budi Santoso" --role agency_contact --group 0199a0f0-1111-7000-8000-000000000001`
}

func (c *staffAdd) Run(s *session) error {
	a, closeApp, err := s.open(c.place)
	if err != nil {
		return err
	}
	defer closeApp()
	added, err := a.Auth.AddOfficers(s.ctx, []auth.Account{{Login: c.Login, Name: c.Name, Role: auth.Role(c.Role), GroupID: c.Group}})
	if err != nil {
		return err
	}
	o := added[0]
	return s.print(c.JSON, map[string]string{"id": o.ID, "login": o.Login, "role": string(o.Role), "password": o.Password}, func(w io.Writer) {
		fmt.Fprintf(w, "%s may log in as %s with the password %s\nIt is shown only now.\n", o.Name, o.Login, o.Password)
	})
}

type staffList struct{ place }

// Help is shown below the flags.
func (staffList) Help() string {
	return `Example:
  jemput staff list --json`
}

func (c *staffList) Run(s *session) error {
	a, closeApp, err := s.open(c.place)
	if err != nil {
		return err
	}
	defer closeApp()
	staff, err := a.Auth.Staff(s.ctx)
	if err != nil {
		return err
	}
	rows := make([]map[string]string, len(staff))
	for i, o := range staff {
		rows[i] = map[string]string{"id": o.ID, "login": o.Login, "name": o.Name, "role": string(o.Role)}
	}
	return s.print(c.JSON, rows, func(w io.Writer) {
		for _, o := range staff {
			fmt.Fprintf(w, "%-20s %-15s %s\n", o.Login, o.Role, o.Name)
		}
	})
}

type staffPassword struct {
	place
	Login string `arg:"" help:"Login name."`
}

// Help is shown below the flags.
func (staffPassword) Help() string {
	return `Example:
  jemput staff password rina`
}

func (c *staffPassword) Run(s *session) error {
	a, closeApp, err := s.open(c.place)
	if err != nil {
		return err
	}
	defer closeApp()
	login, password := strings.ToLower(c.Login), auth.NewPassword()
	if err := a.Auth.SetPassword(s.ctx, login, password); err != nil {
		return err
	}
	return s.print(c.JSON, map[string]string{"login": login, "password": password}, func(w io.Writer) {
		fmt.Fprintf(w, "The new password of %s is %s\nIt is shown only now.\n", login, password)
	})
}

type staffDisable struct {
	place
	Login string `arg:"" help:"Login name."`
}

// Help is shown below the flags.
func (staffDisable) Help() string {
	return `Example:
  jemput staff disable rina`
}

func (c *staffDisable) Run(s *session) error {
	a, closeApp, err := s.open(c.place)
	if err != nil {
		return err
	}
	defer closeApp()
	login := strings.ToLower(c.Login)
	if err := a.Auth.Disable(s.ctx, login); err != nil {
		return err
	}
	return s.print(c.JSON, map[string]string{"disabled": login}, func(w io.Writer) { fmt.Fprintf(w, "%s can no longer log in.\n", login) })
}
