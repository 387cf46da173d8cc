package issuer

import (
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"jemput/internal/credential"
)

// How long a published list holds. Verifiers fetch a new one after listTTL; those without a
// network may go on with it until listLife is over.
const (
	listTTL  = 15 * time.Minute
	listLife = 7 * 24 * time.Hour
	listSlot = time.Hour // it is signed anew at least once in each
)

func (i *Issuer) statusURI(list int64) string {
	return i.Base() + pathStatus + strconv.FormatInt(list, 10)
}

// published are the signed lists of this process.
type published struct {
	mu   sync.Mutex // guards kept
	kept map[int64]signedList
}

// edition names one state of one list; the same in every process.
type edition struct {
	list, version, slot int64
	uri                 string
}

type signedList struct {
	edition
	text []byte
}

// serveStatus publishes a status list (Token Status List section 8).
func (i *Issuer) serveStatus(w http.ResponseWriter, r *http.Request) error {
	no, err := strconv.ParseInt(r.PathValue("list"), 10, 64)
	if err != nil || strconv.FormatInt(no, 10) != r.PathValue("list") {
		return credential.ErrNoList
	}
	version, err := i.ledger.ListVersion(r.Context(), i.DB.Read(), no)
	if err != nil {
		return err
	}
	e := edition{list: no, version: version, slot: i.Now().Unix() / int64(listSlot.Seconds()), uri: i.statusURI(no)}
	h := w.Header()
	h.Set("ETag", fmt.Sprintf(`W/"%d.%d.%d"`, e.list, e.version, e.slot)) // weak: another process signs other bytes that say the same
	h.Set("Cache-Control", fmt.Sprintf("public, max-age=%d", int(listTTL.Seconds())))
	if r.Header.Get("If-None-Match") == h.Get("ETag") {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	text, err := i.list(r, e)
	if err != nil {
		return err
	}
	h.Set("Content-Type", "application/statuslist+jwt")
	_, _ = w.Write(text) // the verifier is gone; nobody is left to tell
	return nil
}

// list is an edition, signed once in this process.
func (i *Issuer) list(r *http.Request, e edition) ([]byte, error) {
	i.lists.mu.Lock()
	defer i.lists.mu.Unlock()
	if kept := i.lists.kept[e.list]; kept.edition == e {
		return kept.text, nil
	}
	text, err := i.signList(r.Context(), e)
	if err != nil {
		return nil, err
	}
	if i.lists.kept == nil {
		i.lists.kept = map[int64]signedList{}
	}
	i.lists.kept[e.list] = signedList{e, text}
	return text, nil
}
