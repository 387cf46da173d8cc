package sdjwt

import "testing"

// TestDigestsOfTheRFC holds digests against those that RFC 9901 prints (sections 4.2.3 and 5.1).
func TestDigestsOfTheRFC(t *testing.T) {
	for text, want := range map[string]string{
		"WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0":        "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0",
		"WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd":               "jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4",
		"WyJlbHVWNU9nM2dTTklJOEVZbnN4QV9BIiwgImZhbWlseV9uYW1lIiwgIkRvZSJd":               "TGf4oLbgwd5JQaHyKVQZU9UdGE0w5rtDsrZzfUaomLo",
		"WyI2SWo3dE0tYTVpVlBHYm9TNXRtdlZBIiwgImVtYWlsIiwgImpvaG5kb2VAZXhhbXBsZS5jb20iXQ": "JzYjH4svliH0R3PyEMfeZu6Jt69u5qehZo7F7EPYlSE",
		"WyJRZ19PNjR6cUF4ZTQxMmExMDhpcm9BIiwgInBob25lX251bWJlcl92ZXJpZmllZCIsIHRydWVd":   "XQ_3kPKt1XyX7KANkqVR6yZ2Va5NrPIvPYbyMvRKBMM",
	} {
		if got := digestOf(text); got != want {
			t.Errorf("digest of %s is %s, want %s", text, got, want)
		}
		if _, err := readDisclosure(text); err != nil {
			t.Error(err)
		}
	}
}
