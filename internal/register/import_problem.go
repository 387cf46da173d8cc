package register

import "jemput/internal/register/sheet"

// Problem is why a row was rejected. It never holds what the cell said.
type Problem struct {
	Code   string `json:"code"`   // stable
	Field  Field  `json:"field"`  // "" for the row as a whole
	Column int    `json:"column"` // from 0, -1 for the row as a whole
	First  int64  `json:"first"`  // number of the row that has the same NIK, 0 if that is not the problem
}

// reasons are the problems in plain words, for the office and for programmers.
var reasons = map[string]struct{ indonesian, english string }{
	"nik_missing":             {"NIK kosong", "the NIK is empty"},
	"nik_digits_lost":         {"NIK rusak oleh program lembar kerja: sebagian angkanya hilang. Ekspor ulang dengan kolom NIK sebagai teks", "a spreadsheet program has lost digits of the NIK: export again with the NIK column as text"},
	"nik_malformed":           {"NIK bukan 16 angka dengan nomor urut 0001 atau lebih", "the NIK is not 16 digits with a serial of 0001 or more"},
	"nik_repeated":            {"NIK ini sudah ada di baris lain berkas dengan isi yang berbeda", "an earlier row of the file has the same NIK and says something else"},
	"name_missing":            {"nama kosong", "the name is empty"},
	"name_unreadable":         {"nama tidak memuat huruf atau terlalu panjang", "the name has no letters or is too long"},
	"sex_missing":             {"jenis kelamin kosong", "the sex is empty"},
	"sex_unknown":             {"jenis kelamin tidak dikenal", "the sex is not one that is known"},
	"birth_date_missing":      {"tanggal lahir kosong", "the birth date is empty"},
	"birth_date_unreadable":   {"tanggal lahir tidak terbaca atau tidak ada di kalender", "the birth date cannot be read or is not in the calendar"},
	"birth_date_century":      {"tahun lahir hanya dua angka: abadnya tidak pasti", "the year of birth has two digits: the century is not certain"},
	"birth_date_out_of_range": {"tanggal lahir di masa depan atau lebih dari 130 tahun lalu", "the birth date is in the future or more than 130 years ago"},
	"kelurahan_missing":       {"kelurahan kosong", "the kelurahan is empty"},
	"kelurahan_unknown":       {"kelurahan tidak ada di kota ini", "there is no such kelurahan in this city"},
	"kelurahan_ambiguous":     {"nama kelurahan tidak ada, atau ada lebih dari satu di kota ini: perlu kecamatan atau kode", "no kelurahan, or more than one, has this name in the city: it needs the kecamatan or the code"},
	"city_differs":            {"baris ini milik kota atau kabupaten lain", "the row belongs to another city or regency"},
	string(sheet.Quotes):      {"tanda kutip tidak berpasangan: baris tidak terbaca", "quotation marks do not pair: the row cannot be read"},
	string(sheet.TooLong):     {"baris atau sel terlalu panjang", "the row or a cell is too long"},
	string(sheet.TooManyCols): {"kolom terlalu banyak", "the row has too many columns"},
}

// Reason is the problem in plain words.
func (p Problem) Reason() (indonesian, english string) {
	r := reasons[p.Code]
	return r.indonesian, r.english
}
