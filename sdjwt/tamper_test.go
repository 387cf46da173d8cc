package sdjwt_test

import (
	"testing"

	"jemput/sdjwt"
)

func presentation(t fataler) string {
	t.Helper()
	shown, err := issue(t, twenty()).Present(func(p sdjwt.Path) bool { return p[0] != "email" })
	if err != nil {
		t.Fatal(err)
	}
	text, err := shown.KeyBind(holderKey, bound)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func accepted(text string) bool {
	token, err := sdjwt.Parse(text)
	if err != nil {
		return false
	}
	_, err = token.VerifyPresentation(issuerKey.public(), asked)
	return err == nil
}

// TestEveryChangedByteIsRefused changes, drops and doubles each byte of a presentation.
func TestEveryChangedByteIsRefused(t *testing.T) {
	text := presentation(t)
	if !accepted(text) {
		t.Fatal("the untouched presentation is refused")
	}
	for i := range len(text) {
		for _, other := range []string{text[:i] + "A" + text[i+1:], text[:i] + "~" + text[i+1:], text[:i] + text[i+1:], text[:i+1] + text[i:]} {
			if other != text && accepted(other) {
				t.Fatalf("a change at byte %d of %d was accepted", i, len(text))
			}
		}
	}
}

// FuzzTamper splices arbitrary bytes into a presentation: what differs is refused.
func FuzzTamper(f *testing.F) {
	text := presentation(f)
	f.Add(0, 1, "A")
	f.Add(len(text)/2, 0, "~")
	f.Add(len(text)-2, 2, "")
	f.Fuzz(func(t *testing.T, at, drop int, put string) {
		if at < 0 || at > len(text) || drop < 0 || drop > len(text)-at {
			t.Skip()
		}
		if other := text[:at] + put + text[at+drop:]; other != text && accepted(other) {
			t.Errorf("accepted %q at %d in place of %d bytes", put, at, drop)
		}
	})
}

// FuzzParse: what parses is whole: showing everything gives the same text again.
func FuzzParse(f *testing.F) {
	f.Add(presentation(f))
	f.Add(issue(f, twenty()).Compact())
	f.Add("e30.e30.~")
	f.Fuzz(func(t *testing.T, text string) {
		token, err := sdjwt.Parse(text)
		if err != nil {
			return
		}
		all, err := token.Present(func(sdjwt.Path) bool { return true })
		if err != nil || all.Compact() != token.Compact() {
			t.Errorf("showing everything of %q gave %v", text, err)
		}
		none, err := token.Present(func(sdjwt.Path) bool { return false })
		if err != nil || len(none.Disclosed()) != 0 {
			t.Errorf("showing nothing of %q gave %v", text, err)
		}
		if !token.Bound() && token.Compact() != text {
			t.Errorf("%q came back as %q", text, token.Compact())
		}
	})
}
