package keys_test

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"jemput/internal/jose"
	"jemput/internal/keys"
)

const authority = "Disdukcapil Kota Lubuklinggau"

var start = time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC)

func at(t time.Time) func() time.Time { return func() time.Time { return t } }

func open(t *testing.T, dir string, now time.Time, options ...keys.IssuerOption) *keys.Issuer {
	t.Helper()
	i, err := keys.OpenIssuer(dir, authority, at(now), options...)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// verify checks the signer's chain as a verifier does that knows only the published anchor.
func verify(t *testing.T, i *keys.Issuer, when time.Time) *x509.Certificate {
	t.Helper()
	published, err := os.ReadFile(i.AnchorPath())
	if err != nil || !bytes.Equal(published, i.AnchorPEM()) {
		t.Fatalf("published anchor differs: %v", err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(published) {
		t.Fatal("anchor is no certificate")
	}
	chain := i.Signer().Chain()
	leaf, err := x509.ParseCertificate(chain[0])
	if err != nil {
		t.Fatal(err)
	}
	options := x509.VerifyOptions{Roots: roots, CurrentTime: when, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}
	if _, err := leaf.Verify(options); err != nil {
		t.Fatal(err)
	}
	return leaf
}

func TestChainIsAsTheProfileWants(t *testing.T) {
	i := open(t, filepath.Join(t.TempDir(), "keys"), start, keys.WithURL("https://linggau.example/issuer"))
	leaf := verify(t, i, start)
	anchor := i.Anchor()
	if anchor.Subject.CommonName != authority || !anchor.IsCA || !anchor.MaxPathLenZero {
		t.Errorf("anchor %v", anchor.Subject)
	}
	if years := anchor.NotAfter.Sub(start).Hours() / 24 / 365; years < 9.9 || years > 10.1 {
		t.Errorf("anchor lives %.1f years", years)
	}
	if leaf.IsCA || leaf.KeyUsage != x509.KeyUsageDigitalSignature || len(leaf.URIs) != 1 || leaf.URIs[0].String() != "https://linggau.example/issuer" {
		t.Errorf("leaf: CA %v, usage %b, URIs %v", leaf.IsCA, leaf.KeyUsage, leaf.URIs)
	}
	if leaf.CheckSignatureFrom(leaf) == nil || bytes.Equal(leaf.RawIssuer, leaf.RawSubject) {
		t.Error("the document signer is self-signed")
	}
	for _, der := range i.Signer().Chain() {
		if bytes.Equal(der, anchor.Raw) {
			t.Error("the chain holds the anchor")
		}
	}
	if !i.Signer().Public().Equal(leaf.PublicKey) {
		t.Error("the signer's key is not its certificate's")
	}
	digest := sha256.Sum256([]byte("a credential"))
	rs, err := i.Signer().Sign(digest[:])
	if err != nil || len(rs) != jose.RawSize {
		t.Fatalf("signature of %d bytes: %v", len(rs), err)
	}
	if err := jose.Verify(leaf.PublicKey, jose.ES256, []byte("a credential"), rs); err != nil {
		t.Error(err)
	}
}

func TestKeysAreMadeOnceAndPrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	first := open(t, dir, start)
	before := snapshot(t, dir)
	again, err := keys.OpenIssuer(dir, "Another name", at(start.Add(24*time.Hour)))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.AnchorPEM(), again.AnchorPEM()) || !first.Signer().Public().Equal(again.Signer().Public()) {
		t.Error("opening again made other keys")
	}
	if after := snapshot(t, dir); after != before {
		t.Errorf("opening again changed files:\n%s\n%s", before, after)
	}
	if info, _ := os.Stat(dir); info.Mode().Perm() != 0o700 {
		t.Errorf("folder mode %o", info.Mode().Perm())
	}
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		if info, _ := f.Info(); info.Mode().Perm() != 0o600 {
			t.Errorf("%s mode %o", f.Name(), info.Mode().Perm())
		}
	}
}

// snapshot is the folder's file names with hashes of what they hold.
func snapshot(t *testing.T, dir string) string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range files {
		text, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		b.WriteString(f.Name() + " " + jose.Encode(sum[:]) + "\n")
	}
	return b.String()
}

func TestProcessesStartingTogetherAgree(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	var group sync.WaitGroup
	got := make([]string, 8)
	for n := range got {
		group.Go(func() {
			i, err := keys.OpenIssuer(dir, authority, at(start))
			if err != nil {
				t.Error(err)
				return
			}
			v, err := keys.OpenVoucherKey(dir)
			if err != nil {
				t.Error(err)
				return
			}
			mac := v.CodeMAC([16]byte{1}, "123456")
			got[n] = string(i.AnchorPEM()) + string(i.Signer().Chain()[0]) + string(v.ID()) + string(mac[:])
		})
	}
	group.Wait()
	for _, g := range got {
		if g != got[0] {
			t.Fatal("two of them hold different keys")
		}
	}
}

func TestSignerIsRenewedWellBeforeItExpires(t *testing.T) {
	dir := t.TempDir()
	now := start
	i, err := keys.OpenIssuer(dir, authority, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	old := i.Signer()
	now = old.Expires().Add(-91 * 24 * time.Hour)
	if i.Signer() != old {
		t.Error("renewed too early")
	}
	now = old.Expires().Add(-89 * 24 * time.Hour)
	renewed := i.Signer()
	if renewed == old || i.RenewalDue() {
		t.Fatal("a running process did not renew its signer")
	}
	verify(t, i, now)
	if other := open(t, dir, now); !other.Signer().Public().Equal(renewed.Public()) {
		t.Error("another process took another signer")
	}
}

func TestSignerGoesOnWhenRenewalFails(t *testing.T) {
	dir := t.TempDir()
	now := start
	i, err := keys.OpenIssuer(dir, authority, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	old := i.Signer()
	broken := filepath.Join(dir, "document-signer-0002.pem")
	if err := os.WriteFile(broken, []byte("half a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	now = old.Expires().Add(-10 * 24 * time.Hour)
	if i.Signer() != old || !i.RenewalDue() {
		t.Error("a failed renewal must keep the old signer and be seen")
	}
	if err := os.Remove(broken); err != nil {
		t.Fatal(err)
	}
	if i.Signer() != old {
		t.Error("retried within the hour")
	}
	now = now.Add(time.Hour)
	if i.Signer() == old || i.RenewalDue() {
		t.Error("not retried after an hour")
	}
}

func TestAnotherURLGetsAnotherSigner(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir, start, keys.WithURL("https://a.example"))
	same := open(t, dir, start, keys.WithURL("https://a.example"))
	b := open(t, dir, start, keys.WithURL("https://b.example"))
	if !a.Signer().Public().Equal(same.Signer().Public()) || b.Signer().Public().Equal(a.Signer().Public()) {
		t.Error("signers do not follow the URL")
	}
	if leaf := verify(t, b, start); leaf.URIs[0].String() != "https://b.example" {
		t.Errorf("URIs %v", leaf.URIs)
	}
	if _, err := keys.OpenIssuer(dir, authority, at(start), keys.WithURL("b.example")); err == nil {
		t.Error("a relative URL was taken")
	}
}

func TestSignerNeverOutlivesTheAnchor(t *testing.T) {
	dir := t.TempDir()
	anchor := open(t, dir, start).Anchor()
	late := anchor.NotAfter.Add(-100 * 24 * time.Hour)
	i := open(t, dir, late)
	if !i.Signer().Expires().Equal(anchor.NotAfter) || i.RenewalDue() {
		t.Errorf("signer expires %v, anchor %v", i.Signer().Expires(), anchor.NotAfter)
	}
	verify(t, i, late)
	if _, err := keys.OpenIssuer(dir, authority, at(anchor.NotAfter.Add(time.Hour))); err == nil {
		t.Error("an expired anchor still made signers")
	}
}

func TestForeignOrBrokenFilesAreRefused(t *testing.T) {
	mine, theirs := t.TempDir(), t.TempDir()
	open(t, mine, start)
	open(t, theirs, start)
	read := func(dir, name string) []byte {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	const signer, anchor, published = "document-signer-0001.pem", "anchor.key.pem", "trust-anchor.pem"
	myKey, _ := pem.Decode(read(mine, signer))
	_, theirCert := pem.Decode(read(theirs, signer))
	cases := map[string]struct {
		name string
		text []byte
	}{
		"signer of another anchor":   {signer, read(theirs, signer)},
		"anchor of another issuer":   {anchor, read(theirs, anchor)},
		"published of another":       {published, read(theirs, published)},
		"certificate of another key": {signer, append(pem.EncodeToMemory(myKey), theirCert...)},
		"truncated":                  {anchor, read(mine, anchor)[:100]},
		"anchor is no authority":     {anchor, read(mine, signer)},
		"empty":                      {signer, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			good := read(mine, c.name)
			path := filepath.Join(mine, c.name)
			if err := os.WriteFile(path, c.text, 0o600); err != nil {
				t.Fatal(err)
			}
			defer os.WriteFile(path, good, 0o600)
			if _, err := keys.OpenIssuer(mine, authority, at(start)); err == nil {
				t.Error("opened")
			}
			if !bytes.Equal(read(mine, c.name), c.text) {
				t.Error("the file was overwritten")
			}
		})
	}
}

func TestAuthorityNameIsChecked(t *testing.T) {
	for _, name := range []string{"", strings.Repeat("x", 65), "\xff"} {
		if _, err := keys.OpenIssuer(t.TempDir(), name, at(start)); err == nil {
			t.Errorf("name of %d bytes was taken", len(name))
		}
	}
}

func TestVoucherKey(t *testing.T) {
	dir := t.TempDir()
	k, err := keys.OpenVoucherKey(dir)
	if err != nil {
		t.Fatal(err)
	}
	again, err := keys.OpenVoucherKey(dir)
	if err != nil {
		t.Fatal(err)
	}
	attempt := [16]byte{7}
	mac := k.CodeMAC(attempt, "493536")
	if !again.CheckCode(attempt, "493536", mac) || !bytes.Equal(k.ID(), again.ID()) {
		t.Error("a second opening does not know the first one's key")
	}
	if k.CheckCode(attempt, "493537", mac) || k.CheckCode([16]byte{8}, "493536", mac) {
		t.Error("MAC of another code or attempt was taken")
	}
	digest := sha256.Sum256([]byte("x"))
	rs, err := k.Sign(digest[:])
	if err != nil || jose.VerifyDigest(again.Public(), digest[:], rs) != nil {
		t.Errorf("signature does not verify: %v", err)
	}
}
