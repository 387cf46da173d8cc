package issuer

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"jemput/internal/httpapi"
)

// refusal is an error in the protocol's own form: RFC 6749 section 5.2, RFC 6750 section 3,
// OpenID4VCI sections 8.3.1 and 11.3.
type refusal struct {
	status      int
	code        string
	description string
	challenge   string        // WWW-Authenticate
	retryAfter  time.Duration // Retry-After
}

func (r *refusal) Error() string { return r.code + ": " + r.description }

func refuse(code, description string) error {
	return &refusal{status: http.StatusBadRequest, code: code, description: description}
}

// speak turns refusals into answers. Other errors are left to httpapi.
func speak(handler func(http.ResponseWriter, *http.Request) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Cache-Control", "no-store")
		err := handler(w, r)
		var no *refusal
		if !errors.As(err, &no) {
			return err
		}
		httpapi.SetRefusal(r.Context(), no.code)
		if no.challenge != "" {
			w.Header().Set("WWW-Authenticate", no.challenge)
		}
		if no.retryAfter > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int(no.retryAfter/time.Second)))
		}
		return answer(w, no.status, struct {
			Error       string `json:"error"`
			Description string `json:"error_description,omitempty"`
		}{no.code, printable(no.description)})
	}
}

// answer writes JSON. What no cache may keep is marked by speak.
func answer(w http.ResponseWriter, status int, body any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(text) // the wallet is gone; nobody is left to tell
	return nil
}

// printable keeps the characters that RFC 6749 section 5.2 allows in an error_description.
func printable(s string) string {
	return strings.Map(func(c rune) rune {
		if c < 0x20 || c > 0x7e || c == '"' || c == '\\' {
			return '\''
		}
		return c
	}, s)
}
