package auth

import (
	"strings"
	"testing"
)

func BenchmarkHash(b *testing.B) {
	h := newHasher(defaultCost)
	for b.Loop() {
		if _, err := h.hash(b.Context(), "a long enough password"); err != nil {
			b.Fatal(err)
		}
	}
}

func TestPasswordRoundTrip(t *testing.T) {
	h := newHasher(cost{memory: 64, time: 1})
	stored, err := h.hash(t.Context(), "benar sekali")
	if err != nil {
		t.Fatal(err)
	}
	for password, want := range map[string]bool{"benar sekali": true, "benar sekalI": false, "": false} {
		if ok, current, err := h.matches(t.Context(), password, stored); ok != want || !current || err != nil {
			t.Errorf("%q: %v %v %v", password, ok, current, err)
		}
	}
	if _, current, err := newHasher(defaultCost).matches(t.Context(), "benar sekali", stored); current || err != nil {
		t.Errorf("a cheap hash counts as current (%v)", err)
	}
	for _, broken := range []string{"", "x", strings.Replace(stored, "t=1", "t=0", 1), strings.Replace(stored, "m=64", "m=99999999", 1), stored + "$"} {
		if _, _, err := h.matches(t.Context(), "x", broken); err == nil {
			t.Errorf("read: %q", broken)
		}
	}
}

func TestNewPasswordsAreLongAndDiffer(t *testing.T) {
	a, b := NewPassword(), NewPassword()
	if a == b || len(a) != 19 || checkPassword(a) != nil {
		t.Error(a, b)
	}
}
