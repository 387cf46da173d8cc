package keys

import (
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// The files of an issuer in the key folder. Those with private keys are readable by the owner only.
const (
	anchorKeyFile = "anchor.key.pem"           // the root's key and certificate
	anchorFile    = "trust-anchor.pem"         // the certificate alone, to hand to verifiers
	signerFile    = "document-signer-%04d.pem" // key and certificate; the highest number is the current one
)

// retryRenewal is how long a failed renewal waits: the old signer is good for weeks then.
const retryRenewal = time.Hour

// Issuer is the authority's trust anchor and its current document signer. Safe for concurrent use.
type Issuer struct {
	dir    string
	url    *url.URL // nil if none is given
	now    func() time.Time
	anchor pair

	current atomic.Pointer[Signer]

	mu      sync.Mutex // guards what follows, held while a signer is renewed
	number  int        // of the current signer
	retryAt time.Time  // after a failed renewal
}

// IssuerOption changes how an issuer is opened.
type IssuerOption func(*Issuer) error

// WithURL puts the issuer's URL into the document signer's certificate as subject alternative
// name. A current signer with another URL or none is succeeded by a new one.
func WithURL(issuer string) IssuerOption {
	return func(i *Issuer) error {
		u, err := url.Parse(issuer)
		if err != nil || u.Scheme == "" || u.Host == "" {
			return fmt.Errorf("keys: issuer URL %q is not absolute", issuer)
		}
		i.url = u
		return nil
	}
}

// OpenIssuer loads the trust anchor and the current document signer from dir, makes them on
// first use, and renews the document signer well before it expires. authority is the name
// that a new anchor carries, such as "Disdukcapil Kota Lubuklinggau"; an anchor that is there keeps its own.
func OpenIssuer(dir, authority string, now func() time.Time, options ...IssuerOption) (*Issuer, error) {
	i := &Issuer{dir: dir, now: now}
	for _, option := range options {
		if err := option(i); err != nil {
			return nil, err
		}
	}
	if err := i.openAnchor(authority); err != nil {
		return nil, err
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	if err := i.openSigner(); err != nil {
		return nil, err
	}
	return i, nil
}

// AnchorPEM is the trust anchor's certificate, for verifiers.
func (i *Issuer) AnchorPEM() []byte { return certPEM(i.anchor.cert) }

// AnchorPath is the file that holds AnchorPEM.
func (i *Issuer) AnchorPath() string { return filepath.Join(i.dir, anchorFile) }

// Anchor is the trust anchor's certificate. The caller must not change it.
func (i *Issuer) Anchor() *x509.Certificate { return i.anchor.cert }

// Signer is the current document signer. It renews itself in a process that runs for long;
// where that fails the present one goes on and the renewal is tried again each hour, for
// RenewalDue to show.
func (i *Issuer) Signer() *Signer {
	s := i.current.Load()
	if !i.due(s) {
		return s
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	if now := i.now(); i.due(i.current.Load()) && !now.Before(i.retryAt) {
		if err := i.openSigner(); err != nil {
			i.retryAt = now.Add(retryRenewal)
		}
	}
	return i.current.Load()
}

// RenewalDue says that the current signer should have been renewed and could not be.
func (i *Issuer) RenewalDue() bool { return i.due(i.Signer()) }

func (i *Issuer) due(s *Signer) bool {
	renewAt := s.Expires().Add(-renewBefore)
	if s.Expires().Equal(i.anchor.cert.NotAfter) {
		renewAt = s.Expires() // a successor could not live longer
	}
	return !i.now().Before(renewAt)
}

func (i *Issuer) openAnchor(authority string) (err error) {
	i.anchor, err = loadOrMakeFile(filepath.Join(i.dir, anchorKeyFile), readPair, func() ([]byte, error) {
		if err := checkAuthority(authority); err != nil {
			return nil, err
		}
		p, err := newAnchor(authority, i.now())
		if err != nil {
			return nil, err
		}
		return p.encode()
	})
	if err != nil {
		return err
	}
	if !i.anchor.cert.IsCA {
		return fmt.Errorf("keys: %s is not a certificate authority", anchorKeyFile)
	}
	return i.publishAnchor()
}

// publishAnchor writes the certificate for verifiers, and refuses one that is not the anchor's.
func (i *Issuer) publishAnchor() error {
	published, err := loadOrMakeFile(i.AnchorPath(), os.ReadFile, func() ([]byte, error) { return i.AnchorPEM(), nil })
	if err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	if string(published) != string(i.AnchorPEM()) {
		return fmt.Errorf("keys: %s is not the certificate in %s: one of them comes from elsewhere", anchorFile, anchorKeyFile)
	}
	return nil
}

// openSigner takes the newest signer in the folder, or makes the next. Called with mu held.
func (i *Issuer) openSigner() error {
	for {
		s, err := i.load(i.number + 1)
		if errors.Is(err, os.ErrNotExist) {
			break
		}
		if err != nil {
			return err
		}
		i.current.Store(s)
		i.number++
	}
	s := i.current.Load()
	if s != nil && !i.due(s) && i.hasURL(s) {
		return nil
	}
	return i.makeSigner()
}

func (i *Issuer) makeSigner() error {
	next := i.number + 1
	p, err := loadOrMakeFile(i.signerPath(next), readPair, func() ([]byte, error) {
		p, err := newSigner(i.anchor, i.url, next, i.now())
		if err != nil {
			return nil, err
		}
		return p.encode()
	})
	if err != nil {
		return err
	}
	s, err := i.accept(p)
	if err != nil {
		return err
	}
	i.current.Store(s)
	i.number = next
	return nil
}

func (i *Issuer) signerPath(number int) string {
	return filepath.Join(i.dir, fmt.Sprintf(signerFile, number))
}

func (i *Issuer) load(number int) (*Signer, error) {
	p, err := readPair(i.signerPath(number))
	if err != nil {
		return nil, err
	}
	return i.accept(p)
}

// accept refuses a signer that this anchor did not issue, whatever the file says.
func (i *Issuer) accept(p pair) (*Signer, error) {
	if err := p.cert.CheckSignatureFrom(i.anchor.cert); err != nil {
		return nil, fmt.Errorf("keys: %s is not issued by the trust anchor: %w", p.cert.Subject.CommonName, err)
	}
	return signerOf(p), nil
}

func (i *Issuer) hasURL(s *Signer) bool {
	if i.url == nil {
		return true
	}
	for _, u := range s.pair.cert.URIs {
		if u.String() == i.url.String() {
			return true
		}
	}
	return false
}
