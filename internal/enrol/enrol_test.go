package enrol

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"jemput/internal/civil"
	"jemput/internal/config"
	"jemput/internal/db"
	"jemput/internal/db/dbtest"
	"jemput/internal/register"
)

func TestTriageGoesByTheRegister(t *testing.T) {
	on := civil.Date{Year: 2026, Month: 11, Day: 24}
	child := civil.Date{Year: 2012, Month: 1, Day: 1}
	for _, c := range []struct {
		want   TriageCode
		change func(*register.Resident)
	}{
		{MayActivate, nil},
		{MayActivate, func(p *register.Resident) { p.KTPStatus = register.Recorded }},
		{MayActivate, func(p *register.Resident) { p.Citizenship = register.PermanentResident }},
		{MayActivate, func(p *register.Resident) { p.BirthDate = child }}, // married
		{RecordFirst, func(p *register.Resident) { p.KTPStatus = register.NotRecorded }},
		{RecordFirst, func(p *register.Resident) { p.KTPStatus = register.NotYetRequired }}, // turned 17, the status is old
		{TooYoung, func(p *register.Resident) { p.BirthDate, p.Marital = child, register.Single }},
		{TooYoung, func(p *register.Resident) { p.BirthDate, p.Marital = on.AddYears(-17).AddDays(1), register.Single }},
		{MayActivate, func(p *register.Resident) { p.BirthDate, p.Marital = on.AddYears(-17), register.Single }},
		{NotLiving, func(p *register.Resident) { p.Life = register.Dead }},
		{MovedOut, func(p *register.Resident) { p.Life = register.MovedOut }},
		{Foreigner, func(p *register.Resident) { p.Citizenship = register.OtherForeigner }},
	} {
		p := person(1, home, c.change)
		if got := triageOf(&p, on); got != c.want {
			t.Errorf("%+v: %s, want %s", p, got, c.want)
		}
	}
}

func TestEveryEndingIsComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range Endings() {
		if seen[e.Code] || !e.State.Closed() || e.Name.ID == "" || e.Name.EN == "" || e.Next.ID == "" || e.Next.EN == "" || e.RetryDays < 0 {
			t.Errorf("%+v", e)
		}
		seen[e.Code] = true
	}
	for code := range refusals {
		if code != AlreadyActive && !seen[string(code)] {
			t.Errorf("triage %s is no ending", code)
		}
	}
}

func TestTheConsentTextSaysWhoAsks(t *testing.T) {
	c, err := ConsentTextOf(ConsentVersion, `Dinas "X"`)
	if err != nil || c.Version != ConsentVersion || len(c.Text.ID) != len(c.Text.EN) || len(c.Text.ID) == 0 || !strings.Contains(c.Text.ID[0], `Dinas "X"`) {
		t.Fatalf("%+v, %v", c, err)
	}
	for _, version := range []string{"", "2020-01", "../enrol", "consent/2026-11"} {
		_, err := ConsentTextOf(version, "X")
		wantCode(t, err, "consent_version_unknown")
	}
}

func TestFromTheRosterToAnActivationThatIsCountedOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, config.Native)
		a, o := w.offered(t, w.people[0].ID)
		w.sound(t)
		if a.GroupID != w.group.ID || a.Area != home || a.PlaceCity != "16.73" || !w.CountsHere(&a) {
			t.Fatalf("%+v", a)
		}
		again, err := w.Start(as("sari"), StartRequest{ResidentID: w.people[0].ID, Channel: Counter})
		if err != nil || again.ID != a.ID {
			t.Fatalf("a second start gives %s, %v", again.ID, err)
		}
		wantCode(t, w.activate1(a.ID), "voucher_not_redeemed")
		got, err := w.redeem(token(t, o), o.TxCode)
		if err != nil || got != (Redeemed{a.ID, w.people[0].ID}) {
			t.Fatalf("redeemed %+v, %v", got, err)
		}
		_, err = w.redeem(token(t, o), o.TxCode)
		wantCode(t, err, "voucher_used")
		for range 2 {
			wantCode(t, w.deliver(a.ID, CredentialIssued), "")
			w.sound(t)
		}
		for range 3 {
			wantCode(t, w.activate1(a.ID), "")
			w.sound(t)
		}
		counts, err := w.VisitCounts(context.Background(), []string{w.visits[0].ID, newID()})
		if c := counts[w.visits[0].ID]; err != nil || c.Present != 1 || c.Active != 1 || c.Offered != 0 || len(counts) != 1 {
			t.Fatalf("%+v, %v", counts, err)
		}
		_, err = w.Start(as("budi"), StartRequest{ResidentID: w.people[0].ID, Channel: Counter})
		wantCode(t, err, "already_active")
		_, err = w.TurnAway(as("budi"), StartRequest{ResidentID: w.people[0].ID}, Outcome{Code: "refuses"})
		wantCode(t, err, "already_active")
		_, err = w.Close(as("budi"), a.ID, Outcome{Code: "refuses"})
		wantCode(t, err, "already_active")
		_, err = w.Reopen(as("budi"), a.ID, "x")
		wantCode(t, err, "credential_accepted")
		wantCode(t, w.deliver(a.ID, CredentialDeleted), "")
		wantCode(t, w.deliver(a.ID, "eaten"), "delivery_unknown")
		w.sound(t)
		active, err := w.ActiveAttempts(context.Background(), d.Read(), "", 10)
		if err != nil || len(active) != 1 || active[0] != a.ID {
			t.Fatalf("%v, %v", active, err)
		}
	})
}

func (w *world) activate1(id string) error {
	return w.inTx(func(ctx context.Context, tx db.Tx) error { return w.Activate(ctx, tx, id) })
}

func (w *world) deliver(id, outcome string) error {
	return w.inTx(func(ctx context.Context, tx db.Tx) error { return w.Deliver(ctx, tx, id, outcome) })
}

func TestPeopleOfOtherCitiesAreServedAndCountAtHome(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, config.Native)
		a, o := w.offered(t, w.people[2].ID)
		_, err := w.redeem(token(t, o), o.TxCode)
		wantCode(t, err, "")
		wantCode(t, w.activate1(a.ID), "")
		w.sound(t)
		counts, err := w.VisitCounts(context.Background(), []string{w.visits[0].ID})
		if c := counts[w.visits[0].ID]; err != nil || c.ActiveElsewhere != 1 || c.Active != 0 || w.CountsHere(&a) {
			t.Fatalf("%+v, %v", c, err)
		}
	})
}

func TestWrongCodesAreCountedThoughRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, config.Native)
		a, o := w.offered(t, w.people[0].ID)
		code := token(t, o)
		wrong := "000000"
		if o.TxCode == wrong {
			wrong = "000001"
		}
		_, err := w.redeem(code, "")
		wantCode(t, err, "tx_code_missing")
		for range maxWrong {
			_, err = w.redeem(code, wrong)
			wantCode(t, err, "tx_code_wrong")
			w.sound(t)
		}
		_, err = w.redeem(code, o.TxCode)
		wantCode(t, err, "voucher_invalid")
		o2, err := w.Offer(as("budi"), a.ID)
		wantCode(t, err, "")
		_, err = w.redeem(token(t, o2), o2.TxCode)
		wantCode(t, err, "")
		w.sound(t)
	})
}

func TestVouchersEnd(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t), config.Native)
	a, first := w.offered(t, w.people[0].ID)
	second, err := w.Offer(as("budi"), a.ID)
	wantCode(t, err, "")
	_, err = w.redeem(token(t, first), first.TxCode)
	wantCode(t, err, "voucher_invalid")
	_, err = w.redeem(token(t, second)+"A", second.TxCode)
	wantCode(t, err, "voucher_invalid")
	w.pass(voucherLife)
	_, err = w.redeem(token(t, second), second.TxCode)
	wantCode(t, err, "voucher_expired")
	third, err := w.Offer(as("budi"), a.ID)
	wantCode(t, err, "")
	_, err = w.Close(as("budi"), a.ID, Outcome{Code: "left_queue"})
	wantCode(t, err, "")
	_, err = w.redeem(token(t, third), third.TxCode)
	wantCode(t, err, "voucher_invalid")
	w.sound(t)
}

func TestAVoucherOfAnotherNodeIsRefused(t *testing.T) {
	w, other := newWorld(t, dbtest.SQLite(t), config.Native), newWorld(t, dbtest.SQLite(t), config.Native)
	_, o := other.offered(t, other.people[0].ID)
	_, err := w.redeem(token(t, o), o.TxCode)
	wantCode(t, err, "voucher_invalid")
	_, err = w.redeem("", "")
	wantCode(t, err, "voucher_invalid")
}

func TestWhatWasIssuedAndClosedNeverActivates(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t), config.Native)
	var withdrawn []string
	w.Withdraw = func(_ context.Context, _ db.Tx, id string) error { withdrawn = append(withdrawn, id); return nil }
	a, o := w.offered(t, w.people[0].ID)
	_, err := w.redeem(token(t, o), o.TxCode)
	wantCode(t, err, "")
	wantCode(t, w.deliver(a.ID, CredentialIssued), "")
	_, err = w.Close(as("budi"), a.ID, Outcome{Code: "phone_incompatible"})
	wantCode(t, err, "")
	wantCode(t, w.activate1(a.ID), "attempt_closed")
	wantCode(t, w.deliver(a.ID, CredentialIssued), "attempt_closed")
	if len(withdrawn) != 1 || withdrawn[0] != a.ID {
		t.Fatalf("withdrawn %v", withdrawn)
	}
	_, err = w.Reopen(as("budi"), a.ID, "salah tekan")
	wantCode(t, err, "attempt_closed")
	b, _ := w.offered(t, w.people[0].ID)
	if b.ID == a.ID {
		t.Fatal("the closed attempt goes on")
	}
	w.sound(t)
}

// TestWhatWasTakenBackLeavesTheAttemptFree: the second offer withdraws what the first one issued, so nothing is out.
func TestWhatWasTakenBackLeavesTheAttemptFree(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t), config.Native)
	var withdrawn []string
	w.Withdraw = func(_ context.Context, _ db.Tx, id string) error { withdrawn = append(withdrawn, id); return nil }
	a, o := w.offered(t, w.people[0].ID)
	_, err := w.redeem(token(t, o), o.TxCode)
	wantCode(t, err, "")
	wantCode(t, w.deliver(a.ID, CredentialIssued), "")
	again, err := w.Offer(as("budi"), a.ID)
	wantCode(t, err, "")
	if len(withdrawn) != 1 || withdrawn[0] != a.ID {
		t.Fatalf("withdrawn %v", withdrawn)
	}
	_, err = w.Close(as("budi"), a.ID, Outcome{Code: "phone_incompatible"})
	wantCode(t, err, "")
	wantCode(t, w.activate1(a.ID), "attempt_closed")
	_, err = w.redeem(token(t, again), again.TxCode)
	wantCode(t, err, "voucher_invalid")
	_, err = w.Reopen(as("budi"), a.ID, "salah tekan")
	wantCode(t, err, "")
	w.sound(t)
}

func TestAnAcceptanceCountsThoughANewOfferWasMade(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t), config.Native)
	a, o := w.offered(t, w.people[0].ID)
	_, err := w.redeem(token(t, o), o.TxCode)
	wantCode(t, err, "")
	wantCode(t, w.deliver(a.ID, CredentialIssued), "")
	_, err = w.Offer(as("budi"), a.ID)
	wantCode(t, err, "")
	wantCode(t, w.activate1(a.ID), "")
	w.sound(t)
}

func TestWhoeverCannotBeActivatedIsTurnedAwayAndCounted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, ctx := newWorld(t, d, config.Native), as("budi")
		for i, code := range map[int]string{3: "record_first", 4: "too_young"} {
			r := StartRequest{ResidentID: w.people[i].ID, VisitID: w.visits[0].ID}
			_, err := w.Start(ctx, r)
			wantCode(t, err, code)
			a, err := w.TurnAway(ctx, r, Outcome{Code: code, RetryOn: w.today().AddDays(14)})
			if err != nil || a.State != Failed || a.Code != code || a.Channel != Visiting {
				t.Fatalf("%+v, %v", a, err)
			}
			// Reopened, the attempt can still not reach an offer.
			_, err = w.Reopen(ctx, a.ID, "coba lagi")
			wantCode(t, err, "")
			w.agreed(t, a.ID)
			_, err = w.Offer(ctx, a.ID)
			wantCode(t, err, code)
			w.sound(t)
		}
		_, err := w.Start(ctx, StartRequest{ResidentID: w.people[0].ID, VisitID: w.visits[1].ID})
		wantCode(t, err, "visit_over")
		_, err = w.Start(ctx, StartRequest{ResidentID: newID()})
		wantCode(t, err, "resident_not_found")
		_, err = w.Start(ctx, StartRequest{ResidentID: w.people[0].ID, Channel: Visiting})
		wantCode(t, err, "channel_unknown")
		_, err = w.Start(ctx, StartRequest{ResidentID: w.people[0].ID, VisitID: newID()})
		wantCode(t, err, "visit_not_found")
		w.sound(t)
	})
}

func TestStepsCannotBeSkipped(t *testing.T) {
	w, ctx := newWorld(t, dbtest.SQLite(t), config.Native), as("budi")
	a, err := w.Start(ctx, StartRequest{ResidentID: w.people[0].ID})
	wantCode(t, err, "")
	_, err = w.Offer(ctx, a.ID)
	wantCode(t, err, "identity_missing")
	for code, i := range map[string]Identity{"identity_method_unknown": {Method: "smile"}, "identity_note_missing": {Method: Exception},
		"text_too_long": {Method: CardOnly, Note: strings.Repeat("x", 501)}} {
		_, err = w.Identify(ctx, a.ID, i)
		wantCode(t, err, code)
	}
	a, err = w.Identify(ctx, a.ID, Identity{Method: Exception, Note: "paspor, NIK 1673010101900001"})
	if err != nil || strings.Contains(a.Identity.Note, "1673010101900001") || a.State != Identified {
		t.Fatalf("%+v, %v", a, err)
	}
	_, err = w.Offer(ctx, a.ID)
	wantCode(t, err, "consent_missing")
	_, err = w.Confirm(ctx, a.ID)
	wantCode(t, err, "mode_native")
	_, err = w.Consent(ctx, a.ID, ConsentGiven{Version: ConsentVersion, Language: "fr"})
	wantCode(t, err, "consent_language_unknown")
	_, err = w.Consent(ctx, a.ID, ConsentGiven{Version: ConsentVersion, Language: "en", Guardian: "Ibu"})
	wantCode(t, err, "")
	_, err = w.Offer(ctx, a.ID)
	wantCode(t, err, "")
	_, err = w.Identify(ctx, a.ID, Identity{Method: CardOnly})
	wantCode(t, err, "attempt_offered")
	_, err = w.Get(ctx, w.d.Read(), newID())
	wantCode(t, err, "attempt_not_found")
	for code, o := range map[string]Outcome{"outcome_unknown": {Code: "bored"}, "outcome_note_missing": {Code: "other"}, "retry_past": {Code: "refuses", RetryOn: w.today().AddDays(-1)}} {
		_, err = w.Close(ctx, a.ID, o)
		wantCode(t, err, code)
	}
	_, err = w.Close(ctx, a.ID, Outcome{Code: "refuses"})
	wantCode(t, err, "")
	_, err = w.Close(ctx, a.ID, Outcome{Code: "refuses"}) // the answer was lost
	wantCode(t, err, "")
	_, err = w.Close(ctx, a.ID, Outcome{Code: "fears_theft"})
	wantCode(t, err, "attempt_closed")
	_, err = w.Reopen(ctx, a.ID, " ")
	wantCode(t, err, "reason_missing")
	a, err = w.Reopen(ctx, a.ID, "berubah pikiran")
	if err != nil || a.State != Identified || a.Consent.Version != "" || a.Code != "" {
		t.Fatalf("%+v, %v", a, err) // whoever refused must agree anew
	}
	w.sound(t)
}

func TestInExternalModeTheOfficerConfirms(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, ctx := newWorld(t, d, config.External), as("budi")
		a, err := w.Start(ctx, StartRequest{ResidentID: w.people[1].ID})
		wantCode(t, err, "")
		_, err = w.Confirm(ctx, a.ID)
		wantCode(t, err, "identity_missing")
		w.agreed(t, a.ID)
		_, err = w.Offer(ctx, a.ID)
		wantCode(t, err, "mode_external")
		for range 2 {
			a, err = w.Confirm(ctx, a.ID)
			if err != nil || a.State != Active || a.ActiveAt.IsZero() {
				t.Fatalf("%+v, %v", a, err)
			}
		}
		w.sound(t)
		w.pass(24 * time.Hour)
		a, err = w.Reopen(ctx, a.ID, "salah orang")
		if err != nil || a.State != Identified || !a.ActiveAt.IsZero() {
			t.Fatalf("%+v, %v", a, err)
		}
		w.sound(t)
	})
}

func TestTheOfferIsAStandardOneByValue(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t), config.Native)
	_, o := w.offered(t, w.people[0].ID)
	value, err := url.QueryUnescape(strings.TrimPrefix(o.URI, "openid-credential-offer://?credential_offer="))
	fatal(t, err)
	var got credentialOffer
	fatal(t, json.Unmarshal([]byte(value), &got))
	if got.Issuer != "http://127.0.0.1:8080" || len(got.Configurations) != 1 || len(o.TxCode) != 6 {
		t.Fatalf("%+v", got)
	}
	if want := "http://127.0.0.1:8080/wallet/#voucher=" + got.Grants.PreAuthorized.Code; o.Link != want || len(want) > 250 {
		t.Fatalf("the link to our wallet is %s (%d characters), want %s", o.Link, len(o.Link), want)
	}
	if strings.Contains(value, `"`+o.TxCode+`"`) || strings.ContainsAny(o.URI, " +") {
		t.Fatalf("the offer tells the code or holds a space: %s", o.URI)
	}
}

func TestHistoryIsImportedInBulk(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, config.Native)
		begun := time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)
		past := make([]Past, 6000)
		for i := range past {
			past[i] = Past{ResidentID: newID(), Area: home, PlaceCity: "16.73", VisitID: w.visits[i%2].ID, GroupID: w.group.ID, OfficerID: "budi", Channel: Visiting,
				At: begun.Add(time.Duration(i) * time.Hour), State: Active}
			if i%3 == 0 {
				past[i].State, past[i].Code, past[i].RetryOn = Failed, "storage_full", civil.Date{Year: 2026, Month: 12, Day: 1}
			}
		}
		started := time.Now()
		fatal(t, w.inTx(func(ctx context.Context, tx db.Tx) error { return w.ImportHistory(ctx, tx, past) }))
		t.Logf("%d results in %v", len(past), time.Since(started))
		w.sound(t)
		n, err := w.AttemptsSince(context.Background(), d.Read(), []string{past[5].ResidentID, past[6].ResidentID, newID()}, past[6].At)
		if err != nil || n != 1 {
			t.Fatalf("%d attempts since, %v", n, err)
		}
		twice := []Past{past[1]}
		wantCode(t, w.inTx(func(ctx context.Context, tx db.Tx) error { return w.ImportHistory(ctx, tx, twice) }), "already_active")
		for code, spoil := range map[string]func(*Past){
			"past_outcome": func(p *Past) { p.Code = "refuses" }, "past_place": func(p *Past) { p.Area = "16.73" },
			"channel_unknown": func(p *Past) { p.Channel = "post" }, "past_time": func(p *Past) { p.At = time.Time{} },
		} {
			bad := past[1]
			bad.ResidentID = newID()
			spoil(&bad)
			wantCode(t, w.inTx(func(ctx context.Context, tx db.Tx) error { return w.ImportHistory(ctx, tx, []Past{bad}) }), code)
		}
		w.sound(t)
	})
}

func TestListsAreTheOnesBehindTheFigures(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w, ctx := newWorld(t, d, config.Native), context.Background()
		var past []Past
		for i := range 25 {
			past = append(past, Past{ResidentID: newID(), Area: []string{home, home2, away}[i%3], PlaceCity: "16.73", Channel: Counter,
				At: time.Date(2026, 3, 2+i%5, 2, 0, 0, 0, time.UTC), State: Active})
		}
		fatal(t, w.inTx(func(ctx context.Context, tx db.Tx) error { return w.ImportHistory(ctx, tx, past) }))
		for want, f := range map[int]Filter{25: {State: Active}, 17: {Area: "16.73"}, 9: {Area: home}, 5: {Day: civil.Date{Year: 2026, Month: 3, Day: 3}}, 0: {Code: "refuses"}} {
			f.Limit = 4
			seen := map[string]bool{}
			for {
				page, err := w.List(ctx, d.Read(), f)
				if err != nil || page.Total != want {
					t.Fatalf("%+v: total %d, want %d: %v", f, page.Total, want, err)
				}
				for _, a := range page.Attempts {
					seen[a.ID] = true
				}
				if f.After = page.Next; f.After == "" {
					break
				}
			}
			if len(seen) != want {
				t.Fatalf("%+v: pages give %d, want %d", f, len(seen), want)
			}
		}
		_, err := w.List(ctx, d.Read(), Filter{After: "x", Limit: 1})
		wantCode(t, err, "after_malformed")
	})
}
