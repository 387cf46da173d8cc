package mdoc

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
)

// Transcript is a SessionTranscript, to which holder and reader bind what they sign. The zero
// Transcript is none, and is refused everywhere.
type Transcript struct{ raw []byte }

var errTranscript = errors.New("mdoc: no session transcript")

// ParseTranscript takes an encoded SessionTranscript: an array of device engagement, reader key
// and handover, of which the first two are tagged byte strings or null.
func ParseTranscript(raw []byte) (Transcript, error) {
	r := reader{data: raw}
	r.tuple(3)
	for range 2 {
		if !r.null() {
			r.encoded()
		}
	}
	r.item()
	r.end()
	if r.err != nil {
		return Transcript{}, r.err
	}
	return Transcript{raw: bytes.Clone(raw)}, nil
}

// QRTranscript is that of a device engagement in a QR code (section 9.1.5.1). engagement is
// the encoded DeviceEngagement, readerKey the reader's encoded COSE_Key (EReaderKey), both exactly as received.
func QRTranscript(engagement, readerKey []byte) (Transcript, error) {
	return proximity(engagement, readerKey, []byte{cborNull})
}

// NFCTranscript is that of a device engagement over NFC (section 9.1.5.1): selectMessage is the
// handover select message, requestMessage the handover request message, nil for a static handover.
func NFCTranscript(engagement, readerKey, selectMessage, requestMessage []byte) (Transcript, error) {
	handover := appendBytes(appendArray(nil, 2), selectMessage)
	if requestMessage == nil {
		handover = append(handover, cborNull)
	} else {
		handover = appendBytes(handover, requestMessage)
	}
	return proximity(engagement, readerKey, handover)
}

func proximity(engagement, readerKey, handover []byte) (Transcript, error) {
	if err := checkItem(engagement); err != nil {
		return Transcript{}, fmt.Errorf("device engagement: %w", err)
	}
	if err := checkItem(readerKey); err != nil {
		return Transcript{}, fmt.Errorf("reader key: %w", err)
	}
	raw := appendEncoded(appendEncoded(appendArray(nil, 3), engagement), readerKey)
	return Transcript{raw: append(raw, handover...)}, nil
}

// OpenID4VPTranscript is that of a request by redirect (OpenID4VP 1.0 annex B.2.6.1).
// thumbprint is the RFC 7638 thumbprint of the key that the response is encrypted to, 32 bytes,
// nil if it is not encrypted; responseURI is the redirect_uri where there is no response_uri.
func OpenID4VPTranscript(clientID, nonce string, thumbprint []byte, responseURI string) Transcript {
	info := appendText(appendText(appendArray(nil, 4), clientID), nonce)
	return openID4VP("OpenID4VPHandover", appendText(appendThumbprint(info, thumbprint), responseURI))
}

// DCAPITranscript is that of a request by the Digital Credentials API (OpenID4VP 1.0 annex
// B.2.6.2). origin is the verifier's, without the prefix "origin:"; thumbprint as for OpenID4VPTranscript.
func DCAPITranscript(origin, nonce string, thumbprint []byte) Transcript {
	info := appendText(appendText(appendArray(nil, 3), origin), nonce)
	return openID4VP("OpenID4VPDCAPIHandover", appendThumbprint(info, thumbprint))
}

func appendThumbprint(dst, thumbprint []byte) []byte {
	if thumbprint == nil {
		return append(dst, cborNull)
	}
	return appendBytes(dst, thumbprint)
}

func openID4VP(name string, info []byte) Transcript {
	hash := sha256.Sum256(info)
	raw := append(appendArray(nil, 3), cborNull, cborNull)
	raw = appendText(appendArray(raw, 2), name)
	return Transcript{raw: appendBytes(raw, hash[:])}
}

// Encode is the SessionTranscript in CBOR.
func (t Transcript) Encode() []byte { return bytes.Clone(t.raw) }

// hash is that of SessionTranscriptBytes, the salt of every key that is derived for the session.
func (t Transcript) hash() []byte {
	sum := sha256.Sum256(appendEncoded(nil, t.raw))
	return sum[:]
}

// authentication is what is signed with a session: an encoded array of kind, transcript and
// parts, as a tagged byte string (DeviceAuthenticationBytes, ReaderAuthenticationBytes).
func (t Transcript) authentication(kind string, parts ...[]byte) ([]byte, error) {
	if t.raw == nil {
		return nil, errTranscript
	}
	content := appendText(appendArray(nil, 2+len(parts)), kind)
	content = append(content, t.raw...)
	for _, part := range parts {
		content = append(content, part...)
	}
	return appendEncoded(make([]byte, 0, encodedSize(len(content))), content), nil
}
