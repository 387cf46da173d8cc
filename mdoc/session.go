package mdoc

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"encoding/binary"
	"errors"
	"fmt"
)

// ErrDecrypt says that a session's message is not what the other side sent next.
var ErrDecrypt = errors.New("mdoc: session message does not decrypt")

// Session encrypts between device and reader (section 9.1.1): AES-256-GCM, one key and counter
// for each direction. It has one owner; not safe for concurrent use.
type Session struct{ out, in direction }

type direction struct {
	aead cipher.AEAD
	side byte   // in the nonce: 0 the reader's messages, 1 the device's
	next uint32 // the counter of the next message, from 1
}

// NewReaderSession is the reader's side: own is its ephemeral key, device the key of the device engagement.
func NewReaderSession(own KeyAgreement, device *ecdh.PublicKey, t Transcript) (*Session, error) {
	toDevice, toReader, err := directions(own, device, t)
	return &Session{out: toDevice, in: toReader}, err
}

// NewDeviceSession is the device's side: own is the key of its device engagement, reader the reader's ephemeral key.
func NewDeviceSession(own KeyAgreement, reader *ecdh.PublicKey, t Transcript) (*Session, error) {
	toDevice, toReader, err := directions(own, reader, t)
	return &Session{out: toReader, in: toDevice}, err
}

func directions(own KeyAgreement, other *ecdh.PublicKey, t Transcript) (toDevice, toReader direction, err error) {
	if toDevice, err = newDirection(own, other, t, "SKReader", 0); err != nil {
		return toDevice, toReader, err
	}
	toReader, err = newDirection(own, other, t, "SKDevice", 1)
	return toDevice, toReader, err
}

func newDirection(own KeyAgreement, other *ecdh.PublicKey, t Transcript, info string, side byte) (direction, error) {
	key, err := sessionKey(own, other, t, info)
	if err != nil {
		return direction{}, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return direction{}, fmt.Errorf("mdoc: session: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return direction{}, fmt.Errorf("mdoc: session: %w", err)
	}
	return direction{aead: aead, side: side, next: 1}, nil
}

// nonce is 8 bytes that name the side and the counter of the next message.
func (d *direction) nonce() ([]byte, error) {
	if d.next == 0 {
		return nil, errors.New("mdoc: session is used up")
	}
	n := make([]byte, 12)
	n[7] = d.side
	binary.BigEndian.PutUint32(n[8:], d.next)
	return n, nil
}

// Seal encrypts the next message to the other side.
func (s *Session) Seal(plain []byte) ([]byte, error) {
	nonce, err := s.out.nonce()
	if err != nil {
		return nil, err
	}
	s.out.next++
	return s.out.aead.Seal(nil, nonce, plain, nil), nil
}

// Open decrypts the next message of the other side. One that does not decrypt does not count.
func (s *Session) Open(sealed []byte) ([]byte, error) {
	nonce, err := s.in.nonce()
	if err != nil {
		return nil, err
	}
	plain, err := s.in.aead.Open(nil, nonce, sealed, nil)
	if err != nil {
		return nil, ErrDecrypt
	}
	s.in.next++
	return plain, nil
}

// SessionEstablishment is the reader's first message, section 9.1.1.4.
type SessionEstablishment struct {
	ReaderKey []byte // the encoded COSE_Key of the reader's ephemeral key
	Data      []byte // the encrypted DeviceRequest
}

// Encode is the message in CBOR.
func (s *SessionEstablishment) Encode() []byte {
	dst := appendEncoded(append(appendMap(nil, 2), "\x6aeReaderKey"...), s.ReaderKey)
	return appendBytes(append(dst, "\x64data"...), s.Data)
}

// ParseSessionEstablishment reads what Encode writes; the key is for ReadKey.
func ParseSessionEstablishment(raw []byte) (*SessionEstablishment, error) {
	r := reader{data: bytes.Clone(raw)}
	var s SessionEstablishment
	for key := range r.members {
		switch string(key) {
		case "eReaderKey":
			s.ReaderKey = r.encoded()
		case "data":
			s.Data = r.bytes()
		default:
			r.fail("unknown member")
		}
	}
	r.require(s.ReaderKey != nil && s.Data != nil, "session establishment is not complete")
	r.end()
	if r.err != nil {
		return nil, r.err
	}
	return &s, nil
}

// Status codes of SessionData, section 9.1.1.4.
const (
	SessionEncryptionError = 10
	SessionDecodingError   = 11
	SessionTermination     = 20
)

// SessionData is every further message.
type SessionData struct {
	Data   []byte // encrypted; nil: none
	Status uint64 // 0: none
}

// Encode is the message in CBOR.
func (s *SessionData) Encode() []byte {
	members := 0
	if s.Data != nil {
		members++
	}
	if s.Status != 0 {
		members++
	}
	dst := appendMap(nil, members)
	if s.Data != nil {
		dst = appendBytes(append(dst, "\x64data"...), s.Data)
	}
	if s.Status != 0 {
		dst = appendHead(append(dst, "\x66status"...), majorUint, s.Status)
	}
	return dst
}

// ParseSessionData reads what Encode writes.
func ParseSessionData(raw []byte) (*SessionData, error) {
	r := reader{data: bytes.Clone(raw)}
	var s SessionData
	for key := range r.members {
		switch string(key) {
		case "data":
			s.Data = r.bytes()
		case "status":
			s.Status = r.uint()
			r.require(s.Status != 0, "unknown status")
		default:
			r.fail("unknown member")
		}
	}
	r.require(s.Data != nil || s.Status != 0, "session data is empty")
	r.end()
	if r.err != nil {
		return nil, r.err
	}
	return &s, nil
}
