package mdoc_test

import (
	"bytes"
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"jemput/internal/vectors"
	"jemput/mdoc"
)

// annexD is the example of ISO/IEC 18013-5 annex D.
type annexD struct {
	testing.TB
	hex map[string]string
}

func readAnnexD(t testing.TB) annexD {
	t.Helper()
	var file struct {
		Hex map[string]string `json:"hex"`
	}
	if err := json.Unmarshal(vectors.Read(t, "mdoc", "iso-18013-5-annex-d.json"), &file); err != nil {
		t.Fatal(err)
	}
	return annexD{t, file.Hex}
}

func (a annexD) bytes(name string) []byte {
	a.Helper()
	raw, err := hex.DecodeString(a.hex[name])
	if err != nil || len(raw) == 0 {
		a.Fatalf("%s: %v", name, err)
	}
	return raw
}

// key is one of the private keys, by its prefix.
func (a annexD) key(name string) key {
	a.Helper()
	k, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), a.bytes(name+"_d"))
	if err != nil {
		a.Fatal(err)
	}
	point, err := k.PublicKey.Bytes()
	if err != nil || !bytes.Equal(point[1:], append(a.bytes(name+"_x"), a.bytes(name+"_y")...)) {
		a.Fatalf("%s: another public key, %v", name, err)
	}
	return key{k}
}

func (a annexD) agreement(name string) *ecdh.PrivateKey { return a.key(name).agreement() }

// transcript unwraps SessionTranscriptBytes, a tagged byte string of three bytes of length.
func (a annexD) transcript() mdoc.Transcript {
	a.Helper()
	t, err := mdoc.ParseTranscript(a.bytes("session_transcript_bytes")[5:])
	if err != nil {
		a.Fatal(err)
	}
	return t
}

func (a annexD) certificateKey(name string) crypto.PublicKey {
	a.Helper()
	cert, err := x509.ParseCertificate(a.bytes(name))
	if err != nil {
		a.Fatal(err)
	}
	return cert.PublicKey
}

var annexTime = time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC)

func TestAnnexDResponse(t *testing.T) {
	a := readAnnexD(t)
	raw := a.bytes("device_response")
	response, err := mdoc.ParseDeviceResponse(raw)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(response.Encode(), raw) {
		t.Error("the response does not come back as it was")
	}
	trust := func(s *mdoc.IssuerSigned) (crypto.PublicKey, error) {
		if len(s.Chain()) != 1 || !bytes.Equal(s.Chain()[0], a.bytes("ds_cert")) {
			return nil, errors.New("another certificate")
		}
		return a.certificateKey("ds_cert"), nil
	}
	p := mdoc.Presentation{Check: mdoc.Check{DocType: "org.iso.18013.5.1.mDL", Now: annexTime}, Transcript: a.transcript(),
		ReaderKey: a.agreement("ephemeral_reader_key")}
	all, err := response.Verify(trust, p)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]any{}
	for _, item := range all[0].Items {
		if got[item.Name], err = item.Value(); err != nil {
			t.Error(err)
		}
	}
	if portrait, _ := got["portrait"].([]byte); !bytes.Equal(portrait, a.bytes("device_response_portrait_data")) {
		t.Error("another portrait")
	}
	if got["family_name"] != "Doe" || got["issue_date"] != mdoc.Date("2019-10-20") || got["document_number"] != "123456789" || len(got) != 6 {
		t.Errorf("got %v", got)
	}
	if device := response.Documents[0].IssuerSigned().DeviceKey(); !a.key("static_device_key").public().Equal(device) {
		t.Error("another device key")
	}
	p.Now = annexTime.AddDate(1, 0, 0)
	if _, err := response.Verify(trust, p); !errors.Is(err, mdoc.ErrExpired) {
		t.Errorf("a year later: %v", err)
	}
}

// TestAnnexDDevice makes the device's part again: a MAC is the same each time.
func TestAnnexDDevice(t *testing.T) {
	a := readAnnexD(t)
	response, err := mdoc.ParseDeviceResponse(a.bytes("device_response"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := response.Documents[0].IssuerSigned().MAC(a.agreement("static_device_key"), a.agreement("ephemeral_reader_key").PublicKey(), a.transcript())
	if err != nil {
		t.Fatal(err)
	}
	again := mdoc.DeviceResponse{Documents: []*mdoc.Document{doc}}
	if !bytes.Equal(again.Encode(), a.bytes("device_response")) {
		t.Error("the device answers something else")
	}
}

func TestAnnexDRequest(t *testing.T) {
	a := readAnnexD(t)
	raw := a.bytes("device_request")
	request, err := mdoc.ParseDeviceRequest(raw)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(request.Encode(), raw) || len(request.Requests) != 1 {
		t.Error("the request does not come back as it was")
	}
	q := request.Requests[0]
	if !bytes.Equal(q.ReaderChain()[0], a.bytes("reader_cert")) {
		t.Error("another reader certificate")
	}
	if err := q.VerifyReader(a.certificateKey("reader_cert"), a.transcript()); err != nil {
		t.Error(err)
	}
	if err := q.VerifyReader(a.certificateKey("reader_cert"), session); !errors.Is(err, mdoc.ErrReaderAuth) {
		t.Errorf("another session: %v", err)
	}
	made, err := mdoc.NewDocRequest(*q.Request())
	if err != nil {
		t.Fatal(err)
	}
	alone := (&mdoc.DeviceRequest{Requests: []*mdoc.DocRequest{made}}).Encode()
	if !bytes.HasSuffix(alone, a.bytes("items_request")) {
		t.Error("the same request is made otherwise")
	}
	if q.Request().Namespaces[0].Elements[0] != (mdoc.RequestedElement{Name: "family_name", Retain: true}) || q.Request().Asks(namespace, "sex") ||
		!q.Request().Asks("org.iso.18013.5.1", "portrait") {
		t.Errorf("asked for %+v", q.Request())
	}
	if !bytes.HasSuffix(raw, a.bytes("reader_auth")) {
		t.Error("reader_auth is not that of the request")
	}
}

// TestAnnexDTranscript builds the transcript from its parts; the example's handover is over NFC.
func TestAnnexDTranscript(t *testing.T) {
	a := readAnnexD(t)
	readerCOSE, err := mdoc.AppendKey(nil, a.key("ephemeral_reader_key").public())
	if err != nil {
		t.Fatal(err)
	}
	want := a.transcript().Encode()
	var parts struct {
		selectMessage, requestMessage []byte
	}
	tail := want[bytes.Index(want, readerCOSE)+len(readerCOSE):] // 82 58 <n> select 58 <n> request
	n := int(tail[2])
	parts.selectMessage, parts.requestMessage = tail[3:3+n], tail[3+n+2:]
	engagement := want[1+4 : 1+4+0x58] // 83 d8 18 58 58 engagement
	got, err := mdoc.NFCTranscript(engagement, readerCOSE, parts.selectMessage, parts.requestMessage)
	if err != nil || !bytes.Equal(got.Encode(), want) {
		t.Errorf("got %x, %v", got.Encode(), err)
	}
	deviceCOSE, err := mdoc.AppendKey(nil, a.key("ephemeral_device_key").public())
	if err != nil || !bytes.HasSuffix(a.bytes("e_device_key_bytes"), deviceCOSE) || !bytes.Contains(engagement, deviceCOSE) {
		t.Errorf("the device key is %x, %v", deviceCOSE, err)
	}
	qr, err := mdoc.QRTranscript(a.bytes("device_engagement"), readerCOSE)
	if err != nil || !bytes.HasSuffix(qr.Encode(), append(readerCOSE, 0xf6)) {
		t.Errorf("QR: %x, %v", qr.Encode(), err)
	}
}

func TestAnnexDSession(t *testing.T) {
	a := readAnnexD(t)
	establishment, err := mdoc.ParseSessionEstablishment(a.bytes("session_establishment"))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := mdoc.ReadKey(establishment.ReaderKey)
	if err != nil || !a.key("ephemeral_reader_key").public().Equal(reader) {
		t.Fatalf("reader key: %v", err)
	}
	device, err := mdoc.NewDeviceSession(a.agreement("ephemeral_device_key"), a.agreement("ephemeral_reader_key").PublicKey(), a.transcript())
	if err != nil {
		t.Fatal(err)
	}
	if request, err := device.Open(establishment.Data); err != nil || !bytes.Equal(request, a.bytes("device_request")) {
		t.Errorf("request: %v", err)
	}
	sealed, err := device.Seal(a.bytes("device_response"))
	data := mdoc.SessionData{Data: sealed}
	if err != nil || !bytes.Equal(data.Encode(), a.bytes("session_data")) {
		t.Errorf("session data: %v", err)
	}
	readerSide, err := mdoc.NewReaderSession(a.agreement("ephemeral_reader_key"), a.agreement("ephemeral_device_key").PublicKey(), a.transcript())
	if err != nil {
		t.Fatal(err)
	}
	sealed, err = readerSide.Seal(a.bytes("device_request"))
	again := mdoc.SessionEstablishment{ReaderKey: establishment.ReaderKey, Data: sealed}
	if err != nil || !bytes.Equal(again.Encode(), a.bytes("session_establishment")) {
		t.Errorf("session establishment: %v", err)
	}
	received, err := mdoc.ParseSessionData(a.bytes("session_data"))
	if err != nil {
		t.Fatal(err)
	}
	if response, err := readerSide.Open(received.Data); err != nil || !bytes.Equal(response, a.bytes("device_response")) {
		t.Errorf("response: %v", err)
	}
	if _, err := readerSide.Open(received.Data); !errors.Is(err, mdoc.ErrDecrypt) {
		t.Errorf("the same message again: %v", err)
	}
	end, err := mdoc.ParseSessionData(a.bytes("session_termination"))
	if err != nil || end.Status != mdoc.SessionTermination || !bytes.Equal(end.Encode(), a.bytes("session_termination")) {
		t.Errorf("termination: %+v, %v", end, err)
	}
}

// TestOpenID4VPTranscripts holds the builders against the examples of OpenID4VP 1.0, annex B.2.6.
func TestOpenID4VPTranscripts(t *testing.T) {
	const nonce = "exc7gBkxjx1rdc9udRrveKvSsJIq80avlXeLHhGwqtA"
	thumbprint, err := hex.DecodeString("4283ec927ae0f208daaa2d026a814f2b22dca52cf85ffa8f3f8626c6bd669047")
	if err != nil {
		t.Fatal(err)
	}
	redirect := mdoc.OpenID4VPTranscript("x509_san_dns:example.com", nonce, thumbprint, "https://example.com/response")
	if got := hex.EncodeToString(redirect.Encode()); got != "83f6f682714f70656e494434565048616e646f7665725820048bc053c00442af9b8eed494cefdd9d95240d254b046b11b68013722aad38ac" {
		t.Errorf("redirect: %s", got)
	}
	api := mdoc.DCAPITranscript("https://example.com", nonce, thumbprint)
	if got := hex.EncodeToString(api.Encode()); got != "83f6f682764f70656e4944345650444341504948616e646f7665725820fbece366f4212f9762c74cfdbf83b8c69e371d5d68cea09cb4c48ca6daab761a" {
		t.Errorf("Digital Credentials API: %s", got)
	}
	for _, plain := range []mdoc.Transcript{mdoc.OpenID4VPTranscript("x509_san_dns:example.com", nonce, nil, "https://example.com/response"),
		mdoc.DCAPITranscript("https://example.com", nonce, nil)} {
		if _, err := mdoc.ParseTranscript(plain.Encode()); err != nil {
			t.Error(err)
		}
	}
}
