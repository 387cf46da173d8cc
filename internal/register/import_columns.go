package register

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"jemput/internal/fault"
)

// Field is what a column of a file holds.
type Field string

// The fields that a file may have.
const (
	FieldNIK           Field = "nik"
	FieldFamilyCard    Field = "family_card"
	FieldName          Field = "name"
	FieldSex           Field = "sex"
	FieldBirthPlace    Field = "birth_place"
	FieldBirthDate     Field = "birth_date"
	FieldProvince      Field = "province"       // number or code
	FieldCity          Field = "city"           // number or code
	FieldKecamatan     Field = "kecamatan"      // number or code
	FieldKelurahan     Field = "kelurahan"      // number or code
	FieldKecamatanName Field = "kecamatan_name" // name; a number is understood too
	FieldKelurahanName Field = "kelurahan_name" // name; a number is understood too
	FieldAddress       Field = "address"
	FieldRT            Field = "rt" // or RT/RW in one
	FieldRW            Field = "rw"
	FieldHamlet        Field = "hamlet"
	FieldPostCode      Field = "post_code"
	FieldPhone         Field = "phone"
	FieldEmail         Field = "email"
	FieldMother        Field = "mother"
	FieldFather        Field = "father"
	FieldBlood         Field = "blood"
	FieldReligion      Field = "religion"
	FieldMarital       Field = "marital"
	FieldRelation      Field = "relation"
	FieldEducation     Field = "education"
	FieldOccupation    Field = "occupation"
	FieldCitizenship   Field = "citizenship"
	FieldKTPStatus     Field = "ktp_status"
	FieldLife          Field = "life"
)

// fieldHeaders are the headers of each field, in letters and digits only, as seen in exports and hand-made lists.
// The order is that of the record's bits (see fieldSet) and of what a caller is shown.
var fieldHeaders = []struct {
	field   Field
	headers string
}{
	{FieldNIK, "NIK NIKKTP NOMORINDUKKEPENDUDUKAN NONIK NOMORNIK NOKTP NOMORKTP NIKPENDUDUK"},
	{FieldFamilyCard, "NOKK NOMORKK KK NOMORKARTUKELUARGA NOKARTUKELUARGA NKK"},
	{FieldName, "NAMALGKP NAMALENGKAP NAMA NAMAPENDUDUK NMLGKP NAMAKTP"},
	{FieldSex, "JENISKLMIN JENISKELAMIN JNSKLMIN JK LP KELAMIN SEX JENKEL KLMIN"},
	{FieldBirthPlace, "TEMPATLAHIR TMPTLHR TMPLHR TMPTLAHIR TMPLAHIR TEMPATLHR"},
	{FieldBirthDate, "TANGGALLAHIR TGLLAHIR TGLLHR TANGGALLHR TGLLHIR"},
	{FieldProvince, "NOPROP NOPROV KODEPROP KODEPROV KODEPROVINSI NOPROVINSI KDPROP KDPROV"},
	{FieldCity, "NOKAB NOKABKOTA KODEKAB KODEKABUPATEN KODEKOTA NOKABUPATEN NOKOTA KDKAB KODEKABKOTA"},
	{FieldKecamatan, "NOKECAMATAN NOKEC KODEKEC KODEKECAMATAN KDKEC"},
	{FieldKelurahan, "NOKELURAHAN NOKEL KODEKEL KODEKELURAHAN KODEDESA KODEWILAYAH KDKEL NOKELDESA KODEKELDESA NODESA"},
	{FieldKecamatanName, "KECAMATAN NAMAKEC NAMAKECAMATAN KEC NMKEC"},
	{FieldKelurahanName, "KELURAHAN NAMAKEL NAMAKELURAHAN KEL NMKEL DESA KELDESA KELURAHANDESA DESAKELURAHAN NAMADESA NAMAKELDESA"},
	{FieldAddress, "ALAMAT ALAMATKTP ALAMATLENGKAP ALAMATRUMAH JALAN"},
	{FieldRT, "NORT RT RTRW NORTNORW"},
	{FieldRW, "NORW RW"},
	{FieldHamlet, "DUSUN NAMADUSUN LINGKUNGAN"},
	{FieldPostCode, "KODEPOS KDPOS"},
	{FieldPhone, "TELP NOTELP TELEPON NOHP HP NOMORHP NOTELEPON NOMORTELEPON WHATSAPP NOWA"},
	{FieldEmail, "EMAIL ALAMATEMAIL SUREL"},
	{FieldMother, "NAMALGKPIBU NAMAIBU NAMAIBUKANDUNG IBU IBUKANDUNG"},
	{FieldFather, "NAMALGKPAYAH NAMAAYAH AYAH"},
	{FieldBlood, "GOLDRH GOLDARAH GOLONGANDARAH"},
	{FieldReligion, "AGAMA"},
	{FieldMarital, "STATKWN STATUSKAWIN STATUSPERKAWINAN STATUSKWN STATKAWIN PERKAWINAN"},
	{FieldRelation, "STATHBKEL SHDK HUBUNGANKELUARGA STATUSHUBUNGAN HUBKEL STATUSHUBUNGANKELUARGA STATUSHUBUNGANDALAMKELUARGA"},
	{FieldEducation, "PDDKAKH PENDIDIKAN PENDIDIKANTERAKHIR PENDIDIKANAKHIR PDDK"},
	{FieldOccupation, "JENISPKRJN PEKERJAAN JENISPEKERJAAN JNSPKRJN"},
	{FieldCitizenship, "KEWARGANEGARAAN WARGANEGARA WNI WRGNEGARA KWRGN KEBANGSAAN"},
	{FieldKTPStatus, "EKTPSTATUS STATUSREKAM STATUSKTP STATUSEKTP STATUSKTPEL STATREKAM STATUSPEREKAMAN KTPSTATUS"},
	{FieldLife, "STATUSHIDUP STATHIDUP STATUSPENDUDUK"},
}

// fieldSet has one bit per field.
type fieldSet uint32

var fieldBit, fieldByHeader = indexFields()

func indexFields() (map[Field]fieldSet, map[string]Field) {
	bits, byHeader := map[Field]fieldSet{}, map[string]Field{}
	for i, row := range fieldHeaders {
		bits[row.field] = 1 << i
		for _, h := range strings.Fields(row.headers) {
			byHeader[h] = row.field
		}
	}
	return bits, byHeader
}

// Mapping says which column, counted from 0, holds a field.
type Mapping map[Field]int

// headerKey leaves letters and digits: "Tgl. Lahir" and "TGL_LAHIR" are one header.
func headerKey(s string) string {
	return strings.Map(func(c rune) rune {
		if c = unicode.ToUpper(c); c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, s)
}

// mappingOf recognises the columns of a header. Of two columns for one field the first holds it.
func mappingOf(header []string) Mapping {
	m := Mapping{}
	for i, h := range header {
		if field, ok := fieldByHeader[headerKey(h)]; ok {
			if _, taken := m[field]; !taken {
				m[field] = i
			}
		}
	}
	return m
}

// missing lists the fields without which no row can be accepted.
func (m Mapping) missing() []Field {
	lost := []Field{}
	for _, f := range []Field{FieldNIK, FieldName, FieldSex, FieldBirthDate} {
		if _, ok := m[f]; !ok {
			lost = append(lost, f)
		}
	}
	_, number := m[FieldKelurahan]
	_, name := m[FieldKelurahanName]
	if !number && !name {
		lost = append(lost, FieldKelurahan)
	}
	return lost
}

// check refuses a mapping that a caller made wrongly.
func (m Mapping) check(columns int) error {
	for _, f := range slices.Sorted(maps.Keys(m)) {
		if fieldBit[f] == 0 {
			return fault.New(fault.Invalid, "mapping_field_unknown", "the mapping names a field that does not exist").WithField("mapping")
		}
		if m[f] < 0 || m[f] >= columns {
			return fault.New(fault.Invalid, "mapping_column_unknown", "the mapping names a column that the file does not have").WithField("mapping." + string(f))
		}
	}
	if lost := m.missing(); len(lost) > 0 {
		names := make([]string, len(lost))
		for i, f := range lost {
			names[i] = string(f)
		}
		return fault.New(fault.Invalid, "columns_missing", "the file has no column for: "+strings.Join(names, ", ")).
			WithHint("name the columns in the mapping, or add them to the file").WithField("mapping")
	}
	return nil
}
