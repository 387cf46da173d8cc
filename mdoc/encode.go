package mdoc

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
)

const (
	randomSize = 16 // of an element; the least that section 9.1.2.5 allows
	orderSize  = 4  // random bytes that decide one step of a shuffle
)

// encoder writes a credential: its elements into one buffer, the security object into another.
type encoder struct {
	random  []byte              // what is left of the one random read
	doc     []byte              // the IssuerSigned up to issuerAuth
	mso     []byte              // the security object
	value   []byte              // one element's value
	ids     []uint32            // the digest ids of one namespace in the order of its elements
	digests [][sha256.Size]byte // of all namespaces one after the other, each by digest id
}

// namespaces writes the elements and keeps their digests.
func (e *encoder) namespaces(namespaces []Namespace) error {
	total := 0
	for i := range namespaces {
		total += len(namespaces[i].Elements)
	}
	need := total * (randomSize + orderSize)
	e.random = slices.Grow(e.random[:0], need)[:need]
	random := e.random
	rand.Read(random)
	e.digests = slices.Grow(e.digests[:0], total)[:total]
	digests := e.digests
	e.doc = appendText(appendMap(e.doc[:0], 2), "nameSpaces")
	e.doc = appendMap(e.doc, len(namespaces))
	for i := range namespaces {
		n := &namespaces[i]
		count := len(n.Elements)
		random = e.shuffle(random, count)
		e.doc = appendArray(appendText(e.doc, n.Name), count)
		for k := range n.Elements {
			digest, err := e.element(&n.Elements[k], e.ids[k], random[:randomSize])
			if err != nil {
				return err
			}
			digests[e.ids[k]] = digest
			random = random[randomSize:]
		}
		digests = digests[count:]
	}
	return nil
}

// shuffle puts the numbers below n into ids in random order. A step is biased by n / 2^32.
func (e *encoder) shuffle(random []byte, n int) (rest []byte) {
	e.ids = slices.Grow(e.ids[:0], n)[:n]
	for i := range n {
		j := uint64(binary.LittleEndian.Uint32(random)) * uint64(i+1) >> 32
		random = random[orderSize:]
		e.ids[i] = e.ids[j]
		e.ids[j] = uint32(i)
	}
	return random
}

// element appends an IssuerSignedItemBytes (section 8.3.2.1.2.2) and gives its digest.
func (e *encoder) element(el *Element, id uint32, random []byte) (digest [sha256.Size]byte, err error) {
	if e.value, err = appendValue(e.value[:0], el.Value, 0); err != nil {
		return digest, err
	}
	const fixed = len("\xa4\x68digestID\x66random\x50\x71elementIdentifier\x6celementValue") + randomSize
	size := fixed + headSize(uint64(id)) + headSize(uint64(len(el.Name))) + len(el.Name) + len(e.value)
	start := len(e.doc)
	doc := appendHead(appendHead(e.doc, majorTag, tagEncoded), majorBytes, uint64(size))
	doc = appendHead(append(doc, "\xa4\x68digestID"...), majorUint, uint64(id))
	doc = append(append(doc, "\x66random\x50"...), random...)
	doc = appendText(append(doc, "\x71elementIdentifier"...), el.Name)
	e.doc = append(append(doc, "\x6celementValue"...), e.value...)
	return sha256.Sum256(e.doc[start:]), nil
}

// securityObject writes the mobile security object, section 9.1.2.4.
func (e *encoder) securityObject(c *Credential) (err error) {
	members := 6
	if c.Status != nil {
		members++
	}
	mso := append(appendMap(e.mso[:0], members), "\x67version\x631.0\x6fdigestAlgorithm\x67SHA-256\x6cvalueDigests"...)
	mso = appendMap(mso, len(c.Namespaces))
	digests := e.digests
	for i := range c.Namespaces {
		n := &c.Namespaces[i]
		mso = appendMap(appendText(mso, n.Name), len(n.Elements))
		for id := range n.Elements {
			mso = appendBytes(appendHead(mso, majorUint, uint64(id)), digests[id][:])
		}
		digests = digests[len(n.Elements):]
	}
	if mso, err = appendDeviceKeyInfo(mso, c); err != nil {
		return err
	}
	mso = appendText(append(mso, "\x67docType"...), c.DocType)
	if mso, err = c.Validity.append(append(mso, "\x6cvalidityInfo"...)); err != nil {
		return err
	}
	if c.Status != nil { // draft-ietf-oauth-status-list section 6.3
		mso = append(mso, "\x66status\xa1\x6bstatus_list\xa2\x63idx"...)
		mso = appendText(append(appendHead(mso, majorUint, c.Status.Index), "\x63uri"...), c.Status.URI)
	}
	e.mso = mso
	return nil
}

func appendDeviceKeyInfo(dst []byte, c *Credential) ([]byte, error) {
	dst = append(dst, "\x6ddeviceKeyInfo"...)
	members := 1
	if c.DeviceMay != nil {
		members++
	}
	dst, err := AppendKey(append(appendMap(dst, members), "\x69deviceKey"...), c.DeviceKey)
	if err != nil || c.DeviceMay == nil {
		return dst, err
	}
	return c.DeviceMay.append(append(dst, "\x71keyAuthorizations"...))
}

func (a *Authorizations) append(dst []byte) ([]byte, error) {
	members := make(map[string]any, 2)
	if len(a.Namespaces) > 0 {
		members["nameSpaces"] = a.Namespaces
	}
	if len(a.Elements) > 0 {
		elements := make(map[string]any, len(a.Elements))
		for _, n := range slices.Collect(maps.Keys(a.Elements)) {
			elements[n] = a.Elements[n]
		}
		members["dataElements"] = elements
	}
	return appendValue(dst, members, 0)
}

func (v *Validity) append(dst []byte) (_ []byte, err error) {
	members := 3
	if !v.Expected.IsZero() {
		members++
	}
	if dst, err = appendTime(append(appendMap(dst, members), "\x66signed"...), v.Signed); err != nil {
		return nil, err
	}
	if dst, err = appendTime(append(dst, "\x69validFrom"...), v.From); err != nil {
		return nil, err
	}
	dst, err = appendTime(append(dst, "\x6avalidUntil"...), v.Until)
	if err != nil || v.Expected.IsZero() {
		return dst, err
	}
	return appendTime(append(dst, "\x6eexpectedUpdate"...), v.Expected)
}
