package outreach

import (
	"strings"

	"jemput/internal/register"
)

// The columns that are read of a list of people.
const (
	columnNIK   = string(register.FieldNIK)
	columnName  = string(register.FieldName)
	columnBirth = string(register.FieldBirthDate)
	columnSex   = string(register.FieldSex)
	columnNIP   = "nip" // civil servants' number
	columnUnit  = "unit"
)

// ownHeaders are headers of agencies' and schools' lists, beyond those that the register knows.
var ownHeaders = map[string]string{
	columnNIP: "NIP NIPBARU NIPNRP NRPNIP NIPNIK NIKNIP NIPNIPPPK NIPPPK NOMORINDUKPEGAWAI NOINDUKPEGAWAI NOMORPEGAWAI",
	columnName: "NAMAPEGAWAI NAMAASN NAMAPNS NAMASISWA NAMAGURU NAMAKARYAWAN NAMAPESERTA NAMAANGGOTA NAMAWARGA NAMADANGELAR NAMADENGANGELAR " +
		"NAMALENGKAPDANGELAR NAMALENGKAPDENGANGELAR NAMALENGKAPGELAR NAMAGELAR NAMANIP NAMADANNIP NAMAPEGAWAINIP NAMALENGKAPNIP",
	columnBirth: "TTL TEMPATTANGGALLAHIR TEMPATTGLLAHIR TMPTTGLLAHIR TMPTGLLAHIR TEMPATDANTANGGALLAHIR TEMPATDANTGLLAHIR LAHIR",
	columnUnit: "UNIT UNITKERJA UNITORGANISASI BIDANG BIDANGUNIT BAGIAN SEKSI SUBBAGIAN SUBBAG KELAS ROMBEL RUANG RUANGAN INSTANSI OPD SKPD " +
		"PERANGKATDAERAH SATUANKERJA SATKER SEKOLAH UNITSEKOLAH KANTOR DIVISI DEPARTEMEN DEPT",
}

var ownByHeader = func() map[string]string {
	all := map[string]string{}
	for column, headers := range ownHeaders {
		for _, h := range strings.Fields(headers) {
			all[h] = column
		}
	}
	return all
}()

// columns says which column, counted from 0, holds what.
type columns map[string]int

// columnsOf recognises a header. Of two columns for one thing the first holds it.
func columnsOf(fields [][]byte) columns {
	c := columns{}
	for i, f := range fields {
		column := columnOf(string(f[:min(len(f), 200)]))
		if _, taken := c[column]; column != "" && !taken {
			c[column] = i
		}
	}
	return c
}

// columnOf is what a column with this header holds, "" if that is not read.
func columnOf(header string) string {
	if column, ok := ownByHeader[register.HeaderKey(header)]; ok {
		return column
	}
	field, _ := register.FieldOf(header)
	switch column := string(field); column {
	case columnNIK, columnName, columnBirth, columnSex:
		return column
	}
	return ""
}

// usable reports that people can be told by these columns.
func (c columns) usable() bool {
	_, number := c[columnNIK]
	_, name := c[columnName]
	return number || name
}

// of is the cell of a column, nil if there is none.
func (c columns) of(fields [][]byte, column string) []byte {
	i, ok := c[column]
	if !ok || i >= len(fields) {
		return nil
	}
	return fields[i]
}
