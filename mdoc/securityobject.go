package mdoc

import (
	"cmp"
	"crypto"
	_ "crypto/sha256" // the algorithms that digestAlgorithm may name
	_ "crypto/sha512"
	"slices"
	"time"
)

// version is the only one of security object, response and request that is spoken here.
const version = "1.0"

// securityObject is a mobile security object as it was read.
type securityObject struct {
	docType    string
	hash       crypto.Hash
	digests    map[string][]digest // by namespace
	key        crypto.PublicKey
	authorized *Authorizations
	validity   Validity
	status     *Status
}

type digest struct {
	id  uint64
	sum []byte
}

// find gives the digest with the id, nil if there is none.
func find(digests []digest, id uint64) []byte {
	i, found := slices.BinarySearchFunc(digests, id, func(d digest, id uint64) int { return cmp.Compare(d.id, id) })
	if !found {
		return nil
	}
	return digests[i].sum
}

const (
	hasVersion = 1 << iota
	hasAlgorithm
	hasDigests
	hasKey
	hasDocType
	hasValidity
)

// readSecurityObject reads the payload of issuerAuth. Members that it does not know are allowed, for they are signed.
func readSecurityObject(raw []byte) (s securityObject, err error) {
	r := reader{data: raw}
	has := 0
	for key := range r.members {
		switch string(key) {
		case "version":
			has |= hasVersion
			r.require(string(r.textBytes()) == version, "unknown version")
		case "digestAlgorithm":
			has |= hasAlgorithm
			s.hash = r.algorithm()
		case "valueDigests":
			has |= hasDigests
			s.digests = r.digests()
		case "deviceKeyInfo":
			has |= hasKey
			r.deviceKeyInfo(&s)
		case "docType":
			has |= hasDocType
			s.docType = r.text()
		case "validityInfo":
			has |= hasValidity
			s.validity = r.validity()
		case "status":
			s.status = r.status()
		default:
			r.item()
		}
	}
	r.require(has == hasVersion|hasAlgorithm|hasDigests|hasKey|hasDocType|hasValidity, "security object is not complete")
	r.end()
	if r.err == nil {
		s.checkLengths(&r)
	}
	return s, r.err
}

func (s *securityObject) checkLengths(r *reader) {
	for _, digests := range s.digests {
		for _, d := range digests {
			r.require(len(d.sum) == s.hash.Size(), "digest of another length")
			if r.err != nil {
				return
			}
		}
	}
}

func (r *reader) algorithm() crypto.Hash {
	switch string(r.textBytes()) {
	case "SHA-256":
		return crypto.SHA256
	case "SHA-384":
		return crypto.SHA384
	case "SHA-512":
		return crypto.SHA512
	}
	r.fail("unknown digest algorithm")
	return crypto.SHA256
}

func (r *reader) digests() map[string][]digest {
	all := make(map[string][]digest, 2)
	for key := range r.members {
		n := r.count(majorMap, 2)
		list := make([]digest, 0, min(n, 64))
		for range n {
			list = append(list, digest{r.uint(), r.bytes()})
			if r.err != nil {
				return nil
			}
		}
		byID := func(a, b digest) int { return cmp.Compare(a.id, b.id) }
		if !slices.IsSortedFunc(list, byID) {
			slices.SortFunc(list, byID)
		}
		for i := range list {
			r.require(i == 0 || list[i].id != list[i-1].id, "duplicate digest id")
		}
		all[string(key)] = list
	}
	return all
}

func (r *reader) deviceKeyInfo(s *securityObject) {
	for key := range r.members {
		switch string(key) {
		case "deviceKey":
			var err error
			s.key, err = r.key()
			if r.err == nil {
				r.err = err
			}
		case "keyAuthorizations":
			s.authorized = r.authorizations()
		default:
			r.item()
		}
	}
	r.require(s.key != nil, "no device key")
}

func (r *reader) authorizations() *Authorizations {
	a := &Authorizations{Elements: map[string][]string{}}
	for key := range r.members {
		switch string(key) {
		case "nameSpaces":
			a.Namespaces = r.texts()
		case "dataElements":
			for namespace := range r.members {
				a.Elements[string(namespace)] = r.texts()
			}
		default:
			r.item()
		}
	}
	return a
}

func (r *reader) texts() []string {
	n := r.array()
	list := make([]string, 0, min(n, 16))
	for range n {
		list = append(list, r.text())
		if r.err != nil {
			return nil
		}
	}
	return list
}

func (r *reader) validity() (v Validity) {
	for key := range r.members {
		switch string(key) {
		case "signed":
			v.Signed = r.time()
		case "validFrom":
			v.From = r.time()
		case "validUntil":
			v.Until = r.time()
		case "expectedUpdate":
			v.Expected = r.time()
		default:
			r.item()
		}
	}
	r.require(!v.Signed.IsZero() && !v.From.IsZero() && !v.Until.IsZero(), "validity is not complete")
	return v
}

// time reads a tdate, which has no fraction and no offset but Z.
func (r *reader) time() time.Time {
	r.tag(tagDateTime)
	text := r.text()
	t, err := time.Parse(tdateLayout, text) // which lets a fraction pass
	r.require(err == nil && len(text) == len(tdateLayout), "time is not a tdate")
	return t
}

// status reads the reference to a status list; other mechanisms are left alone.
func (r *reader) status() *Status {
	var s *Status
	for key := range r.members {
		if string(key) == "status_list" {
			s = r.statusList()
		} else {
			r.item()
		}
	}
	return s
}

func (r *reader) statusList() *Status {
	var s Status
	indexed := false
	for key := range r.members {
		switch string(key) {
		case "idx":
			indexed = true
			s.Index = r.uint()
		case "uri":
			s.URI = r.text()
		default:
			r.item()
		}
	}
	r.require(indexed && s.URI != "", "status is not complete")
	return &s
}
