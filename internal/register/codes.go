package register

import (
	"strconv"
	"strings"
)

// Table is a code table of the civil registry: the number stored and the text on the card.
type Table struct {
	names  []string       // by code; names[0] is unused
	byName map[string]int // squeezed text and synonyms to code
}

// The code tables, with the other spellings that offices' files use.
var (
	Sexes = table("LAKI-LAKI|L|LK|PRIA|LAKILAKI|MALE", "PEREMPUAN|P|PR|WANITA|FEMALE")

	Religions = table("ISLAM", "KRISTEN|PROTESTAN|KRISTEN PROTESTAN", "KATHOLIK|KATOLIK", "HINDU", "BUDHA|BUDDHA",
		"KHONGHUCU|KONGHUCU|KONG HU CHU", "KEPERCAYAAN TERHADAP TUHAN YME / LAINNYA|KEPERCAYAAN|KEPERCAYAAN TERHADAP TUHAN YME|LAINNYA")

	MaritalStatuses = table("BELUM KAWIN|BELUM MENIKAH|BK", "KAWIN|MENIKAH|KAWIN TERCATAT|KAWIN BELUM TERCATAT|KAWIN TIDAK TERCATAT|K",
		"CERAI HIDUP|CH|CERAI HIDUP TERCATAT|CERAI HIDUP BELUM TERCATAT", "CERAI MATI|CM|JANDA|DUDA")

	BloodTypes = table("A", "B", "AB", "O", "A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-", "TIDAK TAHU|-|TDK TAHU")

	Relations = table("KEPALA KELUARGA|KEP. KELUARGA", "SUAMI", "ISTRI|ISTERI", "ANAK", "MENANTU", "CUCU", "ORANGTUA|ORANG TUA", "MERTUA",
		"FAMILI LAIN|FAMILI", "PEMBANTU", "LAINNYA")

	Educations = table("TIDAK/BELUM SEKOLAH|TIDAK SEKOLAH|BELUM SEKOLAH", "BELUM TAMAT SD|BELUM TAMAT SD/SEDERAJAT", "TAMAT SD|TAMAT SD/SEDERAJAT|SD",
		"SLTP|SLTP/SEDERAJAT|SMP", "SLTA|SLTA/SEDERAJAT|SMA|SMK", "DIPLOMA I/II", "AKADEMI/DIPLOMA III/S.MUDA|AKADEMI/DIPLOMA III/SARJANA MUDA|D3",
		"DIPLOMA IV/STRATA I|S1", "STRATA II|STRATA-II|S2", "STRATA III|STRATA-III|S3")

	Occupations = table("BELUM/TIDAK BEKERJA|TIDAK BEKERJA|BELUM BEKERJA", "MENGURUS RUMAH TANGGA|IRT|IBU RUMAH TANGGA", "PELAJAR/MAHASISWA|PELAJAR|MAHASISWA",
		"PENSIUNAN", "PNS|PEGAWAI NEGERI SIPIL|PEGAWAI NEGERI SIPIL (PNS)|ASN", "TNI|TENTARA NASIONAL INDONESIA|TENTARA NASIONAL INDONESIA (TNI)",
		"POLRI|KEPOLISIAN RI|KEPOLISIAN RI (POLRI)", "PERDAGANGAN", "PETANI/PEKEBUN|PETANI", "PETERNAK", "NELAYAN/PERIKANAN|NELAYAN", "INDUSTRI",
		"KONSTRUKSI", "TRANSPORTASI", "KARYAWAN SWASTA|SWASTA", "KARYAWAN BUMN", "KARYAWAN BUMD", "KARYAWAN HONORER|HONORER", "BURUH HARIAN LEPAS|BURUH",
		"BURUH TANI/PERKEBUNAN|BURUH TANI", "BURUH NELAYAN/PERIKANAN", "BURUH PETERNAKAN", "PEMBANTU RUMAH TANGGA", "TUKANG CUKUR", "TUKANG LISTRIK",
		"TUKANG BATU", "TUKANG KAYU", "TUKANG SOL SEPATU", "TUKANG LAS/PANDAI BESI", "TUKANG JAHIT", "TUKANG GIGI", "PENATA RIAS", "PENATA BUSANA",
		"PENATA RAMBUT", "MEKANIK", "SENIMAN", "TABIB", "PARAJI", "PERANCANG BUSANA", "PENTERJEMAH", "IMAM MASJID", "PENDETA", "PASTOR", "WARTAWAN",
		"USTADZ/MUBALIGH", "JURU MASAK", "PROMOTOR ACARA", "ANGGOTA DPR-RI", "ANGGOTA DPD", "ANGGOTA BPK", "PRESIDEN", "WAKIL PRESIDEN", "ANGGOTA MK",
		"ANGGOTA KABINET/KEMENTERIAN", "DUTA BESAR", "GUBERNUR", "WAKIL GUBERNUR", "BUPATI", "WAKIL BUPATI", "WALIKOTA", "WAKIL WALIKOTA", "DPRD PROV",
		"DPRD KAB/KOTA", "DOSEN", "GURU", "PILOT", "PENGACARA", "NOTARIS", "ARSITEK", "AKUNTAN", "KONSULTAN", "DOKTER", "BIDAN", "PERAWAT", "APOTEKER",
		"PSIKIATER/PSIKOLOG", "PENYIAR TV", "PENYIAR RADIO", "PELAUT", "PENELITI", "SOPIR", "PIALANG", "PARANORMAL", "PEDAGANG", "PERANGKAT DESA",
		"KEPALA DESA", "BIARAWATI", "WIRASWASTA", "LAINNYA")

	Citizenships = table("WNI|WARGA NEGARA INDONESIA|INDONESIA", "WNA ITAP|ITAP|WNA DENGAN ITAP", "WNA|ITAS|WNA ITAS")

	KTPStatuses = table("BELUM WAJIB|BELUM WAJIB KTP", "BELUM REKAM|BELUM PEREKAMAN", "SUDAH REKAM|REKAM|SUDAH PEREKAMAN", "CARD PRINTED",
		"PRINT READY RECORD|PRR", "CARD SHIPPED", "SENT FOR CARD PRINTING", "CARD ISSUED")

	LifeStatuses = table("HIDUP|AKTIF|ADA", "MENINGGAL|MATI|WAFAT|MENINGGAL DUNIA", "PINDAH|PINDAH KELUAR")
)

// Name is the text of a code as it stands on the card, "" for an unknown code.
func (t *Table) Name(code int) string {
	if code < 1 || code >= len(t.names) {
		return ""
	}
	return t.names[code]
}

// Len is the highest code.
func (t *Table) Len() int { return len(t.names) - 1 }

// Code reads a number or a text as offices write it; 0 and false for anything else.
func (t *Table) Code(text string) (int, bool) {
	if n, err := strconv.Atoi(text); err == nil {
		return n, n >= 1 && n < len(t.names)
	}
	if code, ok := t.byName[text]; ok { // the usual case, without allocating
		return code, true
	}
	code, ok := t.byName[squeeze(text)]
	return code, ok
}

// table reads rows "NAME|SYNONYM|…"; the code is the position.
func table(rows ...string) *Table {
	t := &Table{names: make([]string, 1, len(rows)+1), byName: make(map[string]int, 3*len(rows))}
	for i, row := range rows {
		spellings := strings.Split(row, "|")
		t.names = append(t.names, spellings[0])
		for _, s := range spellings {
			t.byName[s] = i + 1
			t.byName[squeeze(s)] = i + 1
		}
	}
	return t
}

// squeeze keeps upper-case letters, digits and signs that tell codes apart.
func squeeze(s string) string {
	var b strings.Builder
	for _, c := range strings.ToUpper(s) {
		if c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '-' && b.Len() <= 2 {
			b.WriteRune(c)
		}
	}
	return b.String()
}
