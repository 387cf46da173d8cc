package enrol

import "slices"

// Ending is a way in which an attempt ends without an activation.
type Ending struct {
	Code      string
	State     State     // Failed, Refused or Left
	Name      Bilingual // as the officer picks it
	Next      Bilingual // what to tell the person
	RetryDays int       // proposed days until it makes sense to try again, 0 for none

	needsNote bool
}

// Endings are all ways, in the order in which they are shown.
func Endings() []Ending { return slices.Clone(endings) }

func endingOf(code string) (Ending, bool) {
	i := slices.IndexFunc(endings, func(e Ending) bool { return e.Code == code })
	if i < 0 {
		return Ending{}, false
	}
	return endings[i], true
}

// endings are the failures met in the field. Codes are stored: never rename one.
var endings = []Ending{
	// The phone.
	{Code: "no_smartphone", State: Failed,
		Name: Bilingual{"Tidak punya ponsel pintar", "No smartphone"},
		Next: Bilingual{"KTP-el tetap berlaku. Bila nanti punya ponsel pintar, datang kembali; layanan ini gratis.",
			"The card stays valid. Come back with a smartphone at any time; it is free of charge."}},
	{Code: "os_too_old", State: Failed, RetryDays: 30,
		Name: Bilingual{"Sistem ponsel terlalu lama", "The phone's system is too old"},
		Next: Bilingual{"Perbarui sistem ponsel bila tersedia, atau pakai ponsel lain milik sendiri.",
			"Update the phone's system if there is an update, or use another phone of your own."}},
	{Code: "phone_incompatible", State: Failed, RetryDays: 30,
		Name: Bilingual{"Ponsel tidak cocok", "Phone not compatible"},
		Next: Bilingual{"Buka halaman pemeriksaan dengan peramban terbaru. Bila tetap tidak bisa, pakai ponsel lain milik sendiri.",
			"Open the check page in an up-to-date browser. If it still fails, use another phone of your own."}},
	{Code: "storage_full", State: Failed, RetryDays: 1,
		Name: Bilingual{"Memori ponsel penuh", "Storage full"},
		Next: Bilingual{"Hapus berkas yang tidak dipakai (sekitar 100 MB), lalu kembali ke petugas.",
			"Delete files you do not need (about 100 MB), then come back to the officer."}},
	{Code: "camera_broken", State: Failed, RetryDays: 30,
		Name: Bilingual{"Kamera rusak atau tidak ada", "No camera, or a broken one"},
		Next: Bilingual{"Buka tautan penawaran tanpa kamera bila bisa, atau pakai ponsel lain milik sendiri.",
			"Open the offer's link without the camera if possible, or use another phone of your own."}},
	// The network.
	{Code: "no_signal", State: Failed, RetryDays: 1,
		Name: Bilingual{"Tidak ada sinyal", "No signal"},
		Next: Bilingual{"Sambungkan ke Wi-Fi petugas atau pindah ke tempat yang bersinyal, lalu coba lagi.",
			"Connect to the team's Wi-Fi or move to a place with signal, then try again."}},
	{Code: "no_quota", State: Failed, RetryDays: 1,
		Name: Bilingual{"Kuota data habis", "No data quota"},
		Next: Bilingual{"Sambungkan ke Wi-Fi petugas, atau kembali setelah kuota terisi.",
			"Connect to the team's Wi-Fi, or come back when there is data again."}},
	{Code: "email_missing", State: Failed, RetryDays: 7,
		Name: Bilingual{"Tidak punya surel", "No e-mail address"},
		Next: Bilingual{"Buat alamat surel milik sendiri, lalu datang kembali.",
			"Make an e-mail address of your own, then come back."}},
	{Code: "email_not_received", State: Failed, RetryDays: 1,
		Name: Bilingual{"Surel aktivasi tidak masuk", "The e-mail never arrives"},
		Next: Bilingual{"Periksa folder spam dan ejaan alamat. Bila besok belum masuk, kembali ke petugas.",
			"Check the spam folder and the spelling of the address. If it has not come by tomorrow, come back."}},
	// The account.
	{Code: "bound_elsewhere", State: Failed, RetryDays: 14,
		Name: Bilingual{"Akun terikat di perangkat lain", "Account bound to another device"},
		Next: Bilingual{"Keluar dari akun di perangkat lama. Bila perangkat hilang, minta pelepasan di kantor Disdukcapil dengan KTP-el.",
			"Log out on the old device. If it is lost, ask the office to release it; bring the card."}},
	{Code: "pin_forgotten", State: Failed, RetryDays: 7,
		Name: Bilingual{"Lupa PIN", "PIN forgotten"},
		Next: Bilingual{"Minta pengaturan ulang PIN di hadapan petugas. Petugas tidak pernah menanyakan PIN.",
			"Have the PIN reset before an officer. Staff never ask for a PIN."}},
	// The face.
	{Code: "face_mismatch", State: Failed, RetryDays: 14,
		Name: Bilingual{"Wajah tidak cocok", "Face does not match"},
		Next: Bilingual{"Ulangi di tempat terang tanpa masker. Bila tetap tidak cocok, rekam ulang biometrik di kantor.",
			"Repeat in good light without a mask. If it still fails, have the biometrics recorded anew at the office."}},
	{Code: "face_camera_refused", State: Failed, RetryDays: 1,
		Name: Bilingual{"Kamera wajah ditolak aplikasi", "Face camera refused"},
		Next: Bilingual{"Izinkan kamera di pengaturan aplikasi, bersihkan lensa, lalu ulangi.",
			"Allow the camera in the app's settings, clean the lens, then repeat."}},
	// The record. The codes of triage are among them.
	{Code: string(RecordFirst), State: Failed, RetryDays: 14,
		Name: Bilingual{"Belum rekam biometrik", "Biometrics not recorded"},
		Next: Bilingual{"Rekam biometrik dahulu, di sini bila alatnya ada atau di kantor. Bawa kartu keluarga.",
			"Have the biometrics recorded first, here if there is the equipment or at the office. Bring the family card."}},
	{Code: string(TooYoung), State: Failed,
		Name: Bilingual{"Belum 17 tahun", "Under 17"},
		Next: Bilingual{"Datang kembali setelah berumur 17 tahun atau sudah menikah.",
			"Come back at the age of 17, or when married."}},
	{Code: string(NotLiving), State: Failed, RetryDays: 14,
		Name: Bilingual{"Tercatat meninggal (11)", "Register says dead (11)"},
		Next: Bilingual{"Data keliru: ajukan pembetulan di kantor dengan KTP-el dan kartu keluarga; orangnya harus hadir.",
			"The record is wrong: ask for a correction at the office with card and family card, in person."}},
	{Code: "register_duplicate", State: Failed, RetryDays: 14,
		Name: Bilingual{"Data ganda (12)", "Duplicate in the register (12)"},
		Next: Bilingual{"Minta penunggalan data di kantor; bawa semua kartu yang pernah terbit.",
			"Have the records merged at the office; bring every card that was ever issued."}},
	{Code: "register_not_found", State: Failed, RetryDays: 14,
		Name: Bilingual{"NIK tidak ditemukan (13)", "Not found in the register (13)"},
		Next: Bilingual{"Minta konsolidasi NIK di kantor; bawa kartu keluarga.",
			"Ask the office to consolidate the number; bring the family card."}},
	{Code: "register_not_active", State: Failed, RetryDays: 14,
		Name: Bilingual{"NIK tidak aktif (14)", "Not active in the register (14)"},
		Next: Bilingual{"Minta pengaktifan NIK di kantor; bawa KTP-el dan kartu keluarga.",
			"Ask the office to activate the number; bring card and family card."}},
	{Code: "register_bad_format", State: Failed, RetryDays: 7,
		Name: Bilingual{"Format NIK salah (15)", "Number in a bad format (15)"},
		Next: Bilingual{"Cocokkan NIK dengan kartu keluarga, lalu minta pembetulan di kantor.",
			"Compare the number with the family card, then ask the office for a correction."}},
	{Code: "data_differ", State: Failed, RetryDays: 14,
		Name: Bilingual{"Data berbeda dengan register", "Data differ from the register"},
		Next: Bilingual{"Ajukan pembetulan di kantor dengan akta atau ijazah yang benar, lalu kembali.",
			"Ask the office for a correction with the right certificate, then come back."}},
	{Code: string(MovedOut), State: Failed, RetryDays: 14,
		Name: Bilingual{"Tercatat pindah", "Register says moved out"},
		Next: Bilingual{"Selesaikan kepindahan di kantor tempat tinggal sekarang, lalu aktivasi di mana saja.",
			"Have the move completed at the office of the present home, then activate anywhere."}},
	{Code: string(Foreigner), State: Failed,
		Name: Bilingual{"Orang asing tanpa izin tinggal tetap", "Foreigner without permanent stay"},
		Next: Bilingual{"Identitas digital hanya untuk WNI dan pemegang izin tinggal tetap (ITAP).",
			"The digital ID is for citizens and holders of a permanent stay permit (ITAP) only."}},
	// Ours.
	{Code: "system_failed", State: Failed, RetryDays: 1,
		Name: Bilingual{"Gangguan sistem", "System failure"},
		Next: Bilingual{"Maaf, gangguan di pihak kami. Petugas mencatat nama dan menghubungi bila sudah pulih.",
			"Sorry, the failure is on our side. The officer keeps your name and calls when it works again."}},
	{Code: "other", State: Failed, RetryDays: 7, needsNote: true,
		Name: Bilingual{"Sebab lain (tulis catatan)", "Another reason (write a note)"},
		Next: Bilingual{"Petugas menjelaskan langkah berikutnya.", "The officer explains what to do next."}},
	// The person.
	{Code: "fears_theft", State: Refused,
		Name: Bilingual{"Takut data dicuri", "Fears data theft"},
		Next: Bilingual{"Identitas digital bersifat sukarela dan KTP-el tetap berlaku. Petugas tidak pernah meminta PIN atau kode lewat telepon.",
			"The digital ID is voluntary and the card stays valid. Staff never ask for a PIN or a code on the phone."}},
	{Code: "refuses", State: Refused,
		Name: Bilingual{"Tidak bersedia", "Refuses"},
		Next: Bilingual{"Identitas digital bersifat sukarela; KTP-el tetap berlaku. Boleh datang kapan saja bila berubah pikiran.",
			"The digital ID is voluntary; the card stays valid. You may come at any time if you change your mind."}},
	{Code: "left_queue", State: Left, RetryDays: 7,
		Name: Bilingual{"Meninggalkan antrean", "Left the queue"},
		Next: Bilingual{"Undang lagi pada kunjungan berikutnya atau ke loket.",
			"Invite again to the next visit or to the counter."}},
}
