package obs

import (
	"fmt"
	"log/slog"
	"strings"
)

const hidden = "[hidden]"

// secretKeys are attribute names whose value is never logged, whatever it is.
var secretKeys = map[string]bool{
	"nik": true, "no_kk": true, "family_card": true, "phone": true, "email": true, "address": true,
	"name": true, "photo": true, "password": true, "token": true, "cookie": true, "authorization": true,
	"secret": true, "tx_code": true, "pin": true, "code_verifier": true, "pre_authorized_code": true,
	"pre-authorized_code": true, "offer": true, "credential": true, "body": true, "query": true,
}

// redact hides secret keys and masks long digit runs in every text, the message included.
func redact(_ []string, a slog.Attr) slog.Attr {
	if secretKeys[strings.ToLower(a.Key)] {
		return slog.String(a.Key, hidden)
	}
	switch v := a.Value.Resolve(); v.Kind() {
	case slog.KindString:
		return slog.String(a.Key, Mask(v.String()))
	case slog.KindInt64, slog.KindUint64, slog.KindFloat64:
		if s := v.String(); Mask(s) != s {
			return slog.String(a.Key, Mask(s))
		}
	case slog.KindAny:
		return slog.String(a.Key, Mask(text(v.Any())))
	}
	return a
}

func text(v any) string {
	if b, ok := v.([]byte); ok {
		return fmt.Sprintf("[%d bytes]", len(b))
	}
	return fmt.Sprintf("%+v", v)
}

// Mask replaces all but the first four digits of every run of 16 or more digits, also when single
// spaces or dots part them as people write a NIK. A dash ends a run, so that ids (UUID) stay readable.
// The text keeps its length.
func Mask(s string) string {
	var out []byte
	for i := 0; i < len(s); {
		end, digits := digitRun(s, i)
		if digits >= 16 {
			if out == nil {
				out = []byte(s)
			}
			maskRun(out[i:end])
		}
		i = max(end, i+1)
	}
	if out == nil {
		return s
	}
	return string(out)
}

// digitRun finds the end of the run of digits, single separators included, that starts at i.
func digitRun(s string, i int) (end, digits int) {
	end = i
	for j := i; j < len(s); j++ {
		switch c := s[j]; {
		case c >= '0' && c <= '9':
			digits, end = digits+1, j+1
		case digits > 0 && end == j && (c == ' ' || c == '.'):
		default:
			return end, digits
		}
	}
	return end, digits
}

// maskRun keeps the first four digits, the region, so that an operator sees which city is meant.
func maskRun(run []byte) {
	seen := 0
	for i, c := range run {
		if c >= '0' && c <= '9' {
			if seen++; seen > 4 {
				run[i] = '*'
			}
		}
	}
}
